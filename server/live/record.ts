import type { Db } from '#db/database';
import { readDirectory, readSeq } from '#db/directory';
import { readEvidence } from '#db/evidence';
import { type Directory, directoryOf } from '#server/domain/directory';
import type { Evidence } from '#server/domain/evidence';
import { DAY, MINUTE, shift } from '#server/domain/intervals';
import { type Measured, readMeasured } from './measured';

/** All that a question needs. `age`: milliseconds since the database last confirmed it; 0 when it just has. */
export type Read = {
  seq: number;
  directory: Directory;
  evidence: Evidence;
  at: Date;
  knownAt: Date;
  age: number;
};

/** Instants asked for; null: now. `from`: the earliest instant that will be judged, `at` when null. */
export type Asked = { at: Date | null; knownAt: Date | null; from?: Date };

/** The record as readers see it: from the database, and of now from memory when the database is away. */
export type Record = { read(asked: Asked): Promise<Read>; reachable(): Promise<boolean> };

type Kept = {
  seq: number;
  directory: Directory;
  facts: Omit<Evidence, keyof Measured>;
  measured: Measured;
  measuredAt: Date;
  from: Date;
  confirmedAt: Date;
};

/** After a failure the database is left alone this long, so that readers do not queue behind its time-outs. */
const BREATH = 1_000;
/** Evidence of now is read ahead: facts that take effect later count from their instant on, without another read. */
const AHEAD = DAY;

/** What is measured is read again this often: a result does not move `seq`, and an alarm ends by itself. */
const MEASURED_AGAIN = 1_000;

/** Reads again only when `seq` moved: whatever is committed moves it. Throws when there is nothing to say. */
export const createRecord = (db: Db, now: () => Date, failed: (error: unknown) => void): Record => {
  let kept: Kept | null = null;
  let failedAt: Date | null = null;
  let inFlight: Promise<Kept> | null = null;

  const confirm = async (): Promise<Kept> => {
    const startedAt = now();
    const seq = await readSeq(db);
    const held = kept;
    const isCurrent = held !== null && held.seq === seq && startedAt < shift(held.from, AHEAD);
    const isMeasured = isCurrent && Math.abs(+startedAt - +held.measuredAt) < MEASURED_AGAIN;
    const [read, measured] = await Promise.all([
      isCurrent ? held : readAll(startedAt),
      isMeasured ? held.measured : measuredAt(startedAt),
    ]);
    kept = {
      ...read,
      seq,
      measured,
      measuredAt: isMeasured ? held.measuredAt : startedAt,
      confirmedAt: startedAt,
    };
    failedAt = null;
    return kept;
  };
  const measuredAt = (at: Date) => readMeasured(db, { from: at, at, knownAt: at });
  const readAll = async (from: Date) => {
    const until = shift(from, AHEAD + MINUTE);
    const [lists, facts] = await Promise.all([
      readDirectory(db),
      readEvidence(db, { from, at: until, knownAt: until }),
    ]);
    return { directory: directoryOf(lists), facts, from };
  };
  const current = async (): Promise<Kept> => {
    if (failedAt && kept && +now() - +failedAt < BREATH) return kept;
    inFlight ??= confirm().finally(() => {
      inFlight = null;
    });
    try {
      return await inFlight;
    } catch (error) {
      failedAt = now();
      failed(error);
      if (kept) return kept;
      throw error;
    }
  };

  return {
    async read({ at, knownAt, from }) {
      const { seq, directory, facts, measured, confirmedAt } = await current();
      const isNow = at === null && knownAt === null;
      const present = failedAt ? confirmedAt : now();
      const instants = { at: at ?? present, knownAt: knownAt ?? at ?? present };
      const age = failedAt ? +now() - +confirmedAt : 0;
      if (isNow && !from) return { seq, directory, evidence: { ...facts, ...measured }, ...instants, age };
      const window = { from: from ?? instants.at, ...instants };
      const [past, measuredThen] = await Promise.all([readEvidence(db, window), readMeasured(db, window)]);
      return { seq, directory, evidence: { ...past, ...measuredThen }, ...instants, age: 0 };
    },
    async reachable() {
      return readSeq(db).then(
        () => true,
        () => false,
      );
    },
  };
};
