import { grouped } from './grouped';
import { ascending, DAY, HOUR, shift } from './intervals';
import { REPORTS_HOUR } from './time-rules';
import type { Flow, Profession, ReportOutcome } from './vocabulary';

/** How many weeks back tell what is usual. */
const WEEKS = 8;

const parisHours = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hour: '2-digit',
  hourCycle: 'h23',
});
const parisHour = (instant: Date): number => Number(parisHours.format(instant));

/** The hour an instant falls in, by its beginning; the same in UTC and in Paris. */
export const hourOf = (instant: Date): Date => new Date(Math.floor(+instant / HOUR) * HOUR);

/** The same weekday and hour in Paris, of the weeks before, by their beginning. */
export const sameHoursBefore = (instant: Date): Date[] => {
  const hour = hourOf(instant);
  return Array.from({ length: WEEKS }, (_, week) => {
    const before = shift(hour, -(week + 1) * 7 * DAY);
    // Summer time came or went in between: an hour more, or one less.
    const drift = ((parisHour(hour) - parisHour(before) + 36) % 24) - 12;
    return shift(before, drift * HOUR);
  });
};

/** The mean of what was counted at the same weekday and hour; an hour without a count had none. */
export const usualOf = (counts: ReadonlyMap<number, number>, instant: Date): number =>
  sameHoursBefore(instant).reduce((sum, hour) => sum + (counts.get(+hour) ?? 0), 0) / WEEKS;

/** What is reported on: a mutuelle at a platform, or the whole platform when `mutuelle` is null. */
export type Reported = { platform: string; mutuelle: string | null; flow: Flow; profession: Profession };

/** What one practice said, signed in. */
export type Report = Reported & { reportedAt: Date; outcome: ReportOutcome; reporter: string };

/** Practices that said « ça bloque » in an hour of the past. */
export type BlockedHour = Reported & { hour: Date; blocked: number };

/** Verified « ça bloque » above their threshold, from ≤ instant < to; `firstReportAt`: the first of its first hour. */
export type Alarm = Reported & { firstReportAt: Date; from: Date; to: Date };

/** An alarm is raised by so many practices, and so many times the usual of that hour (RULES.md 8). */
const PRACTICES = 5;
const TIMES_USUAL = 3;

/** In any sliding hour that reaches the threshold, one of the two hours of the clock it touches has half of it. */
export const HALF_ALARM = Math.ceil(PRACTICES / 2);

/** Whether an alarm may touch this hour of the clock, or the next: most hours of a year are put aside so. */
export const mayAlarm = ({ hour, blocked }: BlockedHour, counts: ReadonlyMap<number, number>): boolean =>
  2 * blocked >= TIMES_USUAL * Math.min(usualOf(counts, hour), usualOf(counts, shift(hour, HOUR)));

export const isAlarming = (practices: number, usual: number): boolean =>
  practices >= PRACTICES && practices >= TIMES_USUAL * usual;

export const reportedKey = ({ platform, mutuelle, flow, profession }: Reported): string =>
  [platform, mutuelle ?? '', flow, profession].join(' ');

/**
 * When verified reports are in alarm from `from` on: those of the hour before it are needed too. The last one ends when
 * the hour has slid away, unless somebody reports again.
 */
export const alarmsOf = (reports: readonly Report[], hours: readonly BlockedHour[], from: Date): Alarm[] => {
  const counts = grouped(hours, reportedKey);
  return [...grouped(reports, reportedKey)].flatMap(([key, own]) =>
    alarmsIn(own, new Map((counts.get(key) ?? []).map(({ hour, blocked }) => [+hour, blocked])), from),
  );
};

/** Of one subject: at each turn the hour is what entered it and has not left it. */
const alarmsIn = (reports: readonly Report[], counts: ReadonlyMap<number, number>, from: Date): Alarm[] => {
  const sorted = [...reports].sort((a, b) => ascending(a.reportedAt, b.reportedAt));
  const hour = emptyHour(sorted);
  const turns = turnsOf(sorted, from);
  const usual = new Map(
    [...new Set(turns.map((turn) => +hourOf(turn)))].map((each) => [each, usualOf(counts, new Date(each))]),
  );
  const alarms: Alarm[] = [];
  turns.forEach((turn, rank) => {
    const { blocked, first } = hour.slideTo(turn);
    const to = turns[rank + 1];
    if (!first || !to || !isAlarming(blocked, usual.get(+hourOf(turn)) ?? 0)) return;
    const last = alarms.at(-1);
    if (last && +last.to === +turn) last.to = to;
    else {
      const { platform, mutuelle, flow, profession, reportedAt: firstReportAt } = first;
      alarms.push({ platform, mutuelle, flow, profession, firstReportAt, from: turn, to });
    }
  });
  return alarms;
};

/** Every instant at which the count, or what it is compared with, may change. */
const turnsOf = (reports: readonly Report[], from: Date): Date[] => {
  const instants = reports.flatMap(({ reportedAt }) => [
    +reportedAt,
    +shift(reportedAt, REPORTS_HOUR),
    +shift(hourOf(reportedAt), HOUR),
  ]);
  const after = instants.filter((instant) => instant > +from);
  return [...new Set([+from, ...after])].sort(ascending).map((instant) => new Date(instant));
};

/** The hour that ends now. One practice counts once, by the last thing it said: who says it passes takes back. */
const emptyHour = (sorted: readonly Report[]) => {
  const newest = new Map<string, Report>();
  const blocked = new Set<string>();
  let entered = 0;
  let left = 0;
  const isBlocked = ({ outcome, reporter }: Report) => outcome === 'blocked' && blocked.has(reporter);
  const enter = (report: Report) => {
    newest.set(report.reporter, report);
    if (report.outcome === 'blocked') blocked.add(report.reporter);
    else blocked.delete(report.reporter);
  };
  const leave = (report: Report) => {
    if (newest.get(report.reporter) !== report) return;
    newest.delete(report.reporter);
    blocked.delete(report.reporter);
  };
  return {
    slideTo: (instant: Date): { blocked: number; first: Report | undefined } => {
      for (let next = sorted[entered]; next && next.reportedAt <= instant; next = sorted[++entered])
        enter(next);
      for (
        let next = sorted[left];
        next && +next.reportedAt <= +instant - REPORTS_HOUR;
        next = sorted[++left]
      )
        leave(next);
      let first = left;
      while (first < entered && !isBlocked(sorted[first] as Report)) first++;
      return { blocked: blocked.size, first: first < entered ? sorted[first] : undefined };
    },
  };
};
