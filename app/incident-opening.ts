import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Client } from '#server/client';
import { ask } from './ask';
import { readDraft } from './drafts';
import { justDone } from './gestures';
import { stepSetting } from './incident-work';
import type { Writer } from './space';
import { readScope, writableOf } from './step-scope';

export const OPENING_DRAFT = 'incident';

/** The platforms asked for, else those of the draft, else the only one of an operator that has one. */
export const readIncidentOpening = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const query = new URL(args.request.url).searchParams;
  const [draft, { told }] = await Promise.all([
    readDraft(client, OPENING_DRAFT),
    ask(client.api.v1.platforms.$get({ query: {} })),
  ]);
  const known = writableOf(
    writer,
    told.platforms.map(({ id }) => id),
  );
  const asked = query.has('plateforme') ? query.getAll('plateforme') : (draft.typed?.plateforme ?? []);
  const [only, ...others] = known;
  const isOnly = writer.organisation.kind === 'operator' && only !== undefined && others.length === 0;
  const chosen = isOnly ? [only] : query.has('choisir') ? [] : known.filter((id) => asked.includes(id));
  return {
    ...stepSetting(args, writer),
    ...{ draft, isOnly, done: justDone(args.request) },
    choices: told.platforms.filter(({ id }) => known.includes(id)).map(({ id, name }) => ({ id, name })),
    scope: await readScope(writer, client, chosen),
  };
};
