import { LONGEST_WORTH } from '#server/contract/snapshot-check';
import type { State } from './reading';

/** Milliseconds. `receivedAt`: by `performance.now()`; `sentAgo`: its age then, from the `Age` header. */
export type Came = { sentAgo: number; receivedAt: number };
type Clocks = { now: number; running: number };

/** The greater of the time since it arrived and, by the reader's clock, the time since it was made. */
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
  // Cap the validity that the file claims for itself.
  const worth = Math.min(Date.parse(state.validUntil) - made, LONGEST_WORTH);
  if (!(ageOf(state, came, clocks) <= worth)) return 'due';
  return made - clocks.now > worth ? 'clocks' : null;
};
