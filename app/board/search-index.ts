import {
  rankingOf,
  type SearchIndex,
  type Sought,
  type Standing,
  searchIndexOf,
} from '#server/contract/search/name-index';
import { type SearchResult, searchIn } from '#server/contract/search/query';

/** A mutuelle or a platform as one may look for it on a board; `name` as the directory writes it. */
export type Searchable = Sought & { standing: Standing };

/** What answers what is typed, best first. */
export type Find = (typed: string) => SearchResult;

/** As many as the server tells. */
const MAX_FOUND = 20;

/** The same search as the server's (`/api/v1/search`), without the network. */
export const indexOf = (searchables: readonly Searchable[]): Find => {
  const index = namesIn(searchables);
  // The order of the entries is that of `searchables`, whichever of their lists the names were read from.
  const standings = new Map(index.entries.map((entry, place) => [entry, searchables[place]?.standing]));
  const ranking = rankingOf(index, (entry) => standings.get(entry) ?? NOBODY);
  return (typed) => searchIn(index, ranking, typed, MAX_FOUND);
};

const NOBODY: Standing = { isKnown: false, isLikely: false, conventions: 0 };

let last: SearchIndex | null = null;

/** Names are read again only when they change: a board changes far more often. */
const namesIn = (searchables: readonly Searchable[]): SearchIndex => {
  const isSame = (entry: Sought | undefined, other: Sought) =>
    entry?.kind === other.kind &&
    entry.id === other.id &&
    entry.name === other.name &&
    entry.aliases === other.aliases &&
    entry.amcNumbers === other.amcNumbers;
  const known = last;
  if (
    known?.entries.length !== searchables.length ||
    !searchables.every((each, place) => isSame(known.entries[place], each))
  )
    last = searchIndexOf(searchables);
  return last as SearchIndex;
};
