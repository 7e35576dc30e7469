import type { Directory } from '../facts/directory';
import type { Evidence } from '../facts/evidence';
import { grouped } from '../facts/grouped';
import {
  dayAfter,
  daysFrom,
  firstOfMonth,
  minutesOfDay,
  parisDay,
  shift,
  startOfDay,
} from '../facts/intervals';
import { isForgotten } from '../facts/statements';
import type { AvailabilityReading, Flow, Profession } from '../facts/vocabulary';
import { weighingWithin } from '../judgement/subject';
import {
  hasMinutes,
  isSameMinutes,
  type Minutes,
  minutesIn,
  minutesLong,
  NO_MINUTES,
  presumedMinutes,
} from './minutes';
import { type Segment, type State, segmentsOf, worstState } from './segments';

/** Days of Paris, `to` excluded, and what bears on them. */
export type Chunk = { span: { from: Date; to: Date }; evidence: Evidence };

/** A month of which more statements bear is cut into days: each of their turns weighs all of them. */
const MANY = 20;

/**
 * Cuts a long span so that counting costs as much as what was said in each part, and so that whoever counts may let
 * others pass between two. `from` begins a day.
 */
export function* slicesOf(evidence: Evidence, { from, to }: Chunk['span'], knownAt: Date): Generator<Chunk> {
  const days = daysFrom(parisDay(from), parisDay(shift(to, -1)));
  const firsts = days.filter((day, index) => index === 0 || day === firstOfMonth(day));
  for (const [index, first] of firsts.entries()) {
    const month = { from: startOfDay(first), to: startOr(firsts[index + 1], to) };
    const borne = within(evidence, month, knownAt);
    if (borne.statements.length <= MANY) {
      yield { span: month, evidence: borne };
      continue;
    }
    for (const day of daysFrom(first, parisDay(shift(month.to, -1)))) {
      const next = startOfDay(dayAfter(day));
      const span = { from: startOfDay(day), to: next < to ? next : to };
      yield { span, evidence: within(borne, span, knownAt) };
    }
  }
}

const startOr = (day: string | undefined, end: Date): Date => (day === undefined ? end : startOfDay(day));

const within = (evidence: Evidence, { from, to }: Chunk['span'], knownAt: Date): Evidence => {
  const weighing = weighingWithin(evidence, { from, to }, knownAt);
  const statements = weighing.statements.filter(
    (statement) => statement.effectiveAt < to && !isForgotten(statement, from),
  );
  const ids = new Set(statements.map(({ id }) => id));
  const isOfThese = ({ statement }: { statement: string }) => ids.has(statement);
  return {
    ...weighing,
    statements,
    confirmations: evidence.confirmations.filter(isOfThese),
    retractions: evidence.retractions.filter(isOfThese),
  };
};

/** Availability (RULES.md 10): time, not samples, of what was judged, by Paris day. */

/** One day of one flow. `profession` « all »: the worst over professions at each minute. */
export type DayCount = Minutes & {
  flow: Flow;
  profession: Profession | 'all';
  day: string;
  reading: AvailabilityReading;
};

/**
 * The days of a platform of which something was said or measured, for all and, where it differs, for a profession.
 * A day without a count was presumed operational, or not measured. `from` begins a day; `to` is to the minute.
 */
export const countDays = (
  directory: Directory,
  evidence: Evidence,
  platform: string,
  span: { from: Date; to: Date },
  knownAt: Date,
): DayCount[] => {
  const countOf = (reading: AvailabilityReading): DayCount[] =>
    [...segmentsOf(directory, evidence, platform, reading, span, knownAt)].flatMap(([flow, segments]) =>
      countFlow(segments).map((count) => ({ flow, reading, ...count })),
    );
  const judged = countOf('judged');
  if (evidence.series.length === 0 && evidence.alarms.length === 0)
    return [...judged, ...judged.map((count) => ({ ...count, reading: 'declared' as const }))];
  return [...judged, ...countOf('declared'), ...countOf('measured')];
};

type Count = Omit<DayCount, 'flow' | 'reading'>;

