import {
  ranksOf,
  type SearchResult,
  type Sought,
  type Standing,
  searchIn,
  searchIndexOf,
} from '#server/contract/directory-search';

/** A mutuelle or a platform as one may look for it on a board; `name` as the directory writes it. */
export type Searchable = Sought & { standing: Standing };

/** What answers what is typed, best first. */
export type Find = (typed: string) => SearchResult;

/** The same search as the server's (`/api/v1/search`), without the network. */
export const indexOf = (searchables: readonly Searchable[]): Find => {
  const index = searchIndexOf(searchables);
  const ranks = ranksOf(index, (entry) => (entry as Searchable).standing);
  return (typed) => searchIn(index, ranks, typed);
};
