import type { MovedFacts } from '#db/moved-facts';
import type { Evidence } from '#server/domain/facts/evidence';
import type { Measured } from '#server/measurements/measured';

/** The facts of a record that is followed: what did not change stays the same object. */

type Recorded = Omit<Evidence, keyof Measured>;

/** With what was brought since they were read. */
export const withMoved = (held: Recorded, moved: MovedFacts): Recorded => {
  const { about } = moved;
  return {
    statements: amended(held.statements, moved.statements),
    incidents: amended(held.incidents, moved.incidents),
    updates: amended(held.updates, moved.updates),
    maintenances: amended(held.maintenances, moved.maintenances),
    notices: amended(held.notices, moved.notices),
    payments: amended(held.payments, moved.payments),
    confirmations: replaced(held.confirmations, moved.confirmations, about.confirmations, statementOf),
    retractions: replaced(held.retractions, moved.retractions, about.retractions, statementOf),
    closings: replaced(held.closings, moved.closings, about.closings, incidentOf),
  };
};

const statementOf = ({ statement }: { statement: string }) => statement;
const incidentOf = ({ incident }: { incident: string }) => incident;

/** Each in its place, what is new at the end. */
const amended = <F extends { id: string }>(held: readonly F[], read: readonly F[]): readonly F[] => {
  if (read.length === 0) return held;
  const found = new Map(read.map((fact) => [fact.id, fact]));
  const kept = held.map((fact) => {
    const newer = found.get(fact.id);
    found.delete(fact.id);
    return newer ?? fact;
  });
  return [...kept, ...found.values()];
};

/** All that is said about some things, in the place of what was. */
const replaced = <F>(
  held: readonly F[],
  read: readonly F[],
  about: readonly string[],
  of: (fact: F) => string,
): readonly F[] => {
  if (about.length === 0) return held;
  const touched = new Set(about);
  return [...held.filter((fact) => !touched.has(of(fact))), ...read];
};

/** What is measured, a series or an alarm of which nothing new is heard staying the same object. */
export const sharedMeasured = (held: Measured, read: Measured): Measured => ({
  series: shared(held.series, read.series, heardOf),
  alarms: shared(held.alarms, read.alarms, lastingOf),
});

const shared = <F>(held: readonly F[], read: readonly F[], signOf: (fact: F) => string): readonly F[] => {
  const known = new Map(held.map((fact) => [signOf(fact), fact]));
  const found = read.map((fact) => known.get(signOf(fact)) ?? fact);
  const isSame = found.length === held.length && found.every((fact, rank) => fact === held[rank]);
  return isSame ? held : found;
};

/** A result that comes late is recorded last, wherever it stands among the others. */
const heardOf = ({ probe, disabledAt, witnessOf, results, runs }: Measured['series'][number]): string => {
  const recordedAt = results.reduce((last, each) => Math.max(last, +each.recordedAt), 0);
  return JSON.stringify([probe, disabledAt, witnessOf, results.length, results[0], recordedAt, runs.length]);
};

/** One that stands begins, for each reading, when it is read. */
const lastingOf = ({ from: _, ...alarm }: Measured['alarms'][number]): string => JSON.stringify(alarm);
