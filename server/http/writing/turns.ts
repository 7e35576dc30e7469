import { atMost } from '#server/probes/at-most';

/** Those at work hold a connection to the database each; the others are left to who reads. */
const AT_ONCE = 6;
/** More who wait would not be answered in time. */
const WAITING = 150;

/**
 * Does writers' work in turn, so that a flood of them takes nothing from readers. Resolves to null, at once, when too
 * many wait already.
 */
export const createWritingTurns = (atOnce = AT_ONCE, most = WAITING) => {
  const inTurn = atMost(atOnce);
  let asked = 0;
  return async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (asked >= atOnce + most) return null;
    asked += 1;
    try {
      return await inTurn(work);
    } finally {
      asked -= 1;
    }
  };
};
export type WritingTurns = ReturnType<typeof createWritingTurns>;
