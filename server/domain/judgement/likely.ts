import { type Convention, inForce, serves } from '../facts/directory';
import { grouped } from '../facts/grouped';
import { ascending } from '../facts/intervals';
import { PROFESSIONS, type Profession } from '../facts/vocabulary';
import { type JudgedPlatform, judgePlatform } from './candidate';
import type { Known } from './known-facts';
import type { Reader } from './links';

/** An operator that serves a mutuelle in other professions: what it would be, if it is the one on the card. */
export type LikelyPlatform = JudgedPlatform & { knownFor: readonly Profession[] };

/**
 * The operators that a mutuelle without a known convention for the profession may have, by id: those known to serve it
 * in another one, and that are open to this one. A condition, never a claim (RULES.md 6); the card's code and CSR are
 * of a convention, and do not count.
 */
export const likelyFor = (
  known: Known,
  { profession, concentrator }: Omit<Reader, 'mutuelle'>,
  mutuelle: string,
): LikelyPlatform[] =>
  likelyOperators(known, mutuelle, profession).map(([platform, conventions]) => ({
    ...judgePlatform(known, platform, { profession, concentrator, mutuelle }),
    knownFor: PROFESSIONS.filter((each) => conventions.some((convention) => serves(convention, each)))
      .filter((each) => each !== profession)
      .sort(ascending),
  }));

/** Whether there is one, without judging it. */
export const hasLikelyOperator = (
  ground: Pick<Known, 'directory' | 'day'>,
  mutuelle: string,
  profession: Profession,
): boolean => likelyOperators(ground, mutuelle, profession).length > 0;

const likelyOperators = (
  { directory, day }: Pick<Known, 'directory' | 'day'>,
  mutuelle: string,
  profession: Profession,
): [string, readonly Convention[]][] => {
  const current = (directory.conventionsOf.get(mutuelle) ?? []).filter((each) => inForce(each, day));
  return [...grouped(current, ({ platform }) => platform)]
    .filter(([id, conventions]) => {
      const platform = directory.platforms.get(id);
      const isOpen = platform?.professions?.includes(profession) ?? true;
      return (
        platform?.kind === 'operator' && isOpen && conventions.some((each) => isForOthers(each, profession))
      );
    })
    .sort(([a], [b]) => ascending(a, b));
};

const isForOthers = ({ professions }: Convention, profession: Profession): boolean =>
  professions === null || professions.some((each) => each !== profession);
