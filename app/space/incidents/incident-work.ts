import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Client } from '#server/client';
import type { IncidentRecord } from '#server/contract/incidents';
import type { OwnStatement } from '#server/contract/space';
import { ask } from '../../client/ask';
import { namesForSpace } from '../../client/platforms';
import { readDraft } from '../form/drafts';
import { localOf } from '../form/readings';
import type { Published } from '../updates/published-update';
import { readScope, writableOf } from '../updates/scope';
import { readyFor, type Writer } from '../writer';

const LATE_MS = 5 * 60_000;

/** What the form of a step needs beside what it is about. */
export const stepSetting = ({ context: { now }, request }: LoaderFunctionArgs, writer: Writer) => ({
  ready: readyFor(writer, now),
  now: localOf(now.toISOString()),
  lateBefore: localOf(new Date(+now - LATE_MS).toISOString()),
  isDetailed: new URL(request.url).searchParams.has('detail'),
  template: new URL(request.url).searchParams.get('modele'),
});

export const incidentDraft = (id: string): string => `incident-${id}`;

/** All that the page of the work on an incident shows. */
export const readIncidentWork = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const id = args.params.id ?? '';
  const published = new URL(args.request.url).searchParams.get('publie');
  const [{ body: incident, etag }, draft, { body: list }] = await Promise.all([
    ask(client.api.v1.incidents[':id'].$get({ param: { id }, query: {} })),
    readDraft(client, incidentDraft(id)),
    ask(client.api.v1.platforms.$get({ query: {} })),
  ]);
  return {
    ...stepSetting(args, writer),
    incident,
    draft,
    version: etag ?? '',
    scope: await readScope(writer, client, writableOf(writer, incident.platforms)),
    platforms: list.platforms.map(({ id, name }) => ({ id, name })),
    published: published === null ? null : await readPublished(client, incident, published),
  };
};

const readPublished = async (
  client: Client,
  { steps }: IncidentRecord,
  id: string,
): Promise<Published | null> => {
  const step = steps.find((each) => each.type === 'update' && each.id === id);
  if (!step) return null;
  const { statements } = await readSpoken(client);
  return {
    recordedAt: step.recordedAt,
    text: step.text,
    statements: statements.filter(({ update }) => update === id),
  };
};

/** What one's organisation said, newest first, those who confirmed it by their names. */
export const readSpoken = async (client: Client) => {
  const [{ body }, names] = await Promise.all([ask(client.api.v1.statements.$get()), namesForSpace(client)]);
  const known = new Map(names.map(({ id, name }) => [id, name]));
  const statements: OwnStatement[] = body.statements.map((each) => ({
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
