import type { Db } from '#db/database';
import { countAvailability } from '#server/measurements/availability';

/** Counts availability as the instance on duty does, at an instant. */
export const countAt = (db: Db, instant: Date): Promise<number> =>
  countAvailability(db, () => instant, new AbortController().signal);
