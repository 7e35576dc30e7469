import { setTimeout as pause } from 'node:timers/promises';
import pLimit from 'p-limit';
import { type Db, isUnreachable, JournalRefused, NoRoom } from '#db/database';
import { readDirectory, readHead, readPulse, readSeq } from '#db/directory';
import { readEvidence, type Window } from '#db/evidence';
import { MOVED_FACTS_KNOWN, readMovedFacts } from '#db/moved-facts';
import { type Directory, directoryOf } from '#server/domain/facts/directory';
import type { Evidence } from '#server/domain/facts/evidence';
import { DAY, MINUTE, shift } from '#server/domain/facts/intervals';
import { shareFacts } from '#server/domain/facts/platform-facts';
import { HALF_ALARM } from '#server/domain/facts/reports';
import { TIME_RULES } from '#server/domain/facts/time-rules';
import { nextChangeNow } from '#server/domain/judgement/change-points';
import { type Measured, readMeasured } from '#server/measurements/measured';
import { sharedMeasured, withMoved } from './held-facts';

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

/**
 * Instants asked for; null: now. `from`: the earliest instant that will be judged, `at` when null. Of the past,
 * `platforms` and `isOverLeftOut` narrow what is read, as a `Window` says; `lately`: with what was said so long before,
 * milliseconds, which is held of now.
 */
export type Asked = { at: Date | null; knownAt: Date | null; from?: Date; lately?: number } & Pick<
  Window,
  'platforms' | 'isOverLeftOut'
>;

/** The record as readers see it: from the database, and of now from memory when the database is away. */
export type ReadModel = {
  read(asked: Asked): Promise<ReadState>;
  reachable(): Promise<boolean>;
  /**
   * Whether the database is taken to be away: it failed twice since it last answered, or hangs, or what is cached was
   * confirmed too long ago to wait for a second failure. One slow second is not that, though the state has its `age`.
   */
  isAway(): boolean;
  /** Something was committed, here or elsewhere: the cached state must be confirmed before it is believed. */
  invalidate(): void;
  /** The same, among commits that follow each other: the cached state is believed until it is confirmed, LAG_MS at most. */
  outdate(): void;
  /** Confirms the cached state: resolves once all that was committed by now is cached. */
  renew(): Promise<void>;
  /** The same number gives the same answers of now. Null: the cached state must be confirmed first. */
  version(): number | null;
  /** For how many milliseconds from now the cached state is believed, if nothing is committed; 0: it must be confirmed. */
  believedFor(): number;
  /** What pages say besides the record has changed: the cached state becomes another version. */
  renumber(): void;
  /** For how many milliseconds from now no instant turns anything of the cached state, believed or not; 0: it is to be read. */
  goodFor(): number;
  /** The number of the cached state, whether it may be believed or not. Null: nothing is cached. */
  cachedVersion(): number | null;
};

/** The record as last read. */
export type CachedState = Pick<ReadState, 'seq' | 'auditHead'> & {
  directory: Directory;
  directoryMoves: number;
  /** One object a version, so that others may key what they derive from it by identity. */
  evidence: Evidence;
  measuredAt: Date;
  from: Date;
  confirmedAt: Date;
  version: number;
  /** The version is good for less than a minute, and never past the next change point. */
  goodUntil: Date;
};

/** Keeps the last state on disk, for a start without the database. `last`: what an earlier start left, if anything. */
export type DiskCache = { last: CachedState | null; keep(cached: CachedState): void };
const NO_DISK_CACHE: DiskCache = { last: null, keep: () => undefined };

/** Why the database is not believed, in French, given the end of the journal just read; null: it is. */
export type Doubt = (end: Pick<ReadState, 'seq' | 'auditHead'>) => Promise<string | null>;
const NO_DOUBT: Doubt = async () => null;

/** After a failure the database is left alone this long, so that readers do not queue behind its time-outs. */
const RETRY_MS = 1_000;
/** Evidence of now is read ahead: facts that take effect later count from their instant on, without another read. */
const READ_AHEAD_MS = DAY;

/** So long readers may be shown what was so before a commit, milliseconds: no more than whoever committed waits. */
export const LAG_MS = 250;

/** A reader waits this long for the cached state to be confirmed, then gets it as it is, with its date. */
const CONFIRM_TIMEOUT_MS = 1_000;

/** A state confirmed this long ago is not shown without saying so, even after one failure. */
const UNALARMED_MS = 30_000;

const NEVER = -1;

/** Windows of the past that are read at once, each by two connections, and those that may wait for their turn. */
const MOST_PAST = 2;
const MOST_PAST_WAITING = 60;
/** Whoever has waited longer for a turn, milliseconds, is told to come back: most browsers have given up by then. */
const PAST_TURN_MS = 4_000;

/** So many failures in a row are no slow second; a question that hangs is one for each time it may take. */
const MOST_FAILURES = 2;

const NOTHING_MEASURED: Measured = { series: [], alarms: [] };

