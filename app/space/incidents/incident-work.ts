import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Client } from '#server/client';
import type { IncidentRecord } from '#server/contract/incidents';
import { ask } from '../../client/ask';
import { readDraft } from '../form/drafts';
import { localOf } from '../form/readings';
import { readyFor, type Writer } from '../publish';
import type { Published } from '../updates/published-update';
import { readScope, writableOf } from '../updates/read-scope';
import { readSpoken } from './own-statements';

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
