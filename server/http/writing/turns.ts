/** Those at work hold a connection to the database each; the others are left to who reads. */
const AT_ONCE = 6;
/** More who wait would not be answered in time. */
const WAITING = 150;

/**
 * Does writers' work in turn, so that a flood of them takes nothing from readers. Resolves to null, at once, when too
 * many wait already.
 */
export const createTurns = (atOnce = AT_ONCE, most = WAITING) => {
  let atWork = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (waiting.length >= most) return null;
    if (atWork >= atOnce) await new Promise<void>((begin) => waiting.push(begin));
    else atWork += 1;
    try {
      return await work();
    } finally {
      // Whoever comes next takes the place: it is never free in between.
      const next = waiting.shift();
      if (next) next();
      else atWork -= 1;
    }
  };
};
