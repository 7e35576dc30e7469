import { shift } from '../facts/intervals';
import type { Outcome } from '../facts/vocabulary';

/** When our own probes run, and when what they find is about us rather than about them. */

/** How far from its interval a probe may run, either way. */
const SPREAD = 0.1;

type Paced = { id: string; intervalMs: number };

/** Between 0 and 1, always the same for the same text (FNV-1a). */
const fraction = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
};

/** The next run after one: an interval later, give or take a tenth, so that probes of one pace do not run in step. */
export const nextRun = ({ id, intervalMs }: Paced, lastAt: Date): Date =>
  shift(lastAt, Math.round(intervalMs * (1 + SPREAD * (2 * fraction(`${id} ${+lastAt}`) - 1))));

/** Fewer say nothing of our network: their platforms may well be down together. */
const LEAST = { probes: 3, platforms: 2 };

type Seen = { platform: string; outcome: Outcome };

/** Whether a round is large enough to tell our own network from theirs. */
export const isTelling = (round: readonly Pick<Seen, 'platform'>[]): boolean =>
  round.length >= LEAST.probes && new Set(round.map(({ platform }) => platform)).size >= LEAST.platforms;

/** Everything failing at once is our own network: we are blind, and blame nobody. */
export const isBlind = (round: readonly Seen[]): boolean =>
  isTelling(round) && round.every(({ outcome }) => outcome !== 'ok');
