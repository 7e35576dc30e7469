/** Milliseconds from some instant on, that no change of the machine's clock touches. */
type Elapsed = () => number;

/** « Now », as every instance over one database agrees on it. */
export type Clock = { now: () => Date; sync: () => Promise<void> };

/**
 * The database's clock, followed from here between two looks at it: instances whose own clocks differ by hours say the
 * same instant, and it never goes back. `readTime`: the instant there, never before its last change. `notBefore`: the
 * last one known; a machine whose clock is slow would, until the database is heard, take what is old for fresh.
 */
export const createClock = (
  readTime: () => Promise<Date>,
  notBefore: Date = new Date(0),
  elapsed: Elapsed = () => performance.now(),
): Clock => {
  let start = Math.max(Date.now(), +notBefore) - elapsed();
  let isHeard = false;
  const now = () => new Date(Math.floor(start + elapsed()));
  return {
    now,
    async sync() {
      const asked = elapsed();
      const time = await readTime();
      // Half of what the question took: it was answered about then.
      const heard = +time - (asked + elapsed()) / 2;
      start = isHeard ? Math.max(start, heard) : heard;
      isHeard = true;
    },
  };
};
