import { setImmediate } from 'node:timers/promises';
import type { Turns } from './components/turns';

/** Rows of a board: some milliseconds of rendering. */
const PARTS_PER_TURN = 40;

/** The turns of one rendering: after so many parts, whoever else waits for the event loop comes first. */
export const createTurns = (): Turns => {
  const waiting = new Map<string, Promise<void>>();
  const begun = new Set<string>();
  const failed = new Map<string, unknown>();
  let turn: Promise<unknown> = Promise.resolve();
  return (part) => {
    if (begun.has(part)) return null;
    // React only asks again of a promise that was rejected: whoever asks is told.
    if (failed.has(part)) throw failed.get(part);
    const known = waiting.get(part);
    if (known) return known;
    if (waiting.size % PARTS_PER_TURN === 0) turn = turn.then(() => setImmediate());
    const due = turn.then(() => {
      begun.add(part);
    });
    due.catch((error: unknown) => failed.set(part, error));
    waiting.set(part, due);
    return due;
  };
};
