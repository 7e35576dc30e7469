import { addAbortListener } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type Runner, run, runMigrations } from 'graphile-worker';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { Db } from '#db/database';
import { isFollowed, joinLate } from '#db/fan-outs';
import { addHandOvers, forgetLostJobs, HAND_OVER, type HandOver, nextDue } from '#db/handing-over';
import type { Words } from '#server/contract/words';
import { HOUR, MINUTE, SECOND } from '#server/domain/facts/intervals';
import { CHANNELS } from '#server/domain/facts/vocabulary';
import type { ReadModel } from '#server/read-model/read-model';
import { atMostEvery, guarded } from '#server/read-model/tasks';
import type { Senders, Target } from './channel';
import { composed } from './compose';
import { createFanOut } from './fan-out';
import { createHandOver } from './hand-over';

export type Outbox = {
  /** Connections of its own, past any pooler: it listens there, and readers wait for nothing of it. */
  db: Db;
  pool: Pool;
  readModel: ReadModel;
  senders: Senders;
  words: Words;
  /** Of a subscriber's target as it is kept: sealed; null: nobody can read it. */
  openTarget: (sealed: string) => Target | null;
  /** Of the public pages, without a slash at its end. */
  origin: string;
  manageUrlOf: (subscriber: string) => string;
  /** While the clock is doubted nothing is judged, and nothing is sent. */
  isDoubted: () => boolean;
  failed: (error: unknown) => void;
};

/** Jobs at once on this instance; of those that are under way, so many where everybody failed before. */
const HANDS = { all: 10, failing: 4 };
/** A receiver that is slow keeps its hand so long: then it goes on beside, and the hand serves others. */
const HELD = { ms: SECOND / 2, beside: 100 };
/** Changes close together are one fan-out. */
const PACE = { least: 100, most: SECOND / 2, share: 1 / 4 };
/** Nobody notifies that LISTEN was lost or that another instance was killed: somebody looks this often all the same. */
const LOOK_MS = 30 * SECOND;
const UNFOLLOWED_MS = MINUTE;
/** LISTEN wakes the workers; whatever it misses is looked for by `LOOK_MS`. */
const POLL_MS = HOUR;
/** How long leaving waits for what is being handed over. */
const LAST_WORK_MS = 4 * SECOND;

/** Tells those who follow, on any instance: nothing of it runs while nobody follows anything. */
export const createOutbox = (outbox: Outbox) => {
  const { db, pool, senders, failed } = outbox;
  const stopping = new AbortController();
  const channels = CHANNELS.filter((channel) => senders[channel] !== null);
  const fanOut = createFanOut({ db, readModel: outbox.readModel, channels });
  const handOver = createHandOver({
    db,
    fanOut,
    senders,
    compose: (judged, told) => composed({ ...judged, words: outbox.words, origin: outbox.origin }, told),
    openTarget: outbox.openTarget,
    manageUrlOf: outbox.manageUrlOf,
    stopping: stopping.signal,
  });
  const hands = createHands({ db, pool, failed }, async (job) => {
    if (outbox.isDoubted()) return;
    await handOver(job);
    look();
  });
  let next: NodeJS.Timeout | undefined;
  let cleanedAt = Number.NEGATIVE_INFINITY;

  const lookNow = async (): Promise<number> => {
    if (!(await isFollowed(db))) {
      await hands.rest();
      return UNFOLLOWED_MS;
    }
    if (outbox.isDoubted()) return LOOK_MS;
    await hands.start();
    const { read, until } = await fanOut();
    await joinLate(db);
    await addHandOvers(db, channels);
    if (performance.now() - cleanedAt > HOUR) await forgetLostJobs(db);
    cleanedAt = Math.max(cleanedAt, performance.now());
    const due = await nextDue(db, channels);
    const told = until === null ? LOOK_MS : +until - +read.at;
    return Math.min(LOOK_MS, told, due === null ? LOOK_MS : Math.max(due, PACE.least));
  };
  const look = atMostEvery(PACE, async () => {
    clearTimeout(next);
    if (stopping.signal.aborted) return;
    const wait = await lookNow().catch((error: unknown) => {
      if (!stopping.signal.aborted) failed(error);
      return LOOK_MS;
    });
    clearTimeout(next);
    if (!stopping.signal.aborted) next = setTimeout(look, Math.max(1, wait)).unref();
  });
  addAbortListener(stopping.signal, () => clearTimeout(next));
  look();

  return {
    /** Something was committed, here or elsewhere, or somebody has begun to follow. */
    look,
    /** What is being handed over is cut short, and noted. */
    stop: async (): Promise<void> => {
      stopping.abort();
      await Promise.race([hands.stop(), pause(LAST_WORK_MS, undefined, { ref: false })]);
    },
  };
};

type Hands = Pick<Outbox, 'db' | 'pool' | 'failed'>;

/** The workers of graphile-worker, whose tables are made when somebody first follows something. */
const createHands = ({ db, pool, failed }: Hands, work: (job: HandOver) => Promise<void>) => {
  let runner: Runner | null = null;
  let failing = 0;
  let isOver = false;
  const options = { pgPool: pool, logger: quiet(failed), noPreparedStatements: true, noHandleSignals: true };
  const underWay = new Set<Promise<void>>();
  const begun = async (job: HandOver, isFailing: boolean): Promise<void> => {
    failing += Number(isFailing);
    await work(job).catch(failed);
    failing -= Number(isFailing);
  };
  const task = async (job: HandOver, isFailing: boolean): Promise<void> => {
    const done = begun(job, isFailing).finally(() => underWay.delete(done));
    underWay.add(done);
    await (underWay.size > HELD.beside
      ? done
      : Promise.race([done, pause(HELD.ms, undefined, { ref: false })]));
  };
  /** One after the other: whoever stops waits for a start that is under way. */
  let last: Promise<void> = Promise.resolve();
  const inOrder = (step: () => Promise<void>): Promise<void> => {
    const done = last.then(step);
    last = done.catch(() => undefined);
    return done;
  };
  const begin = async (): Promise<void> => {
    if (runner || isOver) return;
    await inTurn(db, () => runMigrations(options));
    const started = await run({
      ...options,
      concurrency: HANDS.all,
      pollInterval: POLL_MS,
      parsedCronItems: [],
      forbiddenFlags: () => (failing >= HANDS.failing ? ['failing'] : null),
      taskList: {
        [HAND_OVER]: (payload, { job }) => task(payload as HandOver, job.flags?.failing === true),
      },
    });
    runner = started;
    // One that gives up is begun again at the next look.
    const over = () => {
      if (runner === started) runner = null;
    };
    started.promise.then(over, over);
  };
  const end = async (): Promise<void> => {
    const stopped = runner;
    runner = null;
    await stopped?.stop().catch(() => undefined);
  };
  return {
    start: () => inOrder(begin),
    rest: () => inOrder(end),
    stop: async (): Promise<void> => {
      isOver = true;
      await inOrder(end);
      await Promise.all(underWay);
    },
  };
};

/** Two instances that start at once make no table twice; the lock ends with its transaction, also through a pooler. */
const inTurn = (db: Db, work: () => Promise<void>): Promise<void> =>
  db.transaction().execute(async (trx) => {
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
    await sql`select pg_advisory_xact_lock(hashtextextended('comptoir outbox', 0))`.execute(trx);
    await work();
  });

/** The library says what it does at length; what fails is ours to tell. */
const quiet = (failed: (error: unknown) => void) =>
  new Logger(() => (level, message, meta) => {
    if (level === 'error') guarded(failed, () => undefined)(meta?.error ?? new Error(message));
  });
