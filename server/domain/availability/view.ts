import { grouped } from '../facts/grouped';
import { firstOfMonth } from '../facts/intervals';
import { AVAILABILITY_READINGS, type AvailabilityReading, type Flow } from '../facts/vocabulary';
import type { DayCount } from './days';
import { minutesFor } from './days';
import { type Minutes, ratioOf, sumOf } from './minutes';

/** A day as it is kept: counted, or what it would be had its month not been frozen. */
export type KeptDay = DayCount & { correction: boolean };

/** Minutes of many days, and what they make: null when nothing counts. */
export type Figure = Minutes & { ratio: number | null };

type Readings = { judged: Minutes; declared: Minutes; measured: Minutes | null };
export type KnownDay = Readings & { day: string; isFrozen: boolean; correction: Readings | null };

/** `measured` null: nothing was. `corrected`: what is judged, corrections in place of what they correct; null: none. */
export type KnownFlow = {
  flow: Flow;
  judged: Figure;
  declared: Figure;
  measured: Figure | null;
  corrected: Figure | null;
  days: readonly KnownDay[];
};

/** `minutes`: its length, or what was counted of it. */
type Day = { day: string; minutes: number };
type Asked = { days: readonly Day[]; profession: DayCount['profession']; frozen: readonly string[] };

/** One flow over some days, for a profession or for all, from what is kept of it. */
export const tellFlow = (flow: Flow, kept: readonly KeptDay[], asked: Asked): KnownFlow => {
  const byDay = grouped(kept, ({ day }) => day);
  const days = asked.days.map((each) => tellDay(each, byDay.get(each.day) ?? [], asked));
  const measured = days.flatMap((day) => day.measured ?? []);
  const hasCorrection = days.some(({ correction }) => correction !== null);
  return {
    flow,
    judged: figureOf(days.map((day) => day.judged)),
    declared: figureOf(days.map((day) => day.declared)),
    measured: measured.length > 0 ? figureOf(measured) : null,
    corrected: hasCorrection ? figureOf(days.map((day) => (day.correction ?? day).judged)) : null,
    days,
  };
};

const figureOf = (some: readonly Minutes[]): Figure => {
  const sum = sumOf(some);
  return { ...sum, ratio: ratioOf(sum) };
};

const tellDay = (
  { day, minutes }: Day,
  kept: readonly KeptDay[],
  { profession, frozen }: Asked,
): KnownDay => {
  const of = (reading: AvailabilityReading, correction: boolean): Minutes | null | undefined => {
    const counts = kept.filter((each) => each.reading === reading && each.correction === correction);
    return correction && counts.length === 0
      ? undefined
      : plain(minutesFor(counts, reading, profession, minutes));
  };
  const first = {
    judged: of('judged', false) ?? sumOf([]),
    declared: of('declared', false) ?? sumOf([]),
    measured: of('measured', false) ?? null,
  };
  const isCorrected = AVAILABILITY_READINGS.some((reading) => of(reading, true) !== undefined);
  const measuredSince = of('measured', true);
  const correction = {
    judged: of('judged', true) ?? first.judged,
    declared: of('declared', true) ?? first.declared,
    measured: measuredSince === undefined ? first.measured : measuredSince,
  };
  return {
    day,
    ...first,
    isFrozen: frozen.includes(firstOfMonth(day)),
    correction: isCorrected ? correction : null,
  };
};

/** Minutes alone, of a count that says more. */
const plain = (minutes: Minutes | null): Minutes | null => minutes && sumOf([minutes]);
