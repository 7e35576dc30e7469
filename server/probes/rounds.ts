import pLimit from 'p-limit';
import type { NewObservation } from '#db/observations';
import type { ProbeStep } from '#server/contract/probe-steps';
import { ascending, SECOND } from '#server/domain/facts/intervals';
import { isBlind, isTelling } from '#server/domain/rules/probes';
import type { Checked } from './journey';

/** A probe as it is run. `lastAt`: when it last was; null: never. */
export type RunProbe = {
  id: string;
  platform: string;
  intervalMs: number;
  timeoutMs: number;
  steps: readonly ProbeStep[];
  lastAt: Date | null;
  isLastOk: boolean;
};

type Failure = { probe: RunProbe; result: Omit<NewObservation, 'blind'> };

type Given = {
  now: () => Date;
  /** Null: given up, there is nothing to say. */
  look: (probe: RunProbe) => Promise<Checked | null>;
  keep: (results: readonly NewObservation[]) => Promise<void>;
  /** Whether a place outside, known to answer, does; null: none is known. */
  isReferenceReached: (() => Promise<boolean>) | null;
};

const MAX_CONCURRENT = 8;
const WITNESSES = 2;
/** A success this young says that we see. */
const LATELY = 15 * SECOND;

/**
 * Runs probes together, and tells their failures from ours. One success, and all is kept as it comes; while nothing
 * but failures come they wait, others are asked as witnesses, and if those fail too we are blind until one succeeds.
 */
export const createRounds = ({ now, look, keep, isReferenceReached }: Given) => {
  const slot = pLimit(MAX_CONCURRENT);
  const running = new Set<string>();
  let blind = false;
  let lastOkAt: Date | null = null;

  /** Resolves to the failures when nothing else came, else to none: they are kept. */
  const runAll = async (probes: readonly RunProbe[]): Promise<Failure[]> => {
    let sees = false;
    let held: Failure[] = [];
    const run = async (probe: RunProbe) => {
      const observedAt = now();
      const checked = await look(probe);
      if (!checked) return;
      const { outcome, durationMs, seen } = checked;
      probe.isLastOk = outcome === 'ok';
      const result = { probe: probe.id, observedAt, outcome, durationMs, seen, sequence: null };
      if (outcome !== 'ok') held.push({ probe, result });
      else {
        [sees, blind, lastOkAt] = [true, false, now()];
        held.push({ probe, result });
      }
      if (!sees) return;
      const come = held.map((each) => ({ ...each.result, blind: false }));
      held = [];
      await keep(come);
    };
    for (const { id } of probes) running.add(id);
    await Promise.all(
      probes.map((probe) =>
        slot(() => {
          probe.lastAt = now();
          return run(probe);
        }).finally(() => running.delete(probe.id)),
      ),
    );
    return held;
  };

  const judge = async (failures: readonly Failure[], all: readonly RunProbe[]): Promise<Failure[]> => {
    if (isReferenceReached) {
      blind = !(await isReferenceReached());
      return [...failures];
    }
    const isSeeing = lastOkAt !== null && +now() - +lastOkAt < LATELY;
    if (blind || (isSeeing && !isTelling(failures.map(({ probe }) => probe)))) return [...failures];
    const witnesses = witnessesOf(failures, all).slice(0, WITNESSES);
    const more = witnesses.length === 0 ? [] : await runAll(witnesses);
    const round = [...failures, ...more];
    const hasSeen = witnesses.length > 0 && more.length === 0;
    blind = !hasSeen && isBlind(round.map(({ probe, result }) => ({ ...probe, outcome: result.outcome })));
    return round;
  };

  /** Order: other platforms, then last success, then least recently run. */
  const witnessesOf = (failures: readonly Failure[], all: readonly RunProbe[]): RunProbe[] => {
    const blamed = new Set(failures.map(({ probe }) => probe.platform));
    const asked = new Set(failures.map(({ probe }) => probe.id));
    return all
      .filter(({ id }) => !asked.has(id) && !running.has(id))
      .sort(
        (a, b) =>
          Number(blamed.has(a.platform)) - Number(blamed.has(b.platform)) ||
          Number(b.isLastOk) - Number(a.isLastOk) ||
          ascending(a.lastAt ?? 0, b.lastAt ?? 0),
      );
  };

  return {
    isRunning: (id: string) => running.has(id),
    /** What another instance found before this one was on duty. */
    remember: (was: { isBlind: boolean }) => {
      blind = was.isBlind;
      lastOkAt = null;
    },
    run: async (due: readonly RunProbe[], all: readonly RunProbe[]): Promise<void> => {
      const failures = await runAll(due);
      if (failures.length === 0) return;
      const judged = await judge(failures, all);
      await keep(judged.map(({ result }) => ({ ...result, blind })));
    },
  };
};
