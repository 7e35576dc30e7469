import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Client } from '#server/client';
import type { Spoken } from '#server/contract/space';
import { ask } from '../../client/ask';
import { namesForSpace } from '../../client/platforms';

/** What one's organisation said, newest first, those who confirmed it by their names. */
export const readSpoken = async (client: Client) => {
  const [{ body }, names] = await Promise.all([ask(client.api.v1.statements.$get()), namesForSpace(client)]);
  const known = new Map(names.map(({ id, name }) => [id, name]));
  const statements: Spoken[] = body.statements.map((each) => ({
    ...each,
    confirmedBy: each.confirmedBy.map((id) => known.get(id) ?? id),
  }));
  return { statements, names };
};

/** The page of what was said: with who already asks to take something back, and what is being taken back. */
export const readDeclarations = async ({ request }: LoaderFunctionArgs, client: Client) => {
  const asked = new URL(request.url).searchParams.get('retirer');
  const [{ statements, names }, { body: due }] = await Promise.all([
    readSpoken(client),
    ask(client.api.v1.due.$get()),
  ]);
  const requests = due.requests.filter(({ action }) => action === 'retraction');
  return {
    statements,
    names,
    at: due.at,
    waiting: requests.map(({ target, by, askedAt }) => ({ target, by, askedAt })),
    retracted: statements.find(({ id, retractedAt }) => id === asked && retractedAt === null) ?? null,
  };
};
