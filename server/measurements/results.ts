import type { Db } from '#db/database';
import { countChange } from '#db/directory';
import { readBlindSince } from '#db/newest-results';
import { addObservations, lockProbes, type NewObservation, openMonths } from '#db/observations';
import { readSeries } from '#db/series';
import { grouped } from '#server/domain/facts/grouped';
import { SECOND } from '#server/domain/facts/intervals';
import { apartMs } from '#server/domain/facts/observations';
import { readSeries as readingOf } from '#server/domain/judgement/damping';
import { followRuns } from './streaks';

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
