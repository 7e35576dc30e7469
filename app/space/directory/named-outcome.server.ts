import type { Client } from '#server/client';
import type { ImportOutcome } from '#server/contract/directory-edits';
import { ask } from '../../client/ask';
import type { Tried } from './import-diff';

const ALL = '5000';

/** The outcome of an import, with the names of the ids in it. */
export const namedOutcome = async (client: Client, outcome: ImportOutcome): Promise<Tried> => {
  const [{ body: listed }, { body: found }] = await Promise.all([
    ask(client.api.v1.platforms.$get({ query: {} })),
    ask(client.api.v1.mutuelles.$get({ query: { limit: ALL } })),
  ]);
  const touched = new Set(outcome.changes.map(({ after }) => after.mutuelle));
  const byId = (things: readonly { id: string; name: string }[]) =>
    Object.fromEntries(things.map(({ id, name }) => [id, name]));
  const brought = (things: readonly { after: { id: string; name: string } }[]) =>
    things.map(({ after }) => after);
  const mutuelles = byId([
    ...found.mutuelles.filter(({ id }) => touched.has(id)),
    ...brought(outcome.mutuelles),
  ]);
  const platforms = byId([...listed.platforms, ...brought(outcome.platforms)]);
  return { outcome, names: { mutuelles, platforms } };
};
