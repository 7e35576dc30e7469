import { setTimeout as pause } from 'node:timers/promises';
import { type Db, isUnreachable, JournalRefused } from '#db/database';
import { readDirectory, readHead, readSeq } from '#db/directory';
import { readEvidence, type Window } from '#db/evidence';
import { type Directory, directoryOf } from '#server/domain/facts/directory';
import type { Evidence } from '#server/domain/facts/evidence';
import { DAY, MINUTE, shift } from '#server/domain/facts/intervals';
import { nextChangePoint } from '#server/domain/judgement/change-points';
import { isSameMeasured, readMeasured } from '#server/measurements/measured';

/** All that a question needs. `age`: milliseconds since the database last confirmed it; 0 when it just has. */
export type ReadState = {
  seq: number;
  /** The end of the journal's chain. */
  auditHead: { number: number; hash: string };
  directory: Directory;
  evidence: Evidence;
  at: Date;
  knownAt: Date;
  age: number;
};

/** Instants asked for; null: now. `from`: the earliest instant that will be judged, `at` when null. */
export type Asked = { at: Date | null; knownAt: Date | null; from?: Date };

/** The record as readers see it: from the database, and of now from memory when the database is away. */
export type ReadModel = {
  read(asked: Asked): Promise<ReadState>;
  reachable(): Promise<boolean>;
  /** Something was committed, here or elsewhere: what is held is asked about again before it is believed. */
  invalidate(): void;
  /** Counts what readers of now may be told; the same number, the same answers. Null: to be asked again first. */
  version(): number | null;
  /** The number of what is held, whether it may be believed or not. Null: nothing is. */
  heldVersion(): number | null;
};

/** The record as last read. */
export type CachedState = Pick<ReadState, 'seq' | 'auditHead'> & {
  directory: Directory;
  directoryMoves: number;
  /** One object a version: what others made of it holds as long. */
  evidence: Evidence;
  measuredAt: Date;
  from: Date;
  confirmedAt: Date;
  version: number;
  /** The version is good for less than a minute, and for no longer than no judgement turns. */
  goodUntil: Date;
};

/** Where what was last read is kept, for a start without the database. `last`: what an earlier start left, if anything. */
export type DiskCache = { last: CachedState | null; keep(kept: CachedState): void };
const NO_MEMORY: DiskCache = { last: null, keep: () => undefined };

/** Why the database is not believed, in French, of its end just read; null: it is. */
export type Doubt = (end: Pick<ReadState, 'seq' | 'auditHead'>) => Promise<string | null>;
const NO_DOUBT: Doubt = async () => null;

/** After a failure the database is left alone this long, so that readers do not queue behind its time-outs. */
const RETRY_MS = 1_000;
/** Evidence of now is read ahead: facts that take effect later count from their instant on, without another read. */
const READ_AHEAD_MS = DAY;

/** Who asks waits so long for what is held to be confirmed, then is told what is held, with its date. */
const CONFIRM_TIMEOUT_MS = 1_000;

const NEVER = -1;

/** What is measured is read again this often: a result does not move `seq`, and an alarm ends by itself. */
const MEASURED_AGAIN = 1_000;

/**
 * Reads again only when `seq` moved: whatever is committed moves it. Throws when there is nothing to say. `trust`: for
 * how many milliseconds what is held is believed while `moved` is not called; 0: never. `doubt`: what is refused is not
 * read, and what was held before grows old.
 */
