import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '#server/domain/facts/intervals';

/** What one person may do, in sequences: acts as data, for the pure rules and for the real service alike. */

export const KINDS = [
  'invite',
  'recover',
  'factor',
  'good',
  'bad',
  'confirm',
  'retract',
  'close',
  'probe',
  'push',
  'approve',
  'watch',
  'beat',
  'report',
] as const;
export type Kind = (typeof KINDS)[number];

/**
 * `who`, `of`: which of those that there are, counted round. `isByKey`: otherwise by session. `isAhead`: said to be true
 * in four minutes. `wait`: what passes before it, in milliseconds.
 */
export type Act = {
  kind: Kind;
  who: number;
  of: number;
  isByKey: boolean;
  isAhead: boolean;
  wait: number;
};

/** What is done before somebody else says, for `by`, that all is down, and after. */
export type Sequence = { by: 'operator' | 'union'; before: readonly Act[]; after: readonly Act[] };

/** Nothing of it brings a sequence near the seven days, the day or the ten minutes: two clocks must agree on it. */
const DAYS = [0, HOUR, 2 * DAY, 8 * DAY];
const MINUTES = [0, MINUTE, 3 * MINUTE, 25 * MINUTE, 110 * MINUTE];

/** Of an account of somebody else, taken over before the outage, no rule can tell anything. */
const BEFORE: readonly Kind[] = ['invite', 'factor', 'probe', 'push', 'approve'];
const LONGEST = { before: 5, after: 9 };

const acts = (kinds: readonly Kind[], waits: readonly number[]) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    who: fc.nat(5),
    of: fc.nat(5),
    isByKey: fc.oneof(
      { weight: 4, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    isAhead: fc.oneof(
      { weight: 6, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
    wait: fc.constantFrom(...waits),
  });

/** Sequences of acts of these kinds; they shrink to fewer acts, and to plainer ones. */
export const sequencesOf = (kinds: readonly Kind[] = KINDS): fc.Arbitrary<Sequence> =>
  fc.record({
    before: fc.array(
      acts(
        BEFORE.filter((kind) => kinds.includes(kind)),
        DAYS,
      ),
      { maxLength: LONGEST.before },
    ),
    after: fc.array(acts(kinds, MINUTES), { maxLength: LONGEST.after }),
    by: fc.constantFrom('operator', 'union'),
  });
