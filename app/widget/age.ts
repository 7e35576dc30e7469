import { LONGEST_WORTH } from '#server/contract/snapshot-check';
import type { State } from './reading';

/** Milliseconds. `receivedAt`: by `performance.now()`; `sentAgo`: how old it was then, as far as was told. */
export type Came = { sentAgo: number; receivedAt: number };
type Clocks = { now: number; running: number };

/** By the time that ran since it came, or by the reader's clock since it was made: the older of the two. */
export const ageOf = (
  { generatedAt }: Pick<State, 'generatedAt'>,
  { sentAgo, receivedAt }: Came,
  { now, running }: Clocks,
): number => Math.max(0, sentAgo + running - receivedAt, now - Date.parse(generatedAt));

/** `due`: past what its signer vouches for. `clocks`: made so far ahead that its age says nothing. */
export const doubtOf = (
  state: Pick<State, 'generatedAt' | 'validUntil'>,
  came: Came,
  clocks: Clocks,
): 'due' | 'clocks' | null => {
  const made = Date.parse(state.generatedAt);
  // Whoever wrote it may say otherwise: nothing is worth longer.
  const worth = Math.min(Date.parse(state.validUntil) - made, LONGEST_WORTH);
  if (!(ageOf(state, came, clocks) <= worth)) return 'due';
  return made - clocks.now > worth ? 'clocks' : null;
};
