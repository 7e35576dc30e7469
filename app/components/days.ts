import type { Timeline } from '#server/contract/answers';
import type { Verdict } from '#server/domain/facts/vocabulary';
import { dayNumber } from '../words/fr/calendar';

/** A day by its worst verdict; `isPresumed`: nothing proved that it worked all day. */
export type Day = { day: number; verdict: Verdict; isPresumed: boolean };
/** Days in a row with the same worst verdict, by number of day in the Paris calendar. */
export type Run = { verdict: Verdict; isPresumed: boolean; first: number; last: number };

const SHOWN_DAYS = 90;

const SEVERITY: Record<Verdict, number> = {
  possible: 0,
  restricted: 1,
  unknown: 2,
  depends: 3,
  suspended: 4,
};

/** The last ninety days up to `at`, each by its worst verdict. */
export const daysOf = ({ verdicts, at }: Timeline): Day[] => {
  const last = dayNumber(at);
  const spans = verdicts.map((span) => ({
    verdict: span.verdict,
    isPresumed: span.isPresumed,
    first: dayNumber(span.from),
    last: span.to === null ? last : dayNumber(new Date(+new Date(span.to) - 1)),
  }));
  return Array.from({ length: SHOWN_DAYS }, (_, index) => last - SHOWN_DAYS + 1 + index).flatMap((day) => {
    const [worst] = spans.filter((span) => span.first <= day && day <= span.last).sort(worstFirst);
    return worst ? [{ day, verdict: worst.verdict, isPresumed: worst.isPresumed }] : [];
  });
};

type Told = Pick<Day, 'verdict' | 'isPresumed'>;
const worstFirst = (a: Told, b: Told): number =>
  SEVERITY[b.verdict] - SEVERITY[a.verdict] || Number(b.isPresumed) - Number(a.isPresumed);

export const runsOf = (days: readonly Day[]): Run[] => {
  const runs: Run[] = [];
  for (const { day, verdict, isPresumed } of days) {
    const open = runs.at(-1);
    if (open?.verdict === verdict && open.isPresumed === isPresumed) open.last = day;
    else runs.push({ verdict, isPresumed, first: day, last: day });
  }
  return runs;
};
