import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Client } from '#server/client';
import type { Maintenance } from '#server/contract/maintenances';
import { FLOWS } from '#server/domain/facts/vocabulary';
import { ask } from '../../client/ask';
import { ownMaintenancesWords } from '../../words/space-maintenances';
import { readDraft } from '../form/drafts';
import { writableOf } from '../updates/scope';
import { outOfScope, readyFor, type Writer } from '../writer';

export const MAINTENANCE_DRAFT = 'maintenance';

/** Operators and the desk announce maintenances. */
export const maintainersOnly = (writer: Writer): void => {
  const { kind } = writer.organisation;
  if (kind !== 'operator' && kind !== 'desk') throw outOfScope(writer, ownMaintenancesWords.whom);
};

/** A page of the windows one may cancel, newest first; the one being cancelled, and its version. */
export const readOwnMaintenances = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const asked = new URL(args.request.url).searchParams;
  const cursor = asked.get('cursor');
  const { id, kind } = writer.organisation;
  const query = { ...(kind === 'desk' ? {} : { by: id }), ...(cursor === null ? {} : { cursor }) };
  const [page, cancellation, { body }] = await Promise.all([
    ask(client.api.v1.maintenances.$get({ query })),
    readCancellation(client, writer, asked.get('annuler')),
    ask(client.api.v1.platforms.$get({ query: {} })),
  ]);
  return {
    ready: readyFor(writer, args.context.now),
    ...page.body,
    ...cancellation,
    platforms: body.platforms.map(({ id, name }) => ({ id, name })),
  };
};

const NONE = { cancelled: null, version: null };

/** Empty when nothing is left to cancel. */
const readCancellation = async (client: Client, { organisation }: Writer, id: string | null) => {
  if (id === null) return NONE;
  const response = await client.api.v1.maintenances[':id'].$get({ param: { id }, query: {} });
  if (!response.ok) return NONE;
  const cancelled: Maintenance = await response.json();
  const isOpen = cancelled.state === 'upcoming' || cancelled.state === 'in-force';
  const isOwn = cancelled.by === organisation.id || organisation.kind === 'desk';
  return isOpen && isOwn ? { cancelled, version: response.headers.get('ETag') } : NONE;
};

/** What the form of a maintenance is about. */
export const readMaintenanceForm = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const [{ body }, draft] = await Promise.all([
    ask(client.api.v1.platforms.$get({ query: {} })),
    readDraft(client, MAINTENANCE_DRAFT),
  ]);
  const writable = writableOf(
    writer,
    body.platforms.map(({ id }) => id),
  );
  const platforms = body.platforms.filter(({ id }) => writable.includes(id));
  const [only, ...others] = platforms;
  const record =
    only && others.length === 0
      ? await ask(client.api.v1.platforms[':id'].$get({ param: { id: only.id }, query: {} }))
      : null;
  return {
    ready: readyFor(writer, args.context.now),
    draft,
    flows: record?.body.flows ?? FLOWS,
    platforms: platforms.map(({ id, name }) => ({ id, name })),
  };
};
