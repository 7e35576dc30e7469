import type { Evidence } from './evidence';
import { DAY, HOUR, MINUTE } from './intervals';
import type { Maintenance } from './maintenances';
import { type Series, turnsOf } from './observations';
import { saidAt, standsUntil } from './statements';

/** Every instant of ]from, at] at which a judgement may change, to the minute, in order. */
export const turnsWithin = (evidence: Evidence, from: Date, at: Date): Date[] =>
  inOrder([...factTurns(evidence), ...parisMidnights(from, at)], from, at);

/** As above for a judgement that no convention bears on. */
export const platformTurns = (evidence: Evidence, from: Date, at: Date): Date[] =>
  inOrder(factTurns(evidence), from, at);

/** The first instant of ]from, at] at which a judgement may change, to the millisecond; `at` when none does. */
export const nextTurn = (evidence: Evidence, from: Date, at: Date): Date => {
  const instants = [...factTurns(evidence), ...parisMidnights(from, at)];
  return new Date(instants.reduce((next, each) => (each > +from && each < next ? each : next), +at));
};

const factTurns = (evidence: Evidence): number[] => [
  ...evidence.statements.flatMap((statement) => [
    +statement.effectiveAt,
    +saidAt(statement),
    +standsUntil(statement),
    // What is measured from then on confirms a return.
    ...(evidence.series.length > 0 ? [+saidAt(statement) + 1] : []),
    +saidAt(statement) + DAY,
    +statement.effectiveAt + 2 * DAY,
    +saidAt(statement) + 90 * DAY,
  ]),
  ...evidence.confirmations.map((confirmation) => +confirmation.recordedAt),
  ...evidence.retractions.map((retraction) => +retraction.recordedAt),
  ...evidence.closings.flatMap(({ effectiveAt, recordedAt }) => [+effectiveAt, +recordedAt]),
  ...evidence.maintenances.flatMap(({ from, to, cancelledAt }) => [+from, +to, +(cancelledAt ?? to)]),
  ...evidence.series.flatMap((series) => [
    ...turnsOf(series).map(Number),
    ...(series.disabledAt ? [+series.disabledAt] : []),
    ...evidence.maintenances.flatMap((window) => thawTurns(series, window)),
  ]),
  ...evidence.alarms.flatMap((alarm) => [+alarm.from, +alarm.to]),
];

/** Once a window is over, results or silence decide again within three intervals. */
const thawTurns = ({ platform, intervalMs }: Series, window: Maintenance): number[] =>
  window.platform === platform ? [1, 2, 3].map((count) => +window.to + count * intervalMs + 1) : [];

const inOrder = (instants: readonly number[], from: Date, at: Date): Date[] => {
  const minutes = new Set(instants.map((instant) => Math.ceil(instant / MINUTE) * MINUTE));
  const inside = [...minutes].filter((instant) => instant > +from && instant <= +at);
  return inside.sort((a, b) => a - b).map((instant) => new Date(instant));
};

/** Conventions begin and end at midnight in Paris: 22:00 or 23:00 UTC, one of them too many and harmless. */
const parisMidnights = (from: Date, at: Date): number[] => {
  const days = Math.ceil((+at - +from) / DAY) + 1;
  const firstDay = Math.floor(+from / DAY) * DAY;
  return Array.from({ length: days }, (_, day) => firstDay + day * DAY).flatMap((day) => [
    day - HOUR,
    day - 2 * HOUR,
  ]);
};
