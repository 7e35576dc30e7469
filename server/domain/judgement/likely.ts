import { type Convention, conventionsFor, inForce, serves } from '../facts/directory';
import { grouped } from '../facts/grouped';
import { ascending } from '../facts/intervals';
import { PROFESSIONS, type Profession } from '../facts/vocabulary';
import { type JudgedPlatform, judgePlatform } from './candidate';
import type { Known } from './known-facts';
import type { Reader } from './links';

/** An operator that serves a mutuelle in other professions. */
export type LikelyOperator = { platform: string; knownFor: readonly Profession[] };

/** What it would be, if it is the one on the card. */
export type LikelyPlatform = JudgedPlatform & LikelyOperator;

/** Each of the likely operators, judged: a condition, never a claim (RULES.md 6). */
export const likelyFor = (
  known: Known,
  { profession, concentrator }: Omit<Reader, 'mutuelle'>,
  operators: readonly LikelyOperator[],
  mutuelle: string,
): LikelyPlatform[] =>
  operators.map(({ platform, knownFor }) => ({
    ...judgePlatform(known, platform, { profession, concentrator, mutuelle }),
    knownFor,
  }));

/** Whether there is one, without judging it. */
export const hasLikelyOperator = (
  ground: Pick<Known, 'directory' | 'day'>,
  mutuelle: string,
  profession: Profession,
): boolean => likelyOperators(ground, mutuelle, profession).length > 0;

/** How many mutuelles without a known convention for the profession each operator is a likely one of; none: not here. */
export const likelyCounts = (
  ground: Pick<Known, 'directory' | 'day'>,
  profession: Profession,
): ReadonlyMap<string, number> => {
  const { directory, day } = ground;
  const counts = new Map<string, number>();
  for (const mutuelle of directory.mutuelles.keys()) {
    if (conventionsFor(directory, mutuelle, profession, day, ANY_CARD).length > 0) continue;
    for (const { platform } of likelyOperators(ground, mutuelle, profession))
      counts.set(platform, (counts.get(platform) ?? 0) + 1);
  }
  return counts;
};

const ANY_CARD = { code: null, csr: null };

/**
 * The operators that a mutuelle without a known convention for the profession may have, by id: those known to serve it
 * in another one, and that are open to this one. The card's code and CSR are of a convention, and do not count.
 */
export const likelyOperators = (
  { directory, day }: Pick<Known, 'directory' | 'day'>,
  mutuelle: string,
  profession: Profession,
): LikelyOperator[] => {
  const current = (directory.conventionsOf.get(mutuelle) ?? []).filter((each) => inForce(each, day));
  return [...grouped(current, ({ platform }) => platform)]
    .filter(([id, conventions]) => {
      const platform = directory.platforms.get(id);
      const isOpen = platform?.professions?.includes(profession) ?? true;
      return (
        platform?.kind === 'operator' && isOpen && conventions.some((each) => isForOthers(each, profession))
      );
    })
    .sort(([a], [b]) => ascending(a, b))
    .map(([platform, conventions]) => ({
      platform,
      knownFor: PROFESSIONS.filter((each) => conventions.some((convention) => serves(convention, each)))
        .filter((each) => each !== profession)
        .sort(ascending),
    }));
};

const isForOthers = ({ professions }: Convention, profession: Profession): boolean =>
  professions === null || professions.some((each) => each !== profession);
