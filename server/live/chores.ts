import { addAbortListener } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { guarded } from './guarded';

/** How long leaving waits for what is at work, milliseconds. */
const LAST_WORK = 3_000;

/** What is done again and again by the instance on duty. `every`: milliseconds from one end to the next start. */
export type Chore = { name: string; every: number; run: (signal: AbortSignal) => Promise<unknown> };

/** When a chore was last done, and how long it took; milliseconds. Null: not yet, or it failed each time. */
export type ChoreState = { name: string; doneAt: Date | null; took: number; failures: number };

/** Runs each chore now, then at its own pace, never twice at once; a failure is told, and tried again in its turn. */
export const createChores = (
  chores: readonly Chore[],
  now: () => Date,
  failed: (error: unknown, name: string) => void,
) => {
  const states = new Map<string, ChoreState>(
    chores.map(({ name }) => [name, { name, doneAt: null, took: 0, failures: 0 }]),
  );
  const once = async ({ name, run }: Chore, signal: AbortSignal) => {
    const state = states.get(name);
    try {
      const startedAt = now();
      await run(signal);
      if (state) Object.assign(state, { doneAt: now(), took: +now() - +startedAt });
    } catch (error) {
      if (state) state.failures += 1;
      if (!signal.aborted) failed(error, name);
    }
  };
  const atWork = new Set<Promise<void>>();
  return {
    states: () => [...states.values()],
    /** Resolves once those that were at work when duty ended have ended too, or would keep us for long. */
    settled: () => Promise.race([Promise.allSettled(atWork), pause(LAST_WORK, undefined, { ref: false })]),
    start: (signal: AbortSignal) => {
      for (const chore of chores) {
        let next: NodeJS.Timeout;
        const turn = async () => {
          const work = once(chore, signal);
          atWork.add(work);
          try {
            await work;
          } finally {
            atWork.delete(work);
            if (!signal.aborted) next = setTimeout(again, chore.every);
          }
        };
        const again = guarded(turn, (error) => failed(error, chore.name));
        addAbortListener(signal, () => clearTimeout(next));
        again();
      }
    },
  };
};
