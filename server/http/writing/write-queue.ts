import pLimit from 'p-limit';

/** Each write at work holds a pool connection; the rest stay free for reads. */
const MAX_CONCURRENT = 6;
/** A longer queue could not be answered in time. */
const MAX_WAITING = 150;

/**
 * Does writers' work in turn, so that a flood of them takes nothing from readers. Resolves to null, at once, when too
 * many wait already.
 */
export const createWriteQueue = (atOnce = MAX_CONCURRENT, most = MAX_WAITING) => {
  const limit = pLimit(atOnce);
  return async <T>(work: () => Promise<T>): Promise<T | null> =>
    limit.activeCount + limit.pendingCount < atOnce + most ? limit(work) : null;
};
export type WriteQueue = ReturnType<typeof createWriteQueue>;
