import type { Directory } from './directory';
import type { Evidence } from './evidence';
import { grouped } from './grouped';
import { MINUTE, parisDay, shift } from './intervals';
import { isSameMinutes, type Minutes, NO_MINUTES } from './minutes';
import { dayAfter, daysFrom, startOfDay } from './paris-days';
import { type State, type Stretch, stretchesOf, worstState } from './stretches';
import type { AvailabilityReading, Flow, Profession } from './vocabulary';

/** Availability (answers.md §7): minutes, not samples, of what was judged, by Paris day. */

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
    [...stretchesOf(directory, evidence, platform, reading, span, knownAt)].flatMap(([flow, stretches]) =>
      countFlow(stretches).map((count) => ({ flow, reading, ...count })),
    );
  const judged = countOf('judged');
  if (evidence.series.length === 0 && evidence.alarms.length === 0)
    return [...judged, ...judged.map((count) => ({ ...count, reading: 'declared' as const }))];
  return [...judged, ...countOf('declared'), ...countOf('measured')];
};

type Count = Omit<DayCount, 'flow' | 'reading'>;

const countFlow = (stretches: readonly Stretch[]): Count[] => {
  const told = stretches.filter(({ states }) => states.some(({ isTold }) => isTold));
  const days = new Set(told.flatMap(({ from, to }) => daysFrom(parisDay(from), parisDay(shift(to, -1)))));
  return [...days].sort().flatMap((day) => countDay(day, stretches));
};

type Part = { states: readonly State[]; minutes: number };

const countDay = (day: string, stretches: readonly Stretch[]): Count[] => {
  const parts = partsOf(day, stretches);
  const all: Count = {
    ...minutesOf(parts.map(({ states, minutes }) => ({ ...worstState(states), minutes }))),
    day,
    profession: 'all',
  };
  const own = grouped(
    parts.flatMap(({ states, minutes }) => states.map((state) => ({ ...state, minutes }))),
    ({ profession }) => profession,
  );
  const different = [...own].flatMap(([profession, told]): Count[] => {
    const count = profession && { ...minutesOf(told), day, profession };
    return count && !isSameMinutes(count, all) ? [count] : [];
  });
  return isPresumed(all) ? different : [all, ...different];
};

const partsOf = (day: string, stretches: readonly Stretch[]): Part[] => {
  const from = +startOfDay(day);
  const to = +startOfDay(dayAfter(day));
  return stretches
    .map((stretch) => ({
      states: stretch.states,
      minutes: (Math.min(+stretch.to, to) - Math.max(+stretch.from, from)) / MINUTE,
    }))
    .filter(({ minutes }) => minutes > 0);
};

const minutesOf = (parts: readonly (State & { minutes: number })[]): Minutes => {
  const sum = { ...NO_MINUTES };
  for (const { health, isTold, minutes } of parts) {
    sum[health] += minutes;
    if (health === 'operational' && !isTold) sum.presumed += minutes;
  }
  return sum;
};

const isPresumed = ({ presumed, degraded, maintenance, unknown, down, operational }: Minutes): boolean =>
  presumed === operational && degraded + maintenance + unknown + down === 0;
