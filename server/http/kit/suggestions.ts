import MiniSearch from 'minisearch';
import { fold, MAX_TYPED_LENGTH } from '#server/contract/search/typed';
import type { Directory } from '#server/domain/facts/directory';
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

type UnknownId = Extract<Refusal, { kind: 'unknown-id' }>;
type Listed = Pick<ReadState, 'directory' | 'evidence'>;
type Looked = { unknown: string; see: string };

const DIRECTORY = {
  platform: { unknown: 'Plateforme inconnue', see: 'GET /api/v1/platforms', list: 'platforms' },
  mutuelle: { unknown: 'Mutuelle inconnue', see: 'GET /api/v1/mutuelles?q=', list: 'mutuelles' },
  organisation: { unknown: 'Organisation inconnue', see: 'GET /api/v1/organisations', list: 'organisations' },
} as const satisfies Record<string, Looked & { list: keyof Directory }>;

/** Where the list of each is in the read model, and what one calls it. */
const EVIDENCE = {
  incident: {
    unknown: 'Incident inconnu',
    see: 'GET /api/v1/incidents',
    near: (id, { incidents }) => suggest(id, incidents, ({ title }) => title),
  },
  notice: {
    unknown: 'Avis inconnu',
    see: 'GET /api/v1/notices',
    near: (id, { notices }) => suggest(id, notices, ({ title }) => title),
  },
  maintenance: {
    unknown: 'Maintenance inconnue',
    see: 'GET /api/v1/maintenances',
    near: (id, { maintenances }) => suggest(id, maintenances, ({ platform }) => platform),
  },
  statement: {
    unknown: 'Déclaration inconnue',
    see: 'GET /api/v1/statements',
    near: (id, { statements }) => suggest(id, statements, ({ platform }) => platform),
  },
  update: {
    unknown: 'Point inconnu de cet incident',
    see: 'GET /api/v1/incidents/{id}',
    near: (id, { updates }, within) =>
      suggest(
        id,
        updates.filter(({ incident }) => incident === within),
        ({ incident }) => incident,
      ),
  },
} as const satisfies Record<
  Exclude<PublicNoun, keyof typeof DIRECTORY>,
  Looked & { near: (id: string, evidence: Listed['evidence'], within?: string) => Named[] }
>;

/** Lists that the read model does not hold: whoever refuses has read them. */
const APART = {
  probe: { unknown: 'Sonde inconnue', see: 'GET /api/v1/probes' },
  proposal: { unknown: 'Proposition inconnue', see: 'GET /api/v1/proposals' },
  source: { unknown: 'Adresse inconnue', see: 'GET /api/v1/sources' },
} as const satisfies Record<string, Looked>;

const NOUNS: Record<PublicNoun | keyof typeof APART, Looked> = { ...DIRECTORY, ...EVIDENCE, ...APART };

const refusedAt = (noun: keyof typeof NOUNS, id: string, pointer: string, near: Named[]): UnknownId => ({
  kind: 'unknown-id',
  pointer,
  detail: `${NOUNS[noun].unknown} : « ${id} ».`,
  near,
  see: NOUNS[noun].see,
});

/** « Plateforme inconnue : « viamedi ». » `withNear` adds what is near: for writes, `write` and `runAudited` do. */
export const unknownId = (
  noun: PublicNoun,
  id: string,
  pointer = `/${noun}`,
  within?: string,
): UnknownId => ({ ...refusedAt(noun, id, pointer, []), asked: { noun, id, within } });

/** The same of a list at hand. */
export const unknownAmong = <T extends { id: string }>(
  noun: keyof typeof APART,
  id: string,
  known: Known<T>,
  nameOf: (thing: T) => string,
): UnknownId => refusedAt(noun, id, '/param/id', suggest(id, known, nameOf));

/** The same of the directory that was read. */
export const unknownIn = (
  directory: Directory,
  noun: keyof typeof DIRECTORY,
  id: string,
  pointer = `/${noun}`,
): UnknownId => refusedAt(noun, id, pointer, nearIn(directory, noun, id));

/**
 * Accounts, sessions, API keys, passkeys, what is asked against them, heartbeat tokens: nothing is near ON PURPOSE.
 * Listing neighbours would tell of people and secrets that whoever asks may not know of.
 */
export const unknownPrivate = (detail: string, pointer = '/param/id'): UnknownId => ({
  kind: 'unknown-id',
  pointer,
  detail,
  near: [],
});

const nearIn = (directory: Directory, noun: keyof typeof DIRECTORY, id: string): Named[] =>
  suggest<Named>(id, directory[DIRECTORY[noun].list], named);

const isOfDirectory = (noun: PublicNoun): noun is keyof typeof DIRECTORY => noun in DIRECTORY;

/** The same refusal with the ids of the read model nearest to the one asked; any other as it is. */
export const withNear = (refused: Refusal, { directory, evidence }: Listed): Refusal => {
  if (refused.kind !== 'unknown-id' || !refused.asked) return refused;
  const { noun, id, within } = refused.asked;
  const near = isOfDirectory(noun) ? nearIn(directory, noun, id) : EVIDENCE[noun].near(id, evidence, within);
  return { ...refused, near };
};

/** The same by the read model of now, for whoever was refused while writing. */
export const withNearNow = async (
  { readModel }: Pick<Deps, 'readModel'>,
  refused: Refusal,
): Promise<Refusal> =>
  refused.kind === 'unknown-id' && refused.asked
    ? withNear(refused, await readModel.read({ at: null, knownAt: null }))
    : refused;
