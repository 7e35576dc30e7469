import type { Db } from './database';
import type { Window } from './evidence';
import { readSeries } from './series';

/** What probes and professionals say, for judging the instants of a window. */
export const readMeasured = async (db: Db, window: Window) => ({
  series: await readSeries(db, window),
  alarms: [],
});
