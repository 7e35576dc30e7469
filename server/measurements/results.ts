import type { Db } from '#db/database';
import { countChange } from '#db/directory';
import { readBlindSince } from '#db/newest-results';
import {
  addObservations,
  forgetRuns,
  type KeptRun,
  lockProbes,
  type NewObservation,
  newestRuns,
  openMonths,
  putRuns,
  readRaw,
  runsAround,
} from '#db/observations';
import { readSeries } from '#db/series';
import { grouped } from '#server/domain/facts/grouped';
import { SECOND } from '#server/domain/facts/intervals';
import { apartMs, type Observation, type Run, runsOf } from '#server/domain/facts/observations';
import { readSeries as readingOf } from '#server/domain/judgement/damping';

/**
 * Keeps raw results, and what is made of them for years. One that is there already changes nothing. Readers are told
 * when what a probe concludes changes, or whether we see, not at each result. Resolves to how many were new. In a transaction.
 */
export const keepResults = async (
  trx: Db,
  observations: readonly NewObservation[],
  now: Date,
): Promise<number> => {
  if (observations.length === 0) return 0;
  const probes = [...new Set(observations.map(({ probe }) => probe))];
  const held = await lockProbes(trx, probes);
  const apart = new Map(
    held.map(({ id, kind, intervalSeconds }) => [
      id,
      apartMs({ source: { kind }, intervalMs: intervalSeconds * SECOND }),
    ]),
  );
  await openMonths(
    trx,
    observations.map(({ observedAt }) => observedAt),
  );
  const isSeen = observations.some(({ seen }) => seen !== null);
  const concluded = async () => [
    await conclusions(trx, probes, now),
    // Only our own probes say what they saw, and only they are ever blind.
    isSeen && (await readBlindSince(trx, now)) !== null,
  ];
  const before = String(await concluded());
  const added = await addObservations(trx, observations, now);
  const seen = added.filter(({ blind }) => !blind);
  await followRuns(
    trx,
    grouped(seen, ({ probe }) => probe),
    (probe) => apart.get(probe) ?? 0,
  );
  if (String(await concluded()) !== before) await countChange(trx);
  return added.length;
};

/** What these probes conclude at an instant, as one text to compare. */
const conclusions = async (trx: Db, probes: readonly string[], now: Date): Promise<string> => {
  const series = await readSeries(trx, { from: now, at: now, knownAt: now }, probes);
  const readings = series.map((each) => readingOf(each, now, now, []));
  return JSON.stringify(readings.map((each) => each && [each.state?.kind ?? null, each.isStale]));
};

/**
 * Brings the runs of some probes up to date with results just added, in their transaction, the probes held. `apartOf`: how
 * far apart successes of each must be to count as two, in milliseconds.
 */
export const followRuns = async (
  trx: Db,
  added: ReadonlyMap<string, readonly Observation[]>,
  apartOf: (probe: string) => number,
): Promise<void> => {
  if (added.size === 0) return;
  const newest = new Map((await newestRuns(trx, [...added.keys()])).map((run) => [run.probe, run]));
  const fresh: KeptRun[] = [];
  for (const [probe, results] of added) {
    const runs = runsOf(results, apartOf(probe)).map((run) => ({ ...run, probe }));
    const [first] = runs;
    const last = newest.get(probe);
    if (!first) continue;
    if (!last) fresh.push(...runs);
    else if (last.thirdAt && last.lastAt < first.firstAt) fresh.push(...continued(last, runs));
    else if (!runs.every((run) => isWithin(run, last))) await readAgain(trx, probe, results, apartOf(probe));
  }
  await putRuns(trx, fresh);
};

/** The first of the new runs goes on with the last of the old when they are of one kind. */
const continued = (last: KeptRun, [first, ...others]: readonly KeptRun[]): KeptRun[] => {
  if (!first) return [];
  return [first.isOk === last.isOk ? { ...last, lastAt: first.lastAt } : first, ...others];
};

/** Late, and nothing new: more of the same inside a run already concluded. */
const isWithin = (run: Run, last: Run): boolean =>
  run.isOk === last.isOk && last.thirdAt !== null && run.firstAt > last.thirdAt && run.lastAt <= last.lastAt;

/** From the raw results: the run before the first of these, the run after the last, and all between. */
const readAgain = async (
  trx: Db,
  probe: string,
  results: readonly Observation[],
  apart: number,
): Promise<void> => {
  const instants = results.map(({ observedAt }) => +observedAt);
  const earliest = new Date(Math.min(...instants));
  const { before, after } = await runsAround(trx, probe, earliest, new Date(Math.max(...instants)));
  const from = before?.firstAt ?? earliest;
  const runs = runsOf(await readRaw(trx, probe, from, after?.lastAt ?? null), apart);
  await forgetRuns(trx, probe, from, after?.firstAt ?? null);
  const [first, ...others] = runs.map((run) => ({ ...run, probe }));
  if (!first) return;
  // Raw results do not reach back as far as runs do.
  const isCut = before?.thirdAt && before.isOk === first.isOk && before.firstAt < first.firstAt;
  await putRuns(trx, [isCut ? { ...before, lastAt: first.lastAt } : first, ...others]);
};
