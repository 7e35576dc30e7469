import type { DayCount } from './availability';
import { grouped } from './grouped';
import { isSameMinutes, type Minutes, NO_MINUTES, presumedMinutes } from './minutes';
import { dayAfter, minutesOfDay, startOfDay } from './paris-days';

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

const hasMinutes = ({ operational, degraded, maintenance, unknown, down }: Minutes): boolean =>
  operational + degraded + maintenance + unknown + down > 0;

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
  const told = (counts: readonly DayCount[], profession: DayCount['profession']) =>
    minutesFor(counts, reading, profession, whole) ?? NO_MINUTES;
  const isAlike = [...professions].every((each) => isSameMinutes(told(before, each), told(after, each)));
  if (isAlike) return [];
  return [...professions].map((profession) => {
    const { operational, degraded, maintenance, unknown, down, presumed } = told(after, profession);
    return { flow, reading, profession, day, operational, degraded, maintenance, unknown, down, presumed };
  });
};
