import type { Flow, Outcome } from './vocabulary';

/** What probes and heartbeats measure (RULES.md 8). */

/** One measurement of a flow. */
export type Observation = { observedAt: Date; recordedAt: Date; outcome: Outcome };

/** Results of one kind in a row. `thirdAt`: when there were enough of them to conclude, null before. */
export type Run = { isOk: boolean; firstAt: Date; thirdAt: Date | null; lastAt: Date };

/** Whose word a probe is: ours, that of the organisation whose key pushes, or of whoever holds a heartbeat's address. */
export type Source = { kind: 'ours' } | { kind: 'pushed'; by: string } | { kind: 'heartbeat' };

/** A return, by its statement. `until`: when something that measures the flow was changed or stopped since. */
export type Witnessed = { statement: string; until: Date | null };

/** What one probe saw of one flow: `runs`, oldest first, of what lies behind, then the raw `results`, in any order. */
export type Series = {
  probe: string;
  source: Source;
  platform: string;
  flow: Flow;
  /** How often it promises a result. */
  intervalMs: number;
  /** From when it no longer counts; null: it does. */
  disabledAt: Date | null;
  /** The returns it may bear witness to, as was decided when each was said. */
  witnessOf: readonly Witnessed[];
  runs: readonly Run[];
  results: readonly Observation[];
};

/** So many results alike conclude. */
export const ENOUGH = 3;

/** Clocks and networks are never exact: a result this near to its time is on time. */
const ON_TIME = 0.9;

/**
 * How far apart two successes must be to count as two, in milliseconds: whoever pushes says how often it measures, and
 * three in a row are three of its intervals, however fast they are sent. Failures count one by one: fast to degrade,
 * slow to restore.
 */
export const apartMs = ({ source, intervalMs }: { source: { kind: string }; intervalMs: number }): number =>
  source.kind === 'pushed' ? ON_TIME * intervalMs : 0;

/**
 * The raw series in runs, oldest first; neither a duplicate nor the order of arrival changes anything. `apart`: closer
 * successes count as one.
 */
export const runsOf = (results: readonly Observation[], apart: number): Run[] => {
  const ordered = [...results].sort(
    (a, b) => +a.observedAt - +b.observedAt || Number(isOk(a)) - Number(isOk(b)),
  );
  const runs: Run[] = [];
  let inRun = 0;
  let before: Observation | null = null;
  let countedAt = 0;
  for (const result of ordered) {
    const { observedAt } = result;
    if (before && +before.observedAt === +observedAt && isOk(before) === isOk(result)) continue;
    before = result;
    const run = runs.at(-1);
    const isSame = run?.isOk === isOk(result);
    const isCounted = !isSame || !isOk(result) || +observedAt - countedAt >= apart;
    if (isCounted) {
      countedAt = +observedAt;
      inRun = isSame ? inRun + 1 : 1;
    }
    if (run && isSame) {
      run.lastAt = observedAt;
      if (isCounted && inRun === ENOUGH) run.thirdAt = observedAt;
    } else runs.push({ isOk: isOk(result), firstAt: observedAt, thirdAt: null, lastAt: observedAt });
  }
  return runs;
};

export const isOk = ({ outcome }: Pick<Observation, 'outcome'>): boolean => outcome === 'ok';
