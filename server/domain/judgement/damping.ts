import { earliest, latest } from '../facts/intervals';
import {
  apartMs,
  ENOUGH,
  isOk,
  type Observation,
  type Run,
  runsOf,
  type Series,
} from '../facts/observations';
import { RELIED_AFTER, SILENT_AFTER_INTERVALS } from '../facts/time-rules';

/** What is made of measurements after damping (RULES.md 8). */

/**
 * What is measured of one flow of a platform. `since`: the first result of the run that decided; healthy: `last` success.
 * `isRelied`: its silence means something, because it is ours or was heard for a day.
 */
export type Signal =
  | { kind: 'failing'; since: Date; last: Date }
  | { kind: 'healthy'; since: Date; last: Date }
  | { kind: 'stale'; last: Date; isRelied: boolean };

/** A span during which results are kept and do not count. */
export type ExcludedPeriod = { from: Date; to: Date };

/** One probe's word; `state` null: too few results to conclude either way, though `last` was heard. */
export type Reading = {
  state: { kind: 'failing' | 'healthy'; since: Date } | null;
  last: Date;
  /** Whether the last result, raw, is a success. */
  isLastOk: boolean;
  lastOk: Date | null;
  isStale: boolean;
  isRelied: boolean;
};

/**
 * What a probe says at `at`, from what was recorded by `knownAt`; null when nothing was heard. The newest three
 * results alike decide, until three others do. `excluded`: spans whose results do not count, sorted or not.
 */
export const readSeries = (
  series: Series,
  at: Date,
  knownAt: Date,
  excluded: readonly ExcludedPeriod[],
): Reading | null => {
  if (series.disabledAt && series.disabledAt <= at) return null;
  const heard = series.results.filter((each) => each.observedAt <= at && each.recordedAt <= knownAt);
  const counted = heard.filter(({ observedAt }) => !isExcluded(observedAt, excluded));
  const oldest = earliest(heard.map(({ observedAt }) => observedAt));
  const begun = begunBy(series.runs, at);
  const behind = oldest ? begun.filter(({ thirdAt }) => thirdAt !== null && thirdAt <= oldest) : begun;
  const lastOf = (ones: readonly Observation[], run: Run | undefined) =>
    latest(ones.map(({ observedAt }) => observedAt)) ?? (run ? lastBy(run, at) : null);
  const last = lastOf(heard, behind.at(-1));
  const first = earliest([oldest, begun[0]?.firstAt ?? null]);
  if (!last || !first) return null;
  const newestFirst = backwards(runsOf(counted, apartMs(series)), behind, series.intervalMs, excluded);
  const lastOkHeard = lastOf(
    heard.filter(isOk),
    behind.findLast((run) => run.isOk),
  );
  return {
    state: stateAfter(newestFirst, at),
    last,
    isLastOk: +last === +(lastOkHeard ?? 0),
    lastOk:
      latest(counted.filter(isOk).map(({ observedAt }) => observedAt)) ??
      lastOkOf(behind, at, series.intervalMs, excluded),
    isStale: at >= silentFrom(last, series.intervalMs, excluded),
    isRelied: series.source.kind === 'ours' || +last - +first >= RELIED_AFTER,
  };
};

/** Runs of one probe follow each other, oldest first: over a year there are hundreds, and the last ones say it all. */
const begunBy = (runs: readonly Run[], at: Date): readonly Run[] => {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle] as Run).firstAt <= at) low = middle + 1;
    else high = middle;
  }
  return runs.slice(0, low);
};

const lastBy = ({ lastAt }: Run, at: Date): Date => (lastAt < at ? lastAt : at);

export const isExcluded = (instant: Date, excluded: readonly ExcludedPeriod[]): boolean =>
  excluded.some(({ from, to }) => from <= instant && instant < to);

/** Runs of one probe follow each other: the newest of which a success counts has the last one. */
const lastOkOf = (
  runs: readonly Run[],
  at: Date,
  intervalMs: number,
  excluded: readonly ExcludedPeriod[],
): Date | null => {
  for (let rank = runs.length - 1; rank >= 0; rank -= 1) {
    const run = runs[rank] as Run;
    const last = run.isOk ? lastCounted(run, at, intervalMs, excluded) : null;
    if (last) return last;
  }
  return null;
};

