import {
  type Ranking,
  rankingOf,
  type SearchIndex,
  type Sought,
  type Standing,
  searchIndexOf,
} from '#server/contract/search/name-index';
import { type SearchResult, searchIn } from '#server/contract/search/query';
import { type Convention, type Directory, inForce, serves } from '#server/domain/facts/directory';
import type { Profession } from '#server/domain/facts/vocabulary';
import { hasLikelyOperator } from '#server/domain/judgement/likely';

/** Of one directory: its names read once, and the order of what is found alike, by profession and day. */
type DirectorySearch = { index: SearchIndex; rankings: Map<string, Ranking> };

const searches = new WeakMap<Directory, DirectorySearch>();
/** Two days of every profession, with room for questions about the past. */
const MAX_CACHED = 40;

/** What answers what is typed in the directory, on a Paris day; `profession` null: whoever asks. */
export const searchDirectory = (
  directory: Directory,
  day: string,
  profession: Profession | null,
  typed: string,
  most?: number,
): SearchResult => {
  const search = searches.get(directory) ?? {
    index: searchIndexOf(soughtIn(directory)),
    rankings: new Map(),
  };
  searches.set(directory, search);
  const key = `${profession} ${day}`;
  if (search.rankings.size >= MAX_CACHED) search.rankings.clear();
  const ranking =
    search.rankings.get(key) ??
    rankingOf(search.index, (entry) => standingOf(directory, day, profession, entry));
  search.rankings.set(key, ranking);
  return searchIn(search.index, ranking, typed, most);
};

const soughtIn = ({ mutuelles, platforms }: Directory): Sought[] => [
  ...[...mutuelles.values()].map(({ id, name, aliases, amcNumbers }) => ({
    kind: 'mutuelle' as const,
    id,
    name,
    aliases,
    amcNumbers,
  })),
  ...[...platforms.values()].map(({ id, name, amcNumbers }) => ({
    kind: 'platform' as const,
    id,
    name,
    aliases: [],
    amcNumbers,
  })),
];

const standingOf = (
  directory: Directory,
  day: string,
  profession: Profession | null,
  { kind, id }: Sought,
): Standing => {
  const all = (kind === 'mutuelle' ? directory.conventionsOf : directory.conventionsAt).get(id) ?? [];
  const current = all.filter((each) => inForce(each, day));
  const isKnown = current.some((each) => profession === null || serves(each, profession));
  const isLikely = !isKnown && profession !== null && isLikelyFor(directory, day, profession, { kind, id });
  return { isKnown, isLikely, conventions: current.length };
};

/** A mutuelle by its likely operators; a platform when it is open to the profession. */
const isLikelyFor = (
  directory: Directory,
  day: string,
  profession: Profession,
  { kind, id }: Pick<Sought, 'kind' | 'id'>,
): boolean => {
  if (kind === 'mutuelle') return hasLikelyOperator({ directory, day }, id, profession);
  const platform = directory.platforms.get(id);
  const isOnCards = platform?.kind === 'operator' || platform?.kind === 'network';
  return isOnCards && (platform.professions?.includes(profession) ?? true);
};

/** How many of these are in force that day. */
export const conventionsOn = (conventions: readonly Convention[] | undefined, day: string): number =>
  (conventions ?? []).filter((each) => inForce(each, day)).length;
