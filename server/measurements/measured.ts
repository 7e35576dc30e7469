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

/** Whether nothing new was heard: each probe's newest result, each alarm. */
export const isSameMeasured = (held: Measured, read: Measured): boolean => heardOf(held) === heardOf(read);

const heardOf = ({ series, alarms }: Measured): string =>
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
  ]);
