import type { Timeline } from '#server/contract/answers';
import type { Verdict } from '#server/domain/vocabulary';
import { dayNumber } from '../words/fr/calendar';

/** Days in a row with the same worst verdict, by number of day in the Paris calendar. */
export type Run = { verdict: Verdict; first: number; last: number };

const SHOWN_DAYS = 90;

const SEVERITY: Record<Verdict, number> = {
  possible: 0,
  restricted: 1,
  unknown: 2,
  depends: 3,
  suspended: 4,
};

/** The last ninety days up to `at`, each by its worst verdict. */
export const daysOf = ({ verdicts, at }: Timeline): { day: number; verdict: Verdict }[] => {
  const last = dayNumber(at);
  const spans = verdicts.map((span) => ({
    verdict: span.verdict,
    first: dayNumber(span.from),
    last: span.to === null ? last : dayNumber(new Date(+new Date(span.to) - 1)),
  }));
  return Array.from({ length: SHOWN_DAYS }, (_, index) => last - SHOWN_DAYS + 1 + index).flatMap((day) => {
    const [worst] = spans
      .filter((span) => span.first <= day && day <= span.last)
      .sort((a, b) => SEVERITY[b.verdict] - SEVERITY[a.verdict]);
    return worst ? [{ day, verdict: worst.verdict }] : [];
  });
};

export const runsOf = (days: readonly { day: number; verdict: Verdict }[]): Run[] => {
  const runs: Run[] = [];
  for (const { day, verdict } of days) {
    const open = runs.at(-1);
    if (open?.verdict === verdict) open.last = day;
    else runs.push({ verdict, first: day, last: day });
  }
  return runs;
};
