import { SECOND } from '../facts/intervals';
import { RESULTS_KEPT } from '../facts/time-rules';
import type { Flow } from '../facts/vocabulary';

/** What a source may push of what it measured. */

/** How far a source's clock may be ahead of ours. */
const AHEAD = 120 * SECOND;

export const PUSH_RULES = [
  'observed-in-future',
  'observed-too-long-ago',
  'flow-not-measured',
  'out-of-order',
  'sequence-reused',
  'batch-too-long',
] as const;
export type PushRule = (typeof PUSH_RULES)[number];

export const brokenInstant = (observedAt: Date, now: Date): PushRule | null => {
  if (+observedAt > +now + AHEAD) return 'observed-in-future';
  // An older one would be lost at once.
  return +observedAt <= +now - RESULTS_KEPT ? 'observed-too-long-ago' : null;
};

export const brokenFlow = (flow: Flow, flows: readonly Flow[]): PushRule | null =>
  flows.includes(flow) ? null : 'flow-not-measured';

type Pushed = { observedAt: Date; outcome: string };

/** The results of one source around a sequence number: at it, just below, just above. */
export type Neighbours = { same: Pushed | null; below: Date | null; above: Date | null };

/**
 * A sequence goes with time: a late result comes with its own number, which fits between its neighbours'. The same
 * again is no fault; another content under the same number is.
 */
export const brokenSequence = (pushed: Pushed, { same, below, above }: Neighbours): PushRule | null => {
  if (same) return isSame(same, pushed) ? null : 'sequence-reused';
  const isBetween = (!below || below <= pushed.observedAt) && (!above || pushed.observedAt <= above);
  return isBetween ? null : 'out-of-order';
};

const isSame = (a: Pushed, b: Pushed): boolean => +a.observedAt === +b.observedAt && a.outcome === b.outcome;
