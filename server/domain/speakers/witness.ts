import { type Statement, saidAt } from '../facts/statements';
import { importedFrom, notIndependent, type Person } from './independence';

/** Who says something, and whether by an API key. */
export type Speaker = { person: Person; isByKey: boolean };

type Said = Pick<Statement, 'by' | 'flows' | 'professions' | 'effectiveAt' | 'recordedAt'>;

/** A return on record, and who said it. */
export type Return = Said & { author: Person };

const meet = <T>(some: readonly T[] | null, others: readonly T[] | null): boolean =>
  some === null || others === null || some.some((each) => others.includes(each));

/** The returns of other speakers that this one, said now, would confirm (RULES.md 3). */
const confirmedBy = (said: Said, returns: readonly Return[]): Return[] =>
  returns.filter(
    (other) =>
      other.by !== said.by &&
      meet(other.flows, said.flows) &&
      meet(other.professions, said.professions) &&
      saidAt(other) <= saidAt(said),
  );

/**
 * Whether a return may confirm another speaker's, decided once when it is accepted and kept with it. `returns`: of the
 * same platform, standing. One said ahead of its time witnesses nothing: it would confirm returns not said yet, whose
 * authors nobody knows.
 */
export const mayWitness = (
  said: Said,
  { person, isByKey }: Speaker,
  returns: readonly Return[],
  { now, outageSince }: { now: Date; outageSince: Date | null },
): boolean => {
  const authors = [importedFrom(said.by), ...confirmedBy(said, returns).map(({ author }) => author)];
  return (
    said.effectiveAt <= said.recordedAt &&
    authors.every((author) => notIndependent(person, author, { now, outageSince, isByKey }) === null)
  );
};

/** The least that tells two words apart. */
const TICK = 1;
/** A clock of another instance may be ahead by this much. */
const CLOCK_SKEW_MS = 1000;

/**
 * When a return is recorded: later than any other of the platform. Of two recorded at one instant each would be said
 * « no earlier » than the other, and the first, accepted before anybody knew of the second, would confirm it.
 */
export const recordedApart = (now: Date, returns: readonly Pick<Return, 'recordedAt'>[]): Date => {
  const near = returns.filter(({ recordedAt }) => +recordedAt - +now <= CLOCK_SKEW_MS);
  return new Date(Math.max(+now, ...near.map(({ recordedAt }) => +recordedAt + TICK)));
};
