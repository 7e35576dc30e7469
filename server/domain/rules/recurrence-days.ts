import { DAY } from '../facts/intervals';
import type { NthWeekday, Recurrence } from './recurrences';

/**
 * The days of a rule (RFC 5545 §3.3.10): each day of the calendar is asked in turn whether it is one. Slow, and sure:
 * rules are asked about half a year at most. A day is its midnight in UTC, in milliseconds.
 */

type Span = { from: number; to: number };

const dateOf = (day: number): Date => new Date(day);
const yearOf = (day: number): number => dateOf(day).getUTCFullYear();
const monthOf = (day: number): number => dateOf(day).getUTCMonth();
const weekdayOf = (day: number): number => dateOf(day).getUTCDay();

const yearAround = (day: number): Span => ({
  from: Date.UTC(yearOf(day), 0, 1),
  to: Date.UTC(yearOf(day) + 1, 0, 1),
});
const monthAround = (day: number): Span => ({
  from: Date.UTC(yearOf(day), monthOf(day), 1),
  to: Date.UTC(yearOf(day), monthOf(day) + 1, 1),
});
const weekAround = (day: number, weekStart: number): Span => {
  const from = day - ((weekdayOf(day) - weekStart + 7) % 7) * DAY;
  return { from, to: from + 7 * DAY };
};

const daysIn = ({ from, to }: Span): number[] =>
  Array.from({ length: Math.max(0, (to - from) / DAY) }, (_, index) => from + index * DAY);

/** Whether a day, or its week when `step` is seven, has one of these ranks in a span, from either end of it. */
const isRanked = (day: number, ranks: readonly number[], { from, to }: Span, step = 1): boolean =>
  ranks.includes(Math.floor((day - from) / DAY / step) + 1) ||
  ranks.includes(-Math.floor((to - DAY - day) / DAY / step) - 1);

/** The year whose weeks a week is counted in: the first one has four days in the year at least. */
const weekYearAround = (day: number, weekStart: number): Span => {
  const year = yearOf(weekAround(day, weekStart).from + 3 * DAY);
  const first = (of: number) => weekAround(Date.UTC(of, 0, 4), weekStart).from;
  return { from: first(year), to: first(year + 1) };
};

const isOneOf = (day: number, weekdays: readonly NthWeekday[], span: Span): boolean =>
  weekdays.some(
    ({ nth, weekday }) => weekdayOf(day) === weekday && (nth === null || isRanked(day, [nth], span, 7)),
  );

/** What a rule leaves open is as on its first day. */
const isLikeFirst = (
  day: number,
  first: number,
  { frequency, months, weeks, daysOfYear, daysOfMonth, weekdays }: Recurrence,
): boolean => {
  if (daysOfYear || daysOfMonth || weekdays || frequency === 'DAILY') return true;
  if (frequency === 'WEEKLY' || weeks) return weekdayOf(day) === weekdayOf(first);
  const isOfMonth = frequency === 'MONTHLY' || months !== null || monthOf(day) === monthOf(first);
  return isOfMonth && dateOf(day).getUTCDate() === dateOf(first).getUTCDate();
};

const passes = (day: number, first: number, rule: Recurrence): boolean => {
  const { frequency, months, weeks, daysOfYear, daysOfMonth, weekdays, weekStart } = rule;
  const ordinalsWithin = frequency === 'MONTHLY' || months ? monthAround(day) : yearAround(day);
  return (
    isLikeFirst(day, first, rule) &&
    (months === null || months.includes(monthOf(day) + 1)) &&
    (weeks === null || isRanked(day, weeks, weekYearAround(day, weekStart), 7)) &&
    (daysOfYear === null || isRanked(day, daysOfYear, yearAround(day))) &&
    (daysOfMonth === null || isRanked(day, daysOfMonth, monthAround(day))) &&
    (weekdays === null || isOneOf(day, weekdays, ordinalsWithin))
  );
};

/** The span that the frequency counts by, around a day, and how many such spans it is after that of the first day. */
const periodOf = (
  day: number,
  first: number,
  { frequency, weekStart }: Recurrence,
): Span & { index: number } => {
  if (frequency === 'DAILY') return { from: day, to: day + DAY, index: (day - first) / DAY };
  const years = yearOf(day) - yearOf(first);
  if (frequency === 'YEARLY') return { ...yearAround(day), index: years };
  if (frequency === 'MONTHLY')
    return { ...monthAround(day), index: years * 12 + monthOf(day) - monthOf(first) };
  const week = weekAround(day, weekStart);
  return { ...week, index: (week.from - weekAround(first, weekStart).from) / (7 * DAY) };
};

/** Of the days that one period makes, in their order, those of these positions from either end. */
const chosenIn = (period: Span, first: number, rule: Recurrence, positions: readonly number[]): number[] =>
  daysIn(period)
    .filter((day) => passes(day, first, rule))
    .filter((_, index, own) => positions.includes(index + 1) || positions.includes(index - own.length));

/** The days of a rule from one to another, both included, none before its first one, from which it counts. */
export const daysOf = (rule: Recurrence, first: number, { from, to }: Span): number[] => {
  const { interval, positions } = rule;
  const chosen = new Map<number, readonly number[]>();
  const isChosen = (day: number, period: Span): boolean => {
    if (positions === null) return true;
    const own = chosen.get(period.from) ?? chosenIn(period, first, rule, positions);
    chosen.set(period.from, own);
    return own.includes(day);
  };
  return daysIn({ from: Math.max(from, first), to: to + DAY }).filter((day) => {
    const { index, ...period } = periodOf(day, first, rule);
    return index % interval === 0 && passes(day, first, rule) && isChosen(day, period);
  });
};
