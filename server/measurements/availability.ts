import { setTimeout as pause } from 'node:timers/promises';
import {
  firstFactAt,
  forgetDue,
  freezeMonths,
  isCountDue,
  listDue,
  listLateResults,
  listMoving,
  putCounted,
  readCounted,
  readDays,
  readFrozenMonths,
  replaceDays,
  spreadDue,
} from '#db/availability';
import type { Db } from '#db/database';
import { readDirectory } from '#db/directory';
import { readEvidence } from '#db/evidence';
import { correctionsOf, countDays, type DayCount, slicesOf } from '#server/domain/availability/days';
import { type Directory, directoryOf } from '#server/domain/facts/directory';
import type { Evidence } from '#server/domain/facts/evidence';
import {
  ascending,
  DAY,
  dayAfter,
  earliest,
  firstOfMonth,
  latest,
  MINUTE,
  monthsFrom,
  parisDay,
  SECOND,
  shift,
  startOfDay,
} from '#server/domain/facts/intervals';
import { RUNS_KEPT } from '#server/domain/facts/time-rules';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { judgePlatform } from '#server/domain/judgement/candidate';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { evidenceFor, reachOf } from '#server/domain/judgement/subject';
import { readMeasured } from './measured';

/** A first count goes back this far, further when the record does. */
const REACH = 90 * DAY;
/** No count goes back further: a year mistyped, « 1024 » for 2024, would be a thousand years of days. */
const OLDEST = 20 * 366 * DAY;
/** A result is seen by others a little after the instant it bears. */
const OVERLAP = 5 * MINUTE;
/** A run stops here; the platforms counted longest ago come first in the next. */
const RUN_BUDGET_MS = 20 * SECOND;

/** After each slice others have the process for so many times as long. */
const REST = 2;

/** While nothing is heard and nothing is wrong, the minutes of today are counted this often. */
const CALM = 15 * MINUTE;

/** The platforms of which nothing was wrong any more when they were last counted: what stands is wrong no longer. */
export type Recovered = Set<string>;

/** Counts when something was said, measured or is wrong, and a quarter of an hour after the last count. */
export const keepCounted = async (
  db: Db,
  now: () => Date,
  signal: AbortSignal,
  recovered: Recovered = new Set(),
): Promise<number> => {
  const at = now();
  const isDue = await isCountDue(db, {
    countedBefore: shift(at, -CALM),
    heardAfter: shift(at, -OVERLAP),
    today: parisDay(at),
  });
  return isDue ? countAvailability(db, now, signal, recovered) : 0;
};

/** One platform to count again, from the beginning of a day. `due`: what is done with it. */
type Task = { platform: string; since: Date; countedFrom: string; due: readonly string[] };
type Ground = { directory: Directory; evidence: Evidence; until: Date; knownAt: Date };

/**
 * Brings the days of every platform up to date: today's, and all those touched by facts that arrived since the last
 * time. Resolves to how many platforms were counted.
 */
export const countAvailability = async (
  db: Db,
  now: () => Date,
  signal: AbortSignal,
  recovered: Recovered = new Set(),
): Promise<number> => {
  const knownAt = now();
  const until = new Date(Math.floor(+knownAt / MINUTE) * MINUTE);
  const directory = directoryOf(await readDirectory(db));
  await spreadDue(db, dependentsIn(directory));
  // The due days are read before the evidence, so that none is crossed off unseen.
  const tasks = await tasksOf(db, directory, until, recovered);
  const from = earliest(tasks.map(({ since }) => since));
  if (!from) return 0;
  const window = { from, at: until, knownAt, isOverLeftOut: true } as const;
  const [facts, measured] = await Promise.all([readEvidence(db, window), readMeasured(db, window)]);
  const ground = { directory, evidence: { ...facts, ...measured }, until, knownAt };
  let counted = 0;
  for (const task of tasks) {
    if (signal.aborted || (counted > 0 && +now() - +knownAt > RUN_BUDGET_MS)) break;
    await countPlatform(db, ground, task, signal);
    if (isWellAt(ground, task.platform)) recovered.add(task.platform);
    else recovered.delete(task.platform);
    counted += 1;
  }
  return counted;
};

/** Whether every flow works for everybody at the last minute counted. */
const isWellAt = ({ directory, evidence, until, knownAt }: Ground, platform: string): boolean => {
  const known = knownFacts(directory, evidence, until, knownAt);
  return PROFESSIONS.every((profession) =>
    judgePlatform(known, platform, { profession, mutuelle: null, concentrator: null }).flows.every(
      ({ shown }) => shown.health === 'operational',
    ),
  );
};

const dependentsIn = (directory: Directory): ReadonlyMap<string, readonly string[]> => {
  const ids = [...directory.platforms.keys()];
  const restsOn = (platform: string) => reachOf(directory, { concentrator: null }, { platform });
  return new Map(ids.map((id) => [id, ids.filter((other) => other !== id && restsOn(other).has(id))]));
};

/**
 * Of every platform of which something was said, concluded or is wrong, or that was counted a quarter of an hour ago;
 * those counted longest ago first.
 */
