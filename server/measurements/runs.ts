import type { Db } from '#db/database';
import { forgetRuns, type KeptRun, putRuns, readRaw, runsAround } from '#db/observations';
import { type Observation, type Run, runsOf } from '#server/domain/facts/observations';

/** Runs follow the results as they come: those that go on are made from what is at hand, late ones from the record. */

type Held = {
  /** The newest run there is. */
  last: KeptRun | undefined;
  /** The raw results from where that run begins, in any order; null: they are not at hand. */
  open: readonly Observation[] | null;
  /** Milliseconds between two successes that count as two. */
  apart: number;
};

/**
 * The runs that results just added make, or make longer. Null: some came late, and only the record says what they are in
 * the middle of.
 */
export const goneOn = (
  probe: string,
  added: readonly Observation[],
  { last, open, apart }: Held,
): KeptRun[] | null => {
  const runs = runsOf(added, apart);
  const [first, ...others] = runs;
  if (!first || !last) return ownRuns(probe, runs);
  if (last.lastAt >= first.firstAt) return runs.every((run) => isWithin(run, last)) ? [] : null;
  if (last.thirdAt)
    return ownRuns(probe, first.isOk === last.isOk ? [{ ...last, lastAt: first.lastAt }, ...others] : runs);
  // Not concluded yet: what was counted of it is not in the run, but in its results.
  return open ? ownRuns(probe, runsOf([...open, ...added], apart)) : null;
};

/**
 * A failure and a success of one instant are two runs that begin there. The first is of that instant alone, concludes
 * nothing, and makes room for the other.
 */
const ownRuns = (probe: string, runs: readonly Run[]): KeptRun[] =>
  runs
    .filter((run, index) => +run.firstAt !== +(runs[index + 1]?.firstAt ?? 0))
    .map((run) => ({ ...run, probe }));

/** Late, and nothing new: more of the same inside a run already concluded. */
const isWithin = (run: Run, last: Run): boolean =>
  run.isOk === last.isOk && last.thirdAt !== null && run.firstAt > last.thirdAt && run.lastAt <= last.lastAt;

/** From the raw results: the run before the first of these, the run after the last, and all between. */
export const readAgain = async (
  trx: Db,
  probe: string,
  results: readonly Observation[],
  apart: number,
): Promise<void> => {
  const instants = results.map(({ observedAt }) => +observedAt);
  const earliest = new Date(Math.min(...instants));
  const { before, after } = await runsAround(trx, probe, earliest, new Date(Math.max(...instants)));
  const from = before?.firstAt ?? earliest;
  const raw = await readRaw(trx, probe, from, after?.lastAt ?? null);
  // Of what begins at the instant at which the run after ends only a part is read: it stands already.
  const isWhole = (run: Run) => !after || run.isOk === after.isOk || run.firstAt < after.lastAt;
  const runs = runsOf(raw, apart).filter(isWhole);
  await forgetRuns(trx, probe, from, after?.firstAt ?? null);
  const [first, ...others] = ownRuns(probe, runs);
  if (!first) return;
  // Raw results do not reach back as far as runs do.
  const isCut = before?.thirdAt && before.isOk === first.isOk && before.firstAt < first.firstAt;
  await putRuns(trx, [isCut ? { ...before, lastAt: first.lastAt } : first, ...others]);
};
