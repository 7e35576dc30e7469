import type { Db } from '#db/database';
import { findRunProbes, readBlindSince } from '#db/newest-results';
import type { NewObservation } from '#db/observations';
import { probeSteps } from '#server/contract/probe-steps';
import { latest, SECOND, shift } from '#server/domain/facts/intervals';
import { nextRun } from '#server/domain/rules/probes';
import type { Outbound } from '#server/outbound/targets';
import { check } from './check';
import { createRounds, type RunProbe } from './rounds';

/** A place that answers whenever our own network does: `host:port`. */
export type Reference = { host: string; port: number };

export const readReference = (text: string): Reference => {
  const at = text.lastIndexOf(':');
  return { host: text.slice(0, at), port: Number(text.slice(at + 1)) };
};

const REFERENCE_TIMEOUT_MS = 5_000;

export const isReached = async (reference: Reference, outbound: Outbound, now: Date): Promise<boolean> =>
  (await check([{ kind: 'tcp', ...reference }], REFERENCE_TIMEOUT_MS, outbound, now)).outcome === 'ok';

/** Kept no longer when the database is away: what is that old says nothing of now. */
const MAX_WAITING = 2_000;

/**
 * Gathers results while those before are being kept, so that many at once are one transaction. What could not be kept
 * is kept with the next.
 */
export const createResults = (keep: (results: readonly NewObservation[]) => Promise<unknown>) => {
  let waiting: NewObservation[] = [];
  let keeping: Promise<void> | null = null;
  const keepAll = async () => {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await keep(batch);
      } catch (error) {
        waiting = [...batch, ...waiting].slice(-MAX_WAITING);
        throw error;
      }
    }
  };
  return async (results: readonly NewObservation[]): Promise<void> => {
    waiting.push(...results);
    // Again for what came as a keeping ended.
    while (waiting.length > 0 || keeping) {
      keeping ??= keepAll();
      const own = keeping;
      try {
        await own;
      } finally {
        if (keeping === own) keeping = null;
      }
    }
  };
};

type Given = {
  db: Db;
  now: () => Date;
  outbound: Outbound;
  reference: Reference | null;
  keep: (results: readonly NewObservation[]) => Promise<unknown>;
  failed: (error: unknown) => void;
  /** How often the probes are read again while nobody says that they moved, in milliseconds. */
  readAgain?: number;
};

/** A probe enabled, changed or disabled is so within five seconds. */
const READ_AGAIN = 4 * SECOND;

/** Runs the enabled probes, each at its own pace. `turn`: those due now, once; it is asked for again after `rest`. */
export const createProbeClock = ({
  db,
  now,
  outbound,
  reference,
  keep,
  failed,
  readAgain = READ_AGAIN,
}: Given) => {
  let probes: readonly RunProbe[] = [];
  let readAt: Date | null = null;
  let stopping: AbortSignal | undefined;
  let lag = 0;
  let isMoved = false;
  /** What is held is about to be replaced, and says nothing of what will be due. */
  let isReading = false;
  const rounds = createRounds({
    now,
    keep: createResults(keep),
    isReferenceReached: reference && (() => isReached(reference, outbound, now())),
    look: async ({ steps, timeoutMs }) => {
      const given = stopping;
      try {
        const checked = await check(steps, timeoutMs, outbound, now(), given);
        return given?.aborted ? null : checked;
      } catch (error) {
        // An accident of ours says nothing of the platform, and the others of the round are heard all the same.
        failed(error);
        return null;
      }
    },
  });

  const read = async () => {
    const at = now();
    if (readAt && !isMoved && Math.abs(+at - +readAt) < readAgain) return;
    isMoved = false;
    if (!readAt) rounds.remember({ isBlind: (await readBlindSince(db, at)) !== null });
    readAt = at;
    const known = new Map(probes.map((probe) => [probe.id, probe]));
    isReading = true;
    const rows = await findRunProbes(db, at).finally(() => {
      isReading = false;
    });
    probes = rows.flatMap((row) => runProbeOf(row, known.get(row.id)));
  };
  const turn = async () => {
    await read();
    const at = now();
    const due = probes.filter((probe) => !rounds.isRunning(probe.id) && isDue(probe, at));
    lag = Math.max(0, ...due.flatMap((probe) => (probe.lastAt ? [+at - +nextRun(probe, probe.lastAt)] : [])));
    await rounds.run(due, probes);
  };
  return {
    turn,
    /** Milliseconds until something is due, as far as is known. */
    rest: (): number => {
      if (!readAt || isMoved || isReading) return 0;
      const instants = [shift(readAt, readAgain), ...probes.map((probe) => dueAt(probe) ?? readAt)];
      return Math.max(0, Math.min(...instants.map(Number)) - +now());
    },
    /** Something was committed: the probes are read again at the next turn. */
    moved: (): void => {
      isMoved = true;
    },
    /** How late those of the last round ran, in milliseconds. */
    lag: () => lag,
    /** From now on, until `signal` says otherwise, this instance is the one that runs them. */
    begin: (signal: AbortSignal) => {
      stopping = signal;
      [probes, readAt] = [[], null];
    },
  };
};

/** Null: it has never run. */
const dueAt = (probe: RunProbe): Date | null => probe.lastAt && nextRun(probe, probe.lastAt);
const isDue = (probe: RunProbe, at: Date): boolean => (dueAt(probe) ?? at) <= at;

type Row = Awaited<ReturnType<typeof findRunProbes>>[number];

/** A probe whose steps cannot be read is not run: its silence shows. */
const runProbeOf = (row: Row, known: RunProbe | undefined): RunProbe[] => {
  const steps = probeSteps.safeParse(row.steps);
  if (!steps.success) return [];
  const read = {
    id: row.id,
    platform: row.platform,
    intervalMs: row.intervalSeconds * SECOND,
    timeoutMs: row.timeoutMs,
    steps: steps.data,
    lastAt: latest([row.observedAt, known?.lastAt ?? null]),
    isLastOk: known?.isLastOk ?? row.outcome === 'ok',
  };
  // The same thing goes on being known: a run under way writes in it.
  return [known ? Object.assign(known, read) : read];
};
