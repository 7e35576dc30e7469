import MiniSearch from 'minisearch';
import { amcBegins, fold, isAmcNumber, withSwaps } from '#server/contract/search';

/** A mutuelle as one may look for it; `name` as the directory writes it. */
export type Searchable = {
  id: string;
  name: string;
  aliases: readonly string[];
  amcNumbers: readonly string[];
};

/** The ids that answer what is typed, best first. */
export type Find = (typed: string) => string[];

const wordsOf = (typed: string): string[] => fold(typed).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The same search as the server's (`/api/v1/mutuelles?q=`), without the network. */
export const indexOf = (mutuelles: readonly Searchable[]): Find => {
  const byId = new Map(mutuelles.map((mutuelle) => [mutuelle.id, mutuelle]));
  const index = new MiniSearch<Searchable>({
    fields: ['name', 'aliases'],
    extractField: (mutuelle, field) =>
      field === 'aliases' ? mutuelle.aliases.join(' ') : mutuelle[field as 'id' | 'name'],
    processTerm: (term) => fold(term) || null,
    searchOptions: { boost: { name: 2 }, prefix: true, fuzzy: (term) => (term.length > 2 ? 1 : 0) },
  });
  index.addAll(mutuelles);

  const byNumber = (typed: string) =>
    mutuelles
      .filter(({ amcNumbers }) => amcNumbers.some((number) => amcBegins(number, typed)))
      .map(({ id }) => id);

  const byName = (typed: string) => {
    const words = wordsOf(typed);
    if (words.length === 0) return [];
    const queries = words.map((word) => ({ combineWith: 'OR' as const, queries: withSwaps(word) }));
    const found = index.search({ combineWith: 'AND', queries });
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
