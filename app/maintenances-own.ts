import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Client } from '#server/client';
import { FLOWS } from '#server/domain/vocabulary';
import { ask } from './ask';
import { readDraft } from './drafts';
import { everyPage } from './every-page';
import { justDone } from './gestures';
import { outOfScope } from './out-of-scope';
import { isCodeAsked, newKey, type Writer } from './space';
import { writableOf } from './step-scope';

export const MAINTENANCE_DRAFT = 'maintenance';

/** Operators and the desk announce maintenances. */
export const maintainersOnly = (writer: Writer): void => {
  const { kind } = writer.organisation;
  if (kind !== 'operator' && kind !== 'desk') throw outOfScope(writer, 'aux opérateurs et au bureau');
};

const setting = ({ context: { now }, request }: LoaderFunctionArgs, writer: Writer) => ({
  ...{ key: newKey(), isCodeAsked: isCodeAsked(writer, now), done: justDone(request) },
});

/** The windows one may cancel, newest first; of the one being cancelled, the version. */
export const readOwnMaintenances = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const asked = new URL(args.request.url).searchParams.get('annuler');
  const { id, kind } = writer.organisation;
  const [every, { told }] = await Promise.all([
    everyPage(async (query) => {
      const page = await ask(client.api.v1.maintenances.$get({ query }));
      return { told: page.told.maintenances, next: page.told.next };
    }),
    ask(client.api.v1.platforms.$get({ query: {} })),
  ]);
  const maintenances = every.filter(({ by }) => by === id || kind === 'desk');
  const cancelled = maintenances.find((each) => each.id === asked && isOpen(each)) ?? null;
  return {
    ...setting(args, writer),
    ...{ maintenances, cancelled },
    platforms: told.platforms.map(({ id, name }) => ({ id, name })),
    version: cancelled && (await readVersion(client, cancelled.id)),
  };
};

const isOpen = ({ state }: { state: string }): boolean => state === 'upcoming' || state === 'in-force';

const readVersion = async (client: Client, id: string): Promise<string | null> =>
  (await ask(client.api.v1.maintenances[':id'].$get({ param: { id }, query: {} }))).etag;

/** What the form of a maintenance is about. */
export const readMaintenanceForm = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const [{ told }, draft] = await Promise.all([
    ask(client.api.v1.platforms.$get({ query: {} })),
    readDraft(client, MAINTENANCE_DRAFT),
  ]);
  const writable = writableOf(
    writer,
    told.platforms.map(({ id }) => id),
  );
  const platforms = told.platforms.filter(({ id }) => writable.includes(id));
  const [only, ...others] = platforms;
  const record =
    only && others.length === 0
      ? await ask(client.api.v1.platforms[':id'].$get({ param: { id: only.id }, query: {} }))
      : null;
  return {
    ...setting(args, writer),
    ...{ draft, flows: record?.told.flows ?? FLOWS },
    platforms: platforms.map(({ id, name }) => ({ id, name })),
  };
};
