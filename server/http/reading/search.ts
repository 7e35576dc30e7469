import MiniSearch from 'minisearch';
import { amcBegins, isAmcNumber, queryFor, SEARCH, wordsOf } from '#server/contract/search';
import type { Directory, Mutuelle } from '#server/domain/facts/directory';

const indexes = new WeakMap<Directory, MiniSearch<Mutuelle>>();

const indexOf = (directory: Directory): MiniSearch<Mutuelle> => {
  const kept = indexes.get(directory);
  if (kept) return kept;
  const index = new MiniSearch<Mutuelle>(SEARCH);
  index.addAll([...directory.mutuelles.values()]);
  indexes.set(directory, index);
  return index;
};

/** By name, alias or AMC number, best first; accents and case ignored, one typo a word forgiven. */
export const searchMutuelles = (directory: Directory, typed: string): Mutuelle[] => {
  if (isAmcNumber(typed)) {
    return [...directory.mutuelles.values()].filter(({ amcNumbers }) =>
      amcNumbers.some((number) => amcBegins(number, typed.trim())),
    );
  }
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  return indexOf(directory)
    .search(queryFor(words))
    .flatMap((found) => directory.mutuelles.get(found.id) ?? []);
};
