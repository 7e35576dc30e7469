import { type Db, newId } from '#db/database';
import { countChange } from '#db/directory';
import type { Window } from '#db/evidence';
import {
  addReport,
  countHour,
  lockReported,
  readBlockedHours,
  readBusyHours,
  readVerified,
  type Stretch,
} from '#db/reports';
import { grouped } from '#server/domain/facts/grouped';
import { ascending, HOUR, latest, shift } from '#server/domain/facts/intervals';
import {
  type Alarm,
  alarmsOf,
  type BlockedHour,
  HALF_ALARM,
  mayAlarm,
  type Report,
  type Reported,
  reportedKey,
  sameHoursBefore,
  usualOf,
} from '#server/domain/facts/reports';

/** Alarms of a window, from the reports themselves and what is usual for their hours. `only`: on this. */
export const readAlarms = async (db: Db, window: Window, only: Reported | null = null): Promise<Alarm[]> => {
  const busy = await readBusyHours(db, window, HALF_ALARM, only);
  if (busy.length === 0) return [];
  const usual = await readBlockedHours(db, eachOnce(busy), usualHoursOf(busy));
  const counts = countsOf(usual);
  const suspect = busy.filter((hour) => mayAlarm(hour, counts.get(reportedKey(hour)) ?? NONE));
  if (suspect.length === 0) return [];
  return alarmsOf(await readVerified(db, window, stretchesOf(suspect)), usual, window.from);
};

const NONE: ReadonlyMap<number, number> = new Map();

const eachOnce = (reported: readonly Reported[]): Reported[] => [
  ...new Map(reported.map((each) => [reportedKey(each), each])).values(),
];

/** What said in an hour is judged in the one before, in itself and in the two after: the past hours of each. */
const usualHoursOf = (hours: readonly BlockedHour[]): Date[] => {
  const judged = new Set(
    hours.flatMap(({ hour }) => [-1, 0, 1, 2].map((ahead) => +shift(hour, ahead * HOUR))),
  );
  const before = new Set([...judged].flatMap((hour) => sameHoursBefore(new Date(hour)).map(Number)));
  return [...before].map((hour) => new Date(hour));
};

/** From an hour before to an hour after; what touches is one. */
const stretchesOf = (hours: readonly BlockedHour[]): Stretch[] =>
  [...grouped(hours, reportedKey).values()].flatMap((own) => {
    const segments: Stretch[] = [];
    for (const { hour, blocked: _, ...reported } of own.sort((a, b) => ascending(a.hour, b.hour))) {
      const ends = shift(hour, 2 * HOUR);
      const last = segments.at(-1);
      if (last && +last.ends >= +hour - HOUR) last.ends = latest([last.ends, ends]) ?? ends;
      else segments.push({ ...reported, starts: shift(hour, -HOUR), ends });
    }
    return segments;
  });

const countsOf = (hours: readonly BlockedHour[]): Map<string, Map<number, number>> =>
  new Map(
    [...grouped(hours, reportedKey)].map(([key, own]) => [
      key,
      new Map(own.map(({ hour, blocked }) => [+hour, blocked])),
    ]),
  );

/** Whether what is reported on is in alarm now. */
export const isInAlarm = async (db: Db, reported: Reported, now: Date): Promise<boolean> =>
  (await readAlarms(db, { from: now, at: now, knownAt: now }, reported)).some(
    ({ from, to }) => from <= now && now < to,
  );

/** The usual counts at an instant, by platform, mutuelle, flow and profession. */
export const readUsual = async (
  db: Db,
  reported: readonly Reported[],
  at: Date,
): Promise<Map<string, number>> => {
  const hours = await readBlockedHours(db, eachOnce(reported), sameHoursBefore(at));
  return new Map([...countsOf(hours)].map(([key, counts]) => [key, usualOf(counts, at)]));
};

/** A word as it comes; `reporter` null: nobody signed in, which raises no alarm. */
export type NewReport = Omit<Report, 'reporter'> & { reporter: string | null };

/** Keeps a report and counts its hour. Readers are told when an alarm begins, or is taken back. In a transaction. */
export const keepReport = async (trx: Db, report: NewReport): Promise<void> => {
  await lockReported(trx, report);
  const isVerified = report.reporter !== null;
  const before = isVerified && (await isInAlarm(trx, report, report.reportedAt));
  await addReport(trx, { ...report, id: newId() });
  await countHour(trx, report);
  if (isVerified && (await isInAlarm(trx, report, report.reportedAt)) !== before) await countChange(trx);
};
