import type { Db } from '#db/database';
import { countChange } from '#db/directory';
import { readBlindSince } from '#db/newest-results';
import {
  addObservations,
  type HeldProbes,
  type KeptRun,
  lockProbes,
  type NewestRun,
  type NewObservation,
  openMonths,
  putRuns,
} from '#db/observations';
import { NEWEST, RUNS, readSeries } from '#db/series';
import { grouped } from '#server/domain/facts/grouped';
import { ascending, MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { apartMs, type Observation, type Series } from '#server/domain/facts/observations';
import { readSeries as readingOf } from '#server/domain/judgement/damping';
import { goneOn, readAgain } from './runs';

/**
 * Keeps raw results, and what is made of them for years. One that is there already changes nothing. Readers are told
 * when what a probe concludes changes, or whether we see, not at each result. Resolves to how many were new. In a transaction.
 * `locked`: the probes, where they are held already.
 */
export const keepResults = async (
  trx: Db,
  observations: readonly NewObservation[],
  now: Date,
  locked: HeldProbes | null = null,
): Promise<number> => {
  if (observations.length === 0) return 0;
  const probes = [...new Set(observations.map(({ probe }) => probe))];
  const instants = observations.map(({ observedAt }) => observedAt);
  const held = locked ?? (await lockProbes(trx, probes, instants));
  if (!held.areOpen) await openMonths(trx, instants);
  const apart = new Map(
    held.probes.map(({ id, kind, intervalSeconds }) => [
      id,
      apartMs({ source: { kind }, intervalMs: intervalSeconds * SECOND }),
    ]),
  );
  // Only our own probes say what they saw, and only they are ever blind.
  const isSeen = observations.some(({ seen }) => seen !== null);
  const isBlind = async () => isSeen && (await readBlindSince(trx, now)) !== null;
  // What another instance, a little ahead of us, has recorded is known too: the probes are held.
  const knownAt = shift(now, MINUTE);
  const seriesNow = () => readSeries(trx, { from: now, at: now, knownAt }, probes);
  const before = await seriesNow();
  const wasBlind = await isBlind();

  const { count, known, newest } = await addObservations(trx, observations, now);
  const added = observations.filter(({ blind }, rank) => !blind && !known.has(rank));
  const results = grouped(
    added.map((each) => ({ ...each, recordedAt: now })),
    ({ probe }) => probe,
  );
  const apartOf = (probe: string) => apart.get(probe) ?? 0;
  const followed = await followRuns(trx, results, { before, newest, apartOf, now });
  const after = followed ?? (await seriesNow());
  const isTold =
    concluded(before, now, knownAt) !== concluded(after, now, knownAt) || wasBlind !== (await isBlind());
  if (isTold) await countChange(trx);
  return count;
};

/** What these probes conclude at an instant, as one text to compare. */
const concluded = (series: readonly Series[], now: Date, knownAt: Date): string =>
  JSON.stringify(
    series.map((each) => {
      const reading = readingOf(each, now, knownAt, []);
      return reading && [each.probe, reading.state?.kind ?? null, reading.isStale];
    }),
  );

/**
 * `before`: the series of these probes; `newest`: the newest run of each, with its results while it concludes nothing;
 * `apartOf`: how far apart successes of each must be to count as two, in milliseconds.
 */
type Ground = {
  before: readonly Series[];
  newest: readonly NewestRun[];
  apartOf: (probe: string) => number;
  now: Date;
};

/**
 * Brings the runs of some probes up to date with results just added, in their transaction, the probes held. Resolves to
 * the series as they are then; null when only the record can tell.
 */
const followRuns = async (
  trx: Db,
  added: ReadonlyMap<string, readonly Observation[]>,
  { before, newest, apartOf, now }: Ground,
): Promise<readonly Series[] | null> => {
  const held = new Map(before.map((series) => [series.probe, series]));
  const lastRuns = new Map(newest.map((each) => [each.run.probe, each]));
  const fresh = new Map<string, KeptRun[]>();
  let isAllKnown = true;
  for (const [probe, results] of added) {
    const last = lastRuns.get(probe);
    const runs = goneOn(probe, results, {
      last: last?.run,
      open: last?.open ?? null,
      apart: apartOf(probe),
    });
    if (runs) fresh.set(probe, runs);
    else await readAgain(trx, probe, results, apartOf(probe));
    isAllKnown &&= runs !== null && held.has(probe);
  }
  await putRuns(trx, [...fresh.values()].flat());
  return isAllKnown
    ? before.map((each) => continued(each, added.get(each.probe) ?? [], fresh.get(each.probe) ?? [], now))
    : null;
};

/** The series as it would be read once these results and runs are there. */
const continued = (
  series: Series,
  added: readonly Observation[],
  fresh: readonly KeptRun[],
  now: Date,
): Series => {
  const results = [...series.results, ...added]
    .filter(({ observedAt }) => observedAt <= now)
    .sort((a, b) => ascending(b.observedAt, a.observedAt))
    .slice(0, NEWEST);
  const begun = new Set(fresh.map(({ firstAt }) => +firstAt));
  const runs = [...series.runs.filter(({ firstAt }) => !begun.has(+firstAt)), ...fresh]
    .filter(({ firstAt, thirdAt }) => thirdAt !== null && firstAt <= now)
    .slice(-RUNS);
  return { ...series, results, runs };
};