const countFlow = (segments: readonly Segment[]): Count[] => {
  const known = segments.filter(({ states }) => states.some(({ isKnown }) => isKnown));
  const days = new Set(known.flatMap(({ from, to }) => daysFrom(parisDay(from), parisDay(shift(to, -1)))));
  return [...days].sort().flatMap((day) => countDay(day, segments));
};

/** `lasts`: milliseconds. */
type Part = { states: readonly State[]; lasts: number };

const countDay = (day: string, segments: readonly Segment[]): Count[] => {
  const parts = partsOf(day, segments);
  const all: Count = {
    ...minutesOf(parts.map(({ states, lasts }) => ({ ...worstState(states), lasts }))),
    day,
    profession: 'all',
  };
  const own = grouped(
    parts.flatMap(({ states, lasts }) => states.map((state) => ({ ...state, lasts }))),
    ({ profession }) => profession,
  );
  const different = [...own].flatMap(([profession, counts]): Count[] => {
    const count = profession && { ...minutesOf(counts), day, profession };
    return count && !isSameMinutes(count, all) ? [count] : [];
  });
  return isPresumed(all) ? different : [all, ...different];
};

const partsOf = (day: string, segments: readonly Segment[]): Part[] => {
  const from = +startOfDay(day);
  const to = +startOfDay(dayAfter(day));
  return segments
    .map((segment) => ({
      states: segment.states,
      lasts: Math.min(+segment.to, to) - Math.max(+segment.from, from),
    }))
    .filter(({ lasts }) => lasts > 0);
};

const minutesOf = (parts: readonly (State & { lasts: number })[]): Minutes => {
  const sum = { ...NO_MINUTES };
  for (const { health, isKnown, lasts } of parts) {
    sum[health] += lasts;
    if (health === 'operational' && !isKnown) sum.presumed += lasts;
  }
  return minutesIn(sum, minutesLong);
};

const isPresumed = (minutes: Minutes): boolean =>
  minutes.presumed === minutes.operational && !hasMinutes({ ...minutes, operational: 0 });

/**
 * Of the counts of one day, flow and reading, the one for a profession. `whole`: the minutes of the day. One of which nothing was said was presumed;
 * null: it was not measured, or not counted at all.
 */
export const minutesFor = (
  counts: readonly DayCount[],
  reading: DayCount['reading'],
  profession: DayCount['profession'],
  whole: number,
): Minutes | null => {
  const own = counts.find((count) => count.profession === profession);
  const count = own ?? counts.find((each) => each.profession === 'all');
  if (count) return hasMinutes(count) ? count : null;
  return reading === 'measured' ? null : presumedMinutes(whole);
};

/**
 * What stands beside frozen days: where counting again gives something else, what it gives to all and to every
 * profession that has, or had, a count of its own.
 */
export const correctionsOf = (frozen: readonly DayCount[], again: readonly DayCount[]): DayCount[] => {
  const before = grouped(frozen, placeOf);
  const after = grouped(again, placeOf);
  const places = new Map([...frozen, ...again].map((count) => [placeOf(count), count]));
  return [...places].flatMap(([key, place]) =>
    correctionOf(place, before.get(key) ?? [], after.get(key) ?? []),
  );
};

const placeOf = ({ day, flow, reading }: DayCount): string => `${day} ${flow} ${reading}`;

const correctionOf = (
  { day, flow, reading }: DayCount,
  before: readonly DayCount[],
  after: readonly DayCount[],
): DayCount[] => {
  const professions = new Set(['all' as const, ...[...before, ...after].map(({ profession }) => profession)]);
  const whole = minutesOfDay(day, startOfDay(dayAfter(day)));
  const minutesOf = (counts: readonly DayCount[], profession: DayCount['profession']) =>
    minutesFor(counts, reading, profession, whole) ?? NO_MINUTES;
  const isAlike = [...professions].every((each) =>
    isSameMinutes(minutesOf(before, each), minutesOf(after, each)),
  );
  if (isAlike) return [];
  return [...professions].map((profession) => ({
    flow,
    reading,
    profession,
    day,
    ...minutesIn(minutesOf(after, profession)),
  }));
};