/** Measurements are read again this often: a result does not move `seq`, and an alarm ends by itself. */
const REMEASURE_MS = 1_000;

/**
 * Reads again only when `seq` moved: every commit moves it. `read` throws when nothing was ever read. `trust`: for how
 * many milliseconds the cached state is believed while `invalidate` is not called; 0: never. `doubt`: a database that it
 * refuses is not read, and the cached state grows old. `pastDb`: the same database, by connections that questions about
 * the past may take.
 */
export const createReadModel = (
  db: Db,
  now: () => Date,
  failed: (error: unknown) => void,
  trust = 0,
  diskCache = NO_DISK_CACHE,
  doubt = NO_DOUBT,
  pastDb = db,
): ReadModel => {
  let cached = diskCache.last;
  // The state of an earlier start must be confirmed before it is believed.
  let failedAt = cached && new Date(0);
  // A start that reads an earlier one's state has found nobody to confirm it: one failure more is the second.
  let failures = cached ? 1 : 0;
  let invalidations = 0;
  let seen = NEVER;
  let inFlight: { asOf: number; startedAt: number; done: Promise<CachedState> } | null = null;

  /** What was committed and is not cached yet: by which invalidation, and when, by `performance.now()`. */
  let pending: { number: number; at: number }[] = [];

  const confirm = async (): Promise<CachedState> => {
    const asOf = invalidations;
    const startedAt = now();
    const held = cached;
    const { head, facts, from, isQuiet } = await readRecord(held, startedAt);
    const { seq, directoryMoves, auditHead } = head;
    const why = await doubt({ seq, auditHead });
    if (why) throw new JournalRefused(why);
    const isMeasured =
      held !== null && facts === held.evidence && Math.abs(+startedAt - +held.measuredAt) < REMEASURE_MS;
    // The disk cache may come from another database.
    const isDirectory = held !== null && seen !== NEVER && held.directoryMoves === directoryMoves;
    const [directory, measured] = await Promise.all([
      isDirectory ? held.directory : readDirectory(db).then(directoryOf),
      isMeasured ? held.evidence : isQuiet ? NOTHING_MEASURED : measuredAt(startedAt),
    ]);
    const { series, alarms } = held ? sharedMeasured(held.evidence, measured) : measured;
    const isSame =
      held !== null &&
      isDirectory &&
      facts === held.evidence &&
      series === held.evidence.series &&
      alarms === held.evidence.alarms &&
      startedAt < held.goodUntil;
    const evidence = isSame ? held.evidence : { ...facts, series, alarms };
    if (held && !isSame) shareFacts(held.evidence, evidence);
    cached = {
      seq,
      auditHead,
      directory,
      directoryMoves,
      evidence,
      from,
      measuredAt: isMeasured ? held.measuredAt : startedAt,
      confirmedAt: startedAt,
      version: isSame ? held.version : (held?.version ?? 0) + 1,
      goodUntil: isSame
        ? held.goodUntil
        : nextChangeNow(directory, evidence, startedAt, shift(startedAt, MINUTE)),
    };
    failedAt = null;
    failures = 0;
    seen = asOf;
    pending = pending.filter(({ number }) => number > asOf);
    diskCache.keep(cached);
    return cached;
  };
  /**
   * The facts held when there are no others, or those held with what was brought since, or all of them read again.
   * `isQuiet`: it is known already that nothing is measured.
   */
  const readRecord = async (held: CachedState | null, startedAt: Date) => {
    const isFollowed =
      held !== null &&
      seen !== NEVER &&
      startedAt < shift(held.from, READ_AHEAD_MS) &&
      +startedAt - +held.confirmedAt < MOVED_FACTS_KNOWN;
    const all = async () => ({ facts: await readFacts(startedAt), from: startedAt, isQuiet: false });
    if (!isFollowed) return { head: await readHead(db), ...(await all()) };
    const { from } = held;
    const { head, isQuiet } = await readPulse(db, { at: startedAt, least: HALF_ALARM });
    if (head.seq === held.seq) return { head, facts: held.evidence, from, isQuiet };
    if (head.seq < held.seq) return { head, ...(await all()) };
    const moved = await readMovedFacts(db, held.seq);
    return { head: moved.head, facts: withMoved(held.evidence, moved.facts), from, isQuiet: false };
  };
  const measuredAt = (at: Date) => readMeasured(db, { from: at, at, knownAt: at });
  /** What an answer says of outages that are over goes back so far; what was over by then is asked for apart. */
  const readFacts = (startedAt: Date) => {
    const [from, until] = [
      shift(startedAt, -TIME_RULES.backlog.lasts),
      shift(startedAt, READ_AHEAD_MS + MINUTE),
    ];
    const window = { from, at: until, knownAt: until, isOverLeftOut: true, isOnlyJudged: true } as const;
    return readEvidence(db, window);
  };

  /** The routes of one page ask for the same past at once, so concurrent reads of a window share one promise. */
  const readings = new Map<string, Promise<Evidence>>();
  const pastReaders = pLimit(MOST_PAST);
  const readPast = async (window: Window, lately: number): Promise<Evidence> => {
    const key = [seen, invalidations, cached?.seq, lately, JSON.stringify(window)].join(' ');
    const begun = readings.get(key);
    if (begun) return begun;
    if (pastReaders.pendingCount >= MOST_PAST_WAITING) throw new NoRoom();
    const askedAt = performance.now();
    const reading = pastReaders(() => {
      if (performance.now() - askedAt > PAST_TURN_MS) throw new NoRoom();
      const said =
        lately === 0 ? window : { ...window, from: shift(window.from, -lately), isOnlyJudged: true as const };
      return Promise.all([readEvidence(pastDb, said), readMeasured(pastDb, window)]);
    })
      .then(([past, measuredThen]) => ({ ...past, ...measuredThen }))
      .finally(() => readings.delete(key));
    readings.set(key, reading);
    return reading;
  };

  /** All that is not cached yet was told by `outdate` a moment ago. */
  const isLagging = (): boolean => {
    const [oldest] = pending;
    return oldest?.number === seen + 1 && performance.now() < oldest.at + LAG_MS;
  };
  const trusted = (): CachedState | null => {
    if (!cached || failedAt || (seen !== invalidations && !isLagging())) return null;
    const present = +now();
    return present < +cached.goodUntil && present < +cached.confirmedAt + trust ? cached : null;
  };
  /** One refresh at a time; one that began before an invalidation is followed by another. */
  const refresh = (): Promise<CachedState> => {
    if (inFlight?.asOf === invalidations) return inFlight.done;
    const before = inFlight?.done.catch(() => null) ?? Promise.resolve(null);
    const refreshing = { asOf: invalidations, startedAt: performance.now(), done: before.then(confirm) };
    inFlight = refreshing;
    const over = () => {
      if (inFlight === refreshing) inFlight = null;
    };
    // The failure is reported once, however many wait for this refresh, and before any of them.
    refreshing.done.then(over, (error: unknown) => {
      over();
      pending = [];
      failedAt = now();
      failures += error instanceof JournalRefused ? MOST_FAILURES : 1;
      failed(error);
    });
    return refreshing.done;
  };
  /** Null when the database is away, or too slow to be waited for. */
  const confirmed = async (): Promise<CachedState | null> => {
    if (failedAt && cached && +now() - +failedAt < RETRY_MS) return null;
    const held = trusted();
    if (held) return held;
    const refreshing = refresh().catch((error: unknown) => {
      if (cached) return null;
      throw error;
    });
    if (!cached || !inFlight) return refreshing;
    const left = inFlight.startedAt + CONFIRM_TIMEOUT_MS - performance.now();
    return left <= 0 ? null : Promise.race([refreshing, pause(left, null, { ref: false })]);
  };

  return {
    async read({ at, knownAt, from, lately = 0, ...narrowed }) {
      const current = await confirmed();
      const held = current ?? cached;
      if (!held) throw new Error('rien n’est encore lu');
      const { seq, auditHead, directory, evidence, confirmedAt } = held;
      const isNow = at === null && knownAt === null;
      // Clamp `now` so that it never passes the next change point.
      const present = current ? new Date(Math.min(+now(), +held.goodUntil - 1)) : confirmedAt;
      const instants = { at: at ?? present, knownAt: knownAt ?? at ?? present };
      const age = current ? 0 : +now() - +confirmedAt;
      if (isNow && !from) return { seq, auditHead, directory, evidence, ...instants, age };
      const window = { from: from ?? instants.at, at: instants.at, knownAt: instants.knownAt, ...narrowed };
      return { seq, auditHead, directory, evidence: await readPast(window, lately), ...instants, age: 0 };
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
    isAway() {
      if (trusted()) return false;
      const waitsLeft = MOST_FAILURES - failures;
      const isHanging =
        inFlight !== null && performance.now() - inFlight.startedAt >= waitsLeft * CONFIRM_TIMEOUT_MS;
      const isOld = cached !== null && failures > 0 && +now() - +cached.confirmedAt > UNALARMED_MS;
      return failures >= MOST_FAILURES || isHanging || isOld;
    },
    invalidate() {
      invalidations += 1;
      pending = [];
    },
    outdate() {
      invalidations += 1;
      pending.push({ number: invalidations, at: performance.now() });
    },
    async renew() {
      await refresh();
    },
    version: () => trusted()?.version ?? null,
    believedFor() {
      const held = trusted();
      return held ? Math.min(+held.goodUntil, +held.confirmedAt + trust) - +now() : 0;
    },
    goodFor: () => (cached && seen === invalidations ? Math.max(0, +cached.goodUntil - +now()) : 0),
    renumber() {
      if (cached) cached = { ...cached, goodUntil: new Date(0) };
    },
    cachedVersion: () => cached?.version ?? null,
  };
};
