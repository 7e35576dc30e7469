import MiniSearch from 'minisearch';
import { amcBegins, fold, isAmcNumber, withSwaps } from '#server/contract/search';
import type { Directory, Mutuelle } from '#server/domain/directory';

const indexes = new WeakMap<Directory, MiniSearch<Mutuelle>>();

const indexOf = (directory: Directory): MiniSearch<Mutuelle> => {
  const kept = indexes.get(directory);
  if (kept) return kept;
  const index = new MiniSearch<Mutuelle>({
    fields: ['name', 'aliases'],
    extractField: (mutuelle, field) =>
      field === 'aliases' ? mutuelle.aliases.join(' ') : String(mutuelle[field as 'id' | 'name']),
    processTerm: (term) => fold(term) || null,
    searchOptions: {
      boost: { name: 2 },
      prefix: true,
      fuzzy: (term) => (term.length > 2 ? 1 : 0),
      combineWith: 'AND',
    },
  });
  index.addAll([...directory.mutuelles.values()]);
  indexes.set(directory, index);
  return index;
};

/** By name, alias or AMC number, best first; accents and case ignored, one typo a word forgiven (interfaces.md §3). */
export const searchMutuelles = (directory: Directory, typed: string): Mutuelle[] => {
  if (isAmcNumber(typed)) {
    return [...directory.mutuelles.values()].filter(({ amcNumbers }) =>
      amcNumbers.some((number) => amcBegins(number, typed.trim())),
    );
  }
  const words = fold(typed).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return [];
  const queries = words.map((word) => ({ combineWith: 'OR' as const, queries: withSwaps(word) }));
  return indexOf(directory)
    .search({ combineWith: 'AND', queries })
    .flatMap((found) => directory.mutuelles.get(found.id) ?? []);
};
