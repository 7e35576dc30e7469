import type { Db } from '#db/database';
import type { Window } from '#db/evidence';
import { readVerifiedRemarks } from '#db/remarks';
import { readSeries } from '#db/series';
import type { Evidence } from '#server/domain/facts/evidence';
import { AGREEING_PRACTICES } from '#server/domain/facts/remarks';
import { readAlarms } from './reports';

export type Measured = Pick<Evidence, 'series' | 'alarms' | 'remarks'>;

/** What probes and professionals say, for judging the instants of a window. */
export const readMeasured = async (db: Db, window: Window): Promise<Measured> => {
  const [series, alarms, remarks] = await Promise.all([
    readSeries(db, window),
    readAlarms(db, window),
    readVerifiedRemarks(db, window, AGREEING_PRACTICES),
  ]);
  return { series, alarms, remarks };
};

/** Whether nothing new was heard: each probe's newest result, each alarm, each remark. */
export const isSameMeasured = (held: Measured, read: Measured): boolean => heardOf(held) === heardOf(read);

const heardOf = ({ series, alarms, remarks }: Measured): string =>
  JSON.stringify([
    series.map(({ probe, disabledAt, witnessOf, results }) => [
      probe,
      disabledAt,
      witnessOf,
      results.length,
      results[0],
    ]),
    // One that stands begins, for each reading, when it is read.
    alarms.map(({ from: _, ...alarm }) => alarm),
    remarks,
  ]);
