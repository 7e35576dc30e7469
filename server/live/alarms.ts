import type { Db } from '#db/database';
import type { Window } from '#db/evidence';
import { readBlockedHours, readVerified } from '#db/reports';
import { grouped } from '#server/domain/grouped';
import { HOUR } from '#server/domain/intervals';
import { type Alarm, alarmsOf, HALF_ALARM, type Reported, reportedKey } from '#server/domain/reports';
import { hourOf, sameHoursBefore, usualOf } from '#server/domain/usual';

/** Alarms of a window, from the reports themselves and what is usual for their hours. `only`: on this. */
export const readAlarms = async (db: Db, window: Window, only: Reported | null = null): Promise<Alarm[]> => {
  const reports = await readVerified(db, window, HALF_ALARM, only);
  const platforms = [...new Set(reports.map(({ platform }) => platform))];
  const touched = new Set(
    reports.flatMap(({ reportedAt }) => [+hourOf(reportedAt), +hourOf(reportedAt) + HOUR]),
  );
  const hours = new Set([...touched].flatMap((hour) => sameHoursBefore(new Date(hour)).map(Number)));
  const usual = await readBlockedHours(
    db,
    platforms,
    [...hours].map((hour) => new Date(hour)),
  );
  return alarmsOf(reports, usual, window.from);
};

/** Whether what is reported on is in alarm now. */
export const isInAlarm = async (db: Db, reported: Reported, now: Date): Promise<boolean> =>
  (await readAlarms(db, { from: now, at: now, knownAt: now }, reported)).some(
    ({ from, to }) => from <= now && now < to,
  );

/** What is usual at an instant, by what is reported on. */
export const readUsual = async (
  db: Db,
  reported: readonly Reported[],
  at: Date,
): Promise<Map<string, number>> => {
  const platforms = [...new Set(reported.map(({ platform }) => platform))];
  const hours = grouped(await readBlockedHours(db, platforms, sameHoursBefore(at)), reportedKey);
  return new Map(
    [...hours].map(([key, own]) => {
      const counts = new Map(own.map(({ hour, blocked }) => [+hour, blocked]));
      return [key, usualOf(counts, at)];
    }),
  );
};
