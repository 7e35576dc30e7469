import type { Db } from '#db/database';
import type { Window } from '#db/evidence';
import { readSeries } from '#db/series';
import type { Evidence } from '#server/domain/facts/evidence';
import { readAlarms } from './reports';

export type Measured = Pick<Evidence, 'series' | 'alarms'>;

/** What probes and professionals say, for judging the instants of a window. */
export const readMeasured = async (db: Db, window: Window): Promise<Measured> => {
  const [series, alarms] = await Promise.all([readSeries(db, window), readAlarms(db, window)]);
  return { series, alarms };
};