export const createReadModel = (
  db: Db,
  now: () => Date,
  failed: (error: unknown) => void,
  trust = 0,
  memory = NO_MEMORY,
  doubt = NO_DOUBT,
): ReadModel => {
  let kept = memory.last;
  // What an earlier start left is asked about before it is believed.
  let failedAt = kept && new Date(0);
  let moves = 0;
  let heard = NEVER;
  let inFlight: { asOf: number; startedAt: number; done: Promise<CachedState> } | null = null;

  const confirm = async (): Promise<CachedState> => {
    const asOf = moves;
    const startedAt = now();
    const { seq, directoryMoves, auditHead } = await readHead(db);
    const why = await doubt({ seq, auditHead });
    if (why) throw new JournalRefused(why);
    const held = kept;
    const isCurrent = held !== null && held.seq === seq && startedAt < shift(held.from, READ_AHEAD_MS);
    const isMeasured = isCurrent && Math.abs(+startedAt - +held.measuredAt) < MEASURED_AGAIN;
    // What an earlier start left may be of another database.
    const isDirectory = held !== null && heard !== NEVER && held.directoryMoves === directoryMoves;
    const [directory, facts, measured] = await Promise.all([
      isDirectory ? held.directory : readDirectory(db).then(directoryOf),
      isCurrent ? held.evidence : readFacts(startedAt),
      isMeasured ? held.evidence : measuredAt(startedAt),
    ]);
    const isSame =
      isCurrent && heard === asOf && startedAt < held.goodUntil && isSameMeasured(held.evidence, measured);
    const { series, alarms } = measured;
    const evidence = isSame ? held.evidence : { ...facts, series, alarms };
    kept = {
      seq,
      auditHead,
      directory,
      directoryMoves,
      evidence,
      from: isCurrent ? held.from : startedAt,
      measuredAt: isMeasured ? held.measuredAt : startedAt,
      confirmedAt: startedAt,
      version: isSame ? held.version : (held?.version ?? 0) + 1,
      goodUntil: isSame
        ? held.goodUntil
        : nextChangePoint(groundsOf(directory, evidence), startedAt, shift(startedAt, MINUTE)),
    };
    failedAt = null;
    heard = asOf;
    memory.keep(kept);
    return kept;
  };
  const measuredAt = (at: Date) => readMeasured(db, { from: at, at, knownAt: at });
  const readFacts = (from: Date) => {
    const until = shift(from, READ_AHEAD_MS + MINUTE);
    return readEvidence(db, { from, at: until, knownAt: until });
  };

  /** Routes of one page ask for the same past at once: it is read once for all who ask while it is being read. */
  const readings = new Map<string, Promise<Evidence>>();
  const readPast = (window: Window): Promise<Evidence> => {
    const key = [heard, moves, kept?.seq, ...Object.values(window).map(Number)].join(' ');
    const begun = readings.get(key);
    if (begun) return begun;
    const reading = Promise.all([readEvidence(db, window), readMeasured(db, window)])
      .then(([past, measuredThen]) => ({ ...past, ...measuredThen }))
      .finally(() => readings.delete(key));
    readings.set(key, reading);
    return reading;
  };

  const trusted = (): CachedState | null => {
    if (!kept || failedAt || heard !== moves) return null;
    const present = +now();
    return present < +kept.goodUntil && present < +kept.confirmedAt + trust ? kept : null;
  };
  /** One look at a time; one that began before something moved is followed by another. */
  const look = (): Promise<CachedState> => {
    if (inFlight?.asOf === moves) return inFlight.done;
    const before = inFlight?.done.catch(() => null) ?? Promise.resolve(null);
    const looking = { asOf: moves, startedAt: performance.now(), done: before.then(confirm) };
    inFlight = looking;
    const over = () => {
      if (inFlight === looking) inFlight = null;
    };
    // Told once, however many wait for it, and before any of them.
    looking.done.then(over, (error: unknown) => {
      over();
      failedAt = now();
      failed(error);
    });
    return looking.done;
  };
  /** Null when the database is away, or too slow to be waited for. */
  const confirmed = async (): Promise<CachedState | null> => {
    if (failedAt && kept && +now() - +failedAt < RETRY_MS) return null;
    const held = trusted();
    if (held) return held;
    const looking = look().catch((error: unknown) => {
      if (kept) return null;
      throw error;
    });
    if (!kept || !inFlight) return looking;
    const left = inFlight.startedAt + CONFIRM_TIMEOUT_MS - performance.now();
    return left <= 0 ? null : Promise.race([looking, pause(left, null, { ref: false })]);
  };

  return {
    async read({ at, knownAt, from }) {
      const current = await confirmed();
      const held = current ?? kept;
      if (!held) throw new Error('rien n’est encore lu');
      const { seq, auditHead, directory, evidence, confirmedAt } = held;
      const isNow = at === null && knownAt === null;
      // Never past the instant at which what is held turns.
      const present = current ? new Date(Math.min(+now(), +held.goodUntil - 1)) : confirmedAt;
      const instants = { at: at ?? present, knownAt: knownAt ?? at ?? present };
      const age = current ? 0 : +now() - +confirmedAt;
      if (isNow && !from) return { seq, auditHead, directory, evidence, ...instants, age };
      const window = { from: from ?? instants.at, at: instants.at, knownAt: instants.knownAt };
      return { seq, auditHead, directory, evidence: await readPast(window), ...instants, age: 0 };
    },
    async reachable() {
      return readSeq(db).then(
        () => true,
        (error: unknown) => {
          if (isUnreachable(error)) return false;
          throw error;
        },
      );
    },
    invalidate() {
      moves += 1;
    },
    version: () => trusted()?.version ?? null,
    heldVersion: () => kept?.version ?? null,
  };
};

/** Whatever readers of now may be told rests on all of the record. */
const groundsOf = (directory: Directory, evidence: Evidence) => ({
  directory,
  evidence,
  conventions: [...directory.conventionsOf.values()].flat(),
  knownAt: null,
});
