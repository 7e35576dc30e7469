import type { Db } from '#db/database';
import { forgetRuns, type KeptRun, newestRuns, putRuns, runsAround } from '#db/observation-runs';
import { readRaw } from '#db/observations';
import { type Observation, type Run, runsOf } from '#server/domain/facts/observations';

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
