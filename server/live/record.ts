import type { Db } from '#db/database';
import { readDirectory, readSeq } from '#db/directory';
import { readEvidence } from '#db/evidence';
import { type Directory, directoryOf } from '#server/domain/directory';
import type { Evidence } from '#server/domain/evidence';
import { DAY, MINUTE, shift } from '#server/domain/intervals';

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

type Kept = { seq: number; directory: Directory; evidence: Evidence; from: Date; confirmedAt: Date };

/** After a failure the database is left alone this long, so that readers do not queue behind its time-outs. */
const BREATH = 1_000;
/** Evidence of now is read ahead: facts that take effect later count from their instant on, without another read. */
const AHEAD = DAY;

/** No probe, heartbeat or report is heard yet. */
const UNMEASURED = { signals: [], alarms: [] };

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
    const confirmed = { ...(isCurrent ? held : await readAll(seq, startedAt)), confirmedAt: startedAt };
    kept = confirmed;
    failedAt = null;
    return confirmed;
  };
  const readAll = async (seq: number, from: Date): Promise<Kept> => {
    const until = shift(from, AHEAD + MINUTE);
    const [lists, evidence] = await Promise.all([
      readDirectory(db),
      readEvidence(db, { from, at: until, knownAt: until }),
    ]);
    return {
      seq,
      directory: directoryOf(lists),
      evidence: { ...evidence, ...UNMEASURED },
      from,
      confirmedAt: from,
    };
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
      const { seq, directory, evidence, confirmedAt } = await current();
      const isNow = at === null && knownAt === null;
      const present = failedAt ? confirmedAt : now();
      const instants = { at: at ?? present, knownAt: knownAt ?? at ?? present };
      const age = failedAt ? +now() - +confirmedAt : 0;
      if (isNow && !from) return { seq, directory, evidence, ...instants, age };
      const past = await readEvidence(db, { from: from ?? instants.at, ...instants });
      return { seq, directory, evidence: { ...past, ...UNMEASURED }, ...instants, age: 0 };
    },
    async reachable() {
      return readSeq(db).then(
        () => true,
        () => false,
      );
    },
  };
};
