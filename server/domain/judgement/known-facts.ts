import type { Directory } from '../facts/directory';
import type { Evidence } from '../facts/evidence';
import { parisDay } from '../facts/intervals';
import { type PlatformFacts, platformFacts } from '../facts/platform-facts';
import { newestFirst, type Statement, stands } from '../facts/statements';
import { platformTurns } from './change-points';
import { type KnownPlatform, knownPlatform, nothingKnown } from './known-platform';

/** What of the facts counts at an instant `at`, from what was recorded by `knownAt`. */
export type Known = {
  directory: Directory;
  at: Date;
  knownAt: Date;
  /** The Paris day of `at`, YYYY-MM-DD. */
  day: string;
  /** By platform, those of which something is on record; `knownOf` says what of it counts. */
  facts: ReadonlyMap<string, PlatformFacts>;
  /** What counts of each platform that was asked about. */
  found: Map<string, KnownPlatform>;
};

export const knownFacts = (directory: Directory, evidence: Evidence, at: Date, knownAt: Date): Known => ({
  directory,
  at,
  knownAt,
  day: parisDay(at),
  facts: platformFacts(evidence),
  found: new Map(),
});

/**
 * What counts of one platform. It is the same object from one instant to another while nothing of the platform turns,
 * so that what is judged by it may be kept by it.
 */
export const knownOf = (known: Known, platform: string): KnownPlatform => {
  const found = known.found.get(platform) ?? find(known, platform);
  known.found.set(platform, found);
  return found;
};

const find = (known: Known, platform: string): KnownPlatform => {
  const { directory, at, knownAt } = known;
  const facts = known.facts.get(platform);
  if (!facts) return nothingOf(directory);
  const kept = last.get(facts);
  if (kept && isStill(facts, kept, known)) return kept.counts;
  const counts = knownPlatform(directory, facts, known);
  last.set(facts, { directory, at, knownAt, counts });
  return counts;
};

/** Of whatever platform nothing is on record. */
const nothingOf = (directory: Directory): KnownPlatform => {
  const kept = nothings.get(directory) ?? nothingKnown();
  nothings.set(directory, kept);
  return kept;
};

const nothings = new WeakMap<Directory, KnownPlatform>();

type Kept = Pick<Known, 'directory' | 'at' | 'knownAt'> & { counts: KnownPlatform };

const last = new WeakMap<PlatformFacts, Kept>();

const isStill = (facts: PlatformFacts, kept: Kept, { directory, at, knownAt }: Known): boolean => {
  if (kept.directory !== directory) return false;
  if (+kept.at === +at && +kept.knownAt === +knownAt) return true;
  // Known at each instant as it was then, nothing changes between two turns.
  if (+kept.at !== +kept.knownAt || +at !== +knownAt) return false;
  const turns = platformTurns(directory, facts);
  return turnsBy(turns, +kept.at) === turnsBy(turns, +at);
};

/** How many of these instants, in order, have passed at `at`. */
const turnsBy = (turns: readonly number[], at: number): number => {
  let [low, high] = [0, turns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((turns[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};

export type Voice = { statement: Statement; stands: boolean };

/**
 * Who says what of some platforms, newest first, other professions' voices included (they are shown as such).
 * What names only other mutuelles, and what an organisation says beyond its platforms or mutuelles, is left out.
 */
export const voicesOn = (known: Known, platforms: readonly string[], mutuelle: string | null): Voice[] =>
  platforms
    .flatMap((platform) => knownOf(known, platform).statements)
    .filter((statement) => concerns(known, statement, mutuelle))
    .sort(newestFirst)
    .map((statement) => ({ statement, stands: stands(statement, known.at) }));

const concerns = (known: Known, statement: Statement, mutuelle: string | null): boolean => {
  const speaker = known.directory.organisations.get(statement.by);
  if (speaker?.kind === 'operator' && !speaker.platforms.includes(statement.platform)) return false;
  if (speaker?.kind === 'mutuelle' && (mutuelle === null || !speaker.mutuelles.includes(mutuelle)))
    return false;
  return statement.mutuelles === null || (mutuelle !== null && statement.mutuelles.includes(mutuelle));
};
