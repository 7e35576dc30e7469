import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';

/** Each write at work holds a pool connection; the rest stay free for reads. */
const MAX_CONCURRENT = 6;
/** A longer queue could not be answered in time. */
const MAX_WAITING = 150;

/**
 * Programs that try again at once would fill the loop with refusals, and take from those that wait what they are refused
 * for: whoever is turned away hears it after a second, unless so many are held already. Milliseconds.
 */
const TURNED_AWAY = { after: 1_000, most: 1_000 };

/**
 * Does writers' work in turn, so that a flood of them takes nothing from readers. Resolves to null when too many wait
 * already.
 */
export const createWriteQueue = (atOnce = MAX_CONCURRENT, most = MAX_WAITING, turnedAway = TURNED_AWAY) => {
  const limit = pLimit(atOnce);
  let held = 0;
  const turnAway = async (): Promise<null> => {
    if (held >= turnedAway.most) return null;
    held += 1;
    await pause(turnedAway.after);
    held -= 1;
    return null;
  };
  return async <T>(work: () => Promise<T>): Promise<T | null> =>
    limit.activeCount + limit.pendingCount < atOnce + most ? limit(work) : turnAway();
};
export type WriteQueue = ReturnType<typeof createWriteQueue>;
