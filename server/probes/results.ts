import type { NewObservation } from '#db/observations';

/** Kept no longer when the database is away: what is that old says nothing of now. */
const MOST_WAITING = 2_000;

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
        waiting = [...batch, ...waiting].slice(-MOST_WAITING);
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
