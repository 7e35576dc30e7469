import type { Health } from '../facts/vocabulary';

/** Minutes by health. `presumed`: those of `operational` that nothing proves. */
export type Minutes = Record<Health, number> & { presumed: number };

export const NO_MINUTES: Minutes = {
  operational: 0,
  degraded: 0,
  maintenance: 0,
  unknown: 0,
  down: 0,
  presumed: 0,
};

/** Of a span of which nothing was said. */
export const presumedMinutes = (count: number): Minutes => ({
  ...NO_MINUTES,
  operational: count,
  presumed: count,
});

export const isSameMinutes = (a: Minutes, b: Minutes): boolean =>
  (Object.keys(NO_MINUTES) as (keyof Minutes)[]).every((key) => a[key] === b[key]);

export const sumOf = (some: readonly Minutes[]): Minutes =>
  some.reduce(
    (sum, each) => ({
      operational: sum.operational + each.operational,
      degraded: sum.degraded + each.degraded,
      maintenance: sum.maintenance + each.maintenance,
      unknown: sum.unknown + each.unknown,
      down: sum.down + each.down,
      presumed: sum.presumed + each.presumed,
    }),
    NO_MINUTES,
  );

/**
 * Down counts whole, degraded not at all; maintenance and unknown are on neither side (RULES.md 10). Null: nothing
 * counts.
 */
export const ratioOf = ({ operational, degraded, down }: Minutes): number | null => {
  const up = operational + degraded;
  return up + down === 0 ? null : up / (up + down);
};
