import MiniSearch from 'minisearch';
import { fold, MAX_TYPED_LENGTH } from '#server/contract/search';
import type { ReadState } from '#server/read-model/read-model';
import type { Deps } from '../deps';
import type { PublicNoun, Refusal } from './problems';

type Named = { id: string; name: string };
type Known<T> = readonly T[] | ReadonlyMap<string, T>;

const MAX_SUGGESTIONS = 5;

/** One index a list, kept as long as the list: a new version of the directory brings new lists. */
const indexes = new WeakMap<object, MiniSearch<Named>>();

const indexOf = <T extends { id: string }>(known: Known<T>, nameOf: (thing: T) => string) => {
  const made = indexes.get(known);
  if (made) return made;
  const index = new MiniSearch<Named>({
    fields: ['id', 'name'],
    storeFields: ['id', 'name'],
    processTerm: (term) => fold(term) || null,
    searchOptions: { prefix: true, fuzzy: 0.34, maxFuzzy: 2 },
  });
  // A thing may be listed twice: one that several incidents name, say.
  for (const thing of known.values())
    if (!index.has(thing.id)) index.add({ id: thing.id, name: nameOf(thing) });
  indexes.set(known, index);
  return index;
};

/** The few known ids nearest to what was typed, best first; none when it is too long to be one mistyped. */
export const suggest = <T extends { id: string }>(
  typed: string,
  known: Known<T>,
  nameOf: (thing: T) => string,
): Named[] =>
  typed.length > MAX_TYPED_LENGTH
    ? []
    : indexOf(known, nameOf)
        .search(typed)
        .slice(0, MAX_SUGGESTIONS)
        .map(({ id, name }) => ({ id, name }));

const named = ({ name }: Named): string => name;

type Listed = Pick<ReadState, 'directory' | 'evidence'>;

/** Where the list of each is in the record, and what one calls it. */
const NOUNS = {
  platform: {
    unknown: 'Plateforme inconnue',
    see: 'GET /api/v1/platforms',
    near: (id, { directory }) => suggest(id, directory.platforms, named),
  },
  mutuelle: {
    unknown: 'Mutuelle inconnue',
    see: 'GET /api/v1/mutuelles?q=',
    near: (id, { directory }) => suggest(id, directory.mutuelles, named),
  },
  organisation: {
    unknown: 'Organisation inconnue',
    see: 'GET /api/v1/organisations',
    near: (id, { directory }) => suggest(id, directory.organisations, named),
  },
  incident: {
    unknown: 'Incident inconnu',
    see: 'GET /api/v1/incidents',
    near: (id, { evidence }) => suggest(id, evidence.incidents, ({ title }) => title),
  },
  notice: {
    unknown: 'Avis inconnu',
    see: 'GET /api/v1/notices',
    near: (id, { evidence }) => suggest(id, evidence.notices, ({ title }) => title),
  },
  maintenance: {
    unknown: 'Maintenance inconnue',
    see: 'GET /api/v1/maintenances',
    near: (id, { evidence }) => suggest(id, evidence.maintenances, ({ platform }) => platform),
  },
  statement: {
    unknown: 'Déclaration inconnue',
    see: 'GET /api/v1/statements',
    near: (id, { evidence }) => suggest(id, evidence.statements, ({ platform }) => platform),
  },
} as const satisfies Record<
  PublicNoun,
  { unknown: string; see: string; near: (id: string, read: Listed) => Named[] }
>;

/** « Plateforme inconnue : « viamedi ». » `nearIn` adds what is near. */
export const unknownId = (
  noun: PublicNoun,
  id: string,
  pointer = `/${noun}`,
): Extract<Refusal, { kind: 'unknown-id' }> => ({
  kind: 'unknown-id',
  pointer,
  detail: `${NOUNS[noun].unknown} : « ${id} ».`,
  near: [],
  see: NOUNS[noun].see,
  asked: { noun, id },
});

/** The same refusal with the ids of the record nearest to the one asked; any other as it is. */
export const withNear = (refused: Refusal, read: Listed): Refusal =>
  refused.kind === 'unknown-id' && refused.asked
    ? { ...refused, near: NOUNS[refused.asked.noun].near(refused.asked.id, read) }
    : refused;

/** The same by the record of now, for whoever was refused while writing. */
export const withNearNow = async (
  { readModel }: Pick<Deps, 'readModel'>,
  refused: Refusal,
): Promise<Refusal> =>
  refused.kind === 'unknown-id' && refused.asked
    ? withNear(refused, await readModel.read({ at: null, knownAt: null }))
    : refused;