const tasksOf = async (db: Db, directory: Directory, until: Date, recovered: Recovered): Promise<Task[]> => {
  const counted = new Map((await readCounted(db)).map((each) => [each.platform, each]));
  const countedUntil = (platform: string) => counted.get(platform)?.countedUntil ?? new Date(0);
  const heard = earliest([...counted.values()].map((each) => each.countedUntil)) ?? until;
  const platforms = [...directory.platforms.keys()];
  const today = parisDay(until);
  const [due, late, moving, first] = await Promise.all([
    listDue(db),
    listLateResults(db, shift(heard, -OVERLAP), startOfDay(today)),
    listMoving(db, { heardAfter: shift(heard, -OVERLAP), today }),
    // Only a first count asks how far back the record goes: it is looked for among all that was ever said.
    platforms.every((platform) => counted.has(platform)) ? null : firstFactAt(db),
  ]);
  return platforms
    .sort((a, b) => ascending(countedUntil(a), countedUntil(b)))
    .flatMap((platform) => {
      const own = due.filter((each) => each.platform === platform);
      const reach = reachOf(directory, { concentrator: null }, { platform });
      const before = counted.get(platform);
      const isNews = ({ heardAt }: { heardAt: Date }) => heardAt > shift(countedUntil(platform), -OVERLAP);
      const touched = [...own, ...late.filter((each) => reach.has(each.platform) && isNews(each))];
      const isMoving =
        moving.concluded.some((each) => reach.has(each)) ||
        (moving.troubled.includes(platform) && !recovered.has(platform));
      const isCalm = before && touched.length === 0 && !isMoving;
      if (isCalm && before.countedUntil > shift(until, -CALM) && parisDay(before.countedUntil) === today)
        return [];
      const begun = before ? [before.countedUntil] : [shift(until, -REACH), first];
      const touchedSince = earliest([...begun, ...touched.map((each) => each.since)]) ?? until;
      const since = latest([touchedSince, shift(until, -OLDEST)]) ?? until;
      return [{ platform, ...spanFrom(since, before?.countedFrom), due: own.map(({ id }) => id) }];
    });
};

/** Days are counted whole, and months from their first. */
const spanFrom = (since: Date, countedFrom = '9999-12-01'): Pick<Task, 'since' | 'countedFrom'> => {
  const day = parisDay(since);
  return day >= countedFrom
    ? { since: startOfDay(day), countedFrom }
    : { since: startOfDay(firstOfMonth(day)), countedFrom: firstOfMonth(day) };
};

/** Slice by slice: between two, questions are answered and writers go on. Null when it was asked to stop. */
const countsOf = async (
  { directory, evidence, until, knownAt }: Ground,
  { platform, since }: Task,
  signal: AbortSignal,
): Promise<DayCount[] | null> => {
  const relevant = evidenceFor(directory, evidence, { concentrator: null }, { platform });
  const counts: DayCount[] = [];
  for (const slice of slicesOf(relevant, { from: since, to: until }, knownAt)) {
    if (signal.aborted) return null;
    const startedAt = performance.now();
    counts.push(...countDays(directory, slice.evidence, platform, slice.span, knownAt));
    await pause(REST * (performance.now() - startedAt));
  }
  return counts;
};

const placeOf = ({ day, flow }: Pick<DayCount, 'day' | 'flow'>): string => `${day} ${flow}`;

/** Months that are over are frozen: what is learnt of them later stands beside. */
const countPlatform = async (db: Db, ground: Ground, task: Task, signal: AbortSignal): Promise<void> => {
  const { until, knownAt } = ground;
  const { platform, since, countedFrom } = task;
  const counts = await countsOf(ground, task, signal);
  if (!counts) return;
  const [first, last] = [parisDay(since), parisDay(until)];
  await db.transaction().execute(async (trx) => {
    const frozen = await readFrozenMonths(trx, platform);
    const months = new Set(frozen);
    const isFrozen = ({ day }: { day: string }) => months.has(firstOfMonth(day));
    const kept = frozen.some((month) => month >= firstOfMonth(first))
      ? await readDays(trx, platform, { from: first, to: last })
      : [];
    const before = kept.filter((each) => isFrozen(each) && !each.correction);
    // What was measured so long ago is no longer known: a day that rests on it is not corrected without it.
    const oldest = parisDay(shift(until, -RUNS_KEPT));
    const forgotten = new Set(
      before.filter(({ day, reading }) => reading === 'measured' && day < oldest).map(placeOf),
    );
    const isKnown = (each: DayCount) => isFrozen(each) && !forgotten.has(placeOf(each));
    const corrections = correctionsOf(before.filter(isKnown), counts.filter(isKnown));
    await replaceDays(trx, platform, first, frozen, [
      ...counts.filter((each) => !isFrozen(each)).map((each) => ({ ...each, correction: false })),
      ...corrections.map((each) => ({ ...each, correction: true })),
    ]);
    await putCounted(trx, { platform, countedFrom, countedUntil: until });
    const over = monthsFrom(countedFrom, dayAfter(firstOfMonth(last), -1));
    await freezeMonths(
      trx,
      platform,
      over.filter((month) => !months.has(month)),
      knownAt,
    );
    await forgetDue(trx, task.due);
  });
};
