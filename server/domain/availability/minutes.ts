import { MINUTE } from '../facts/intervals';
import { HEALTHS, type Health } from '../facts/vocabulary';

/** Minutes by health, and parts of them. `presumed`: those of `operational` that nothing proves. */
export type Minutes = Record<Health, number> & { presumed: number };

export const MINUTE_KEYS: readonly (keyof Minutes)[] = [...HEALTHS, 'presumed'];

const byKey = (countOf: (key: keyof Minutes) => number): Minutes =>
  Object.fromEntries(MINUTE_KEYS.map((key) => [key, countOf(key)])) as Minutes;

export const NO_MINUTES: Minutes = byKey(() => 0);

/** Of milliseconds: what lasts one is not nothing. */
export const minutesLong = (milliseconds: number): number => rounded(milliseconds / MINUTE);

const PRECISION = 100_000;
const rounded = (minutes: number): number => Math.round(minutes * PRECISION) / PRECISION;

/** Of a span of which nothing was said. */
export const presumedMinutes = (count: number): Minutes => ({
  ...NO_MINUTES,
  operational: count,
  presumed: count,
});

export const isSameMinutes = (a: Minutes, b: Minutes): boolean =>
  MINUTE_KEYS.every((key) => a[key] === b[key]);

export const sumOf = (some: readonly Minutes[]): Minutes =>
  byKey((key) => rounded(some.reduce((sum, each) => sum + each[key], 0)));

/** Whether any minute was judged. */
export const hasMinutes = (minutes: Minutes): boolean => HEALTHS.some((health) => minutes[health] > 0);

/** The minutes alone of what bears more, each as `told`. */
export const minutesIn = (count: Minutes, told = (minutes: number): number => minutes): Minutes =>
  byKey((key) => told(count[key]));

/**
 * Down counts whole, degraded not at all; maintenance and unknown are on neither side (RULES.md 10). Null: nothing
 * counts.
 */
export const ratioOf = ({ operational, degraded, down }: Minutes): number | null => {
  const up = operational + degraded;
  return up + down === 0 ? null : up / (up + down);
};