/**
 * The last result of a run that counts. Of a run that a window of maintenance cuts nobody knows its last result before
 * the window: one that is known to lie there stands for it, so that none within the window bears witness to a return.
 */
const lastCounted = (
  run: Run,
  at: Date,
  intervalMs: number,
  excluded: readonly ExcludedPeriod[],
): Date | null => {
  const part = withoutExcluded(run, intervalMs, excluded).at(-1);
  if (!part) return null;
  if (+part.lastAt !== +run.lastAt) return part.thirdAt ?? part.firstAt;
  return lastBy(part, at);
};

/** Those of raw results, then the parts that count of those behind, newest first. */
function* backwards(
  newer: readonly Run[],
  behind: readonly Run[],
  intervalMs: number,
  excluded: readonly ExcludedPeriod[],
): Generator<Run> {
  yield* [...newer].reverse();
  for (let rank = behind.length - 1; rank >= 0; rank -= 1)
    yield* withoutExcluded(behind[rank] as Run, intervalMs, excluded).reverse();
}

/** The newest run long enough decides; what failed since an earlier run failed since then. */
const stateAfter = (newestFirst: Iterable<Run>, at: Date): Reading['state'] => {
  let state: Reading['state'] = null;
  for (const { isOk: isGood, firstAt, thirdAt } of newestFirst) {
    if (thirdAt === null || thirdAt > at) continue;
    const kind = isGood ? 'healthy' : 'failing';
    if (state && state.kind !== kind) break;
    state = { kind, since: firstAt };
  }
  return state;
};

/** The parts of a run outside the freezes. After one, the third result is taken to come two intervals later. */
export const withoutExcluded = (run: Run, intervalMs: number, excluded: readonly ExcludedPeriod[]): Run[] => {
  const cutting = excluded
    .filter(({ from, to }) => from <= run.lastAt && run.firstAt < to)
    .sort((a, b) => +a.from - +b.from);
  const [first, ...others] = cutting;
  if (!first) return [run];
  const before =
    run.firstAt < first.from
      ? [
          {
            ...run,
            lastAt: first.from,
            thirdAt: run.thirdAt && run.thirdAt < first.from ? run.thirdAt : null,
          },
        ]
      : [];
  if (first.to > run.lastAt) return before;
  const third = new Date(+first.to + (ENOUGH - 1) * intervalMs);
  const after = { ...run, firstAt: first.to, thirdAt: third <= run.lastAt ? third : null };
  return [...before, ...withoutExcluded(after, intervalMs, others)];
};

/** The first instant at which a probe last heard at `last` is silent; what it spends in freezes is not held against it. */
export const silentFrom = (last: Date, intervalMs: number, excluded: readonly ExcludedPeriod[]): Date => {
  let left = SILENT_AFTER_INTERVALS * intervalMs + 1;
  let reached = +last;
  for (const period of [...excluded].sort((a, b) => +a.from - +b.from)) {
    const start = Math.max(+period.from, reached);
    if (reached + left <= start) break;
    if (+period.to <= start) continue;
    left -= start - reached;
    reached = +period.to;
  }
  return new Date(reached + left);
};

/**
 * Several probes of one flow, the stale ones left out: failing when at least half fail, healthy when more than half
 * are healthy and none is failing; neither: no signal; all stale: stale.
 */
export const signalOf = (readings: readonly Reading[]): Signal | null => {
  const last = latest(readings.map((reading) => reading.last));
  if (!last) return null;
  const fresh = readings.filter(({ isStale }) => !isStale);
  if (fresh.length === 0) return { kind: 'stale', last, isRelied: readings.some((each) => each.isRelied) };
  const saying = (kind: 'failing' | 'healthy') => fresh.filter(({ state }) => state?.kind === kind);
  const sinceOf = (some: readonly Reading[]) =>
    earliest(some.map(({ state }) => state?.since ?? null)) ?? last;
  const failing = saying('failing');
  const healthy = saying('healthy');
  if (failing.length > 0 && failing.length * 2 >= fresh.length)
    return {
      kind: 'failing',
      since: sinceOf(failing),
      last: latest(failing.map((each) => each.last)) ?? last,
    };
  if (failing.length > 0 || healthy.length * 2 <= fresh.length) return null;
  return {
    kind: 'healthy',
    since: sinceOf(healthy),
    last: latest(healthy.map((each) => each.lastOk)) ?? last,
  };
};
