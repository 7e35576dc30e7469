import MiniSearch from 'minisearch';
import {
  amcBegins,
  isAmcNumber,
  type Searchable as Named,
  queryFor,
  SEARCH,
  wordsOf,
} from '#server/contract/search';

/** A mutuelle as one may look for it; `name` as the directory writes it. */
export type Searchable = Named & { amcNumbers: readonly string[] };

/** The ids that answer what is typed, best first. */
export type Find = (typed: string) => string[];

/** The same search as the server's (`/api/v1/mutuelles?q=`), without the network. */
export const indexOf = (mutuelles: readonly Searchable[]): Find => {
  const byId = new Map(mutuelles.map((mutuelle) => [mutuelle.id, mutuelle]));
  const index = new MiniSearch<Searchable>(SEARCH);
  index.addAll(mutuelles);

  const byNumber = (typed: string) =>
    mutuelles
      .filter(({ amcNumbers }) => amcNumbers.some((number) => amcBegins(number, typed)))
      .map(({ id }) => id);

  const byName = (typed: string) => {
    const words = wordsOf(typed);
    if (words.length === 0) return [];
    const found = index.search(queryFor(words));
    const start = words.join(' ');
    return found
      .flatMap(({ id }) => byId.get(String(id)) ?? [])
      .map((mutuelle) => ({ ...mutuelle, rank: rankOf(mutuelle, start) }))
      .sort((a, b) => a.rank - b.rank || (a.rank < OTHERS ? french.compare(a.name, b.name) : 0))
      .map(({ id }) => id);
  };

  return (typed) => {
    const text = typed.trim();
    return isAmcNumber(text) ? [...new Set([...byNumber(text), ...byName(text)])] : byName(text);
  };
};

const OTHERS = 3;
const french = new Intl.Collator('fr');

/** The very name, then what begins so, then another name that does, each by name; then the rest, nearest first. */
const rankOf = (mutuelle: Searchable, start: string): number => {
  const name = wordsOf(mutuelle.name).join(' ');
  const aliases = mutuelle.aliases.map((alias) => wordsOf(alias).join(' '));
  if (name === start || aliases.includes(start)) return 0;
  if (name.startsWith(start)) return 1;
  return aliases.some((alias) => alias.startsWith(start)) ? 2 : OTHERS;
};
