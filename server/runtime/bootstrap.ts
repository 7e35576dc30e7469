import { addAbortListener } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { keepSkew, readClock } from '#db/clock';
import { NewerSchema } from '#db/database';
import { listMigrations } from '#db/migrate';
import { type Database, reachDatabase } from '#db/open';
import { keepSigningKeys } from '#db/signing-keys';
import { apartWords, type ClockDoubt } from '#server/contract/clock';
import { seed } from '#server/dataset/seed';
import type { Env } from '#server/env';
import { createClock } from '#server/read-model/clock';
import { openDiskCache } from '#server/read-model/disk-cache';
import type { DiskCache } from '#server/read-model/read-model';
import { openSigner, readSigningKeys } from '#server/signing/keys';
import { openClockWitness } from './clock-witness';
import { type Log, openLog } from './log';
import { roomIn } from './room';
import { AWAY, BUSY, createStates, FULL, OUTDATED, type States, stateOf } from './states';

/** The base that the rest of the program is built on. */
export type Runtime = {
  env: Env;
  database: Database;
  diskCache: DiskCache;
  now: () => Date;
  clock: RuntimeClock;
  log: Log;
  /** What lasts, and is told when it begins and when it ends. */
  states: States;
  /** Makes a function that logs the failure of a repeated task; a database that is away is no accident, but a state. */
  failing: (what: string) => (error: unknown, about?: object) => void;
  /** What makes the database less private or durable than it should be, for who starts us; told to the journal from now on. */
  remarks: () => readonly string[];
  /** Whether the database was closed by `stop`: what still asks it fails, and that is no accident. */
  isOver: () => boolean;
  stop: () => Promise<void>;
};

/** Whether the machine's clock is believed, and by whom that is judged. */
export type RuntimeClock = {
  /** Null: it is. */
  doubt: () => ClockDoubt | null;
  /** To call by whoever is on duty, until it no longer is: of many instances it alone says that the clock jumped. */
  judge: (until: AbortSignal) => void;
  /** Told when a doubt begins or ends. */
  onTurn: (listener: () => void) => void;
  /** Told when the clock was repaired and « now » goes back: this process has to be started again. */
  onTurnedBack: (listener: () => void) => void;
};

const CLOCK_CURE =
  'npm run admin -- clock montre les deux heures ; remettez la machine à l’heure, ou, si c’est elle qui a raison, ' +
  'npm run admin -- clock --trust-machine';
const clockJumped = (doubt: ClockDoubt): string =>
  `l’horloge de la machine a sauté : elle est ${apartWords(doubt)} sur ce qui est écrit`;

/** How often we see to it that our own database runs, and what time it is there; at once when a connection is lost. */
const WATCH_MS = 10_000;
/** While it is away. */
const RETRY_MS = 2_000;
/** While its tables are those of a newer program. */
const OUTDATED_RETRY_MS = 30_000;
/** A database that starts with us is not away yet. */
const QUIET_START_MS = 15_000;
/** Room on the disk is enough for what is written there to be taken again, bytes. */
const ROOM_AGAIN = 16 * 1024 * 1024;
/** How long a start waits for a database that does not come, when there is something to answer without it. */
const START_WAIT_MS = 1_000;

/**
 * The database brought up to date and loaded, its clock, and the journal of the machine. Without its database it goes
 * on when an earlier start left what to answer from, and tries again until it comes; else it rejects.
 */
export const openRuntime = async (env: Env): Promise<Runtime> => {
  const log = openLog(env);
  const { warn } = log;
  const states = createStates(warn);
  const startedAt = performance.now();
  const stopping = new AbortController();
  let isUp = false;
  let isStarting = true;
  const failing: Runtime['failing'] =
    (what) =>
    (error, about = {}) => {
      // Reads under way at shutdown fail because we closed the database ourselves.
      if (stopping.signal.aborted) return;
      const state = stateOf(error);
      if (state === null) return log.accidentOfTask(what, { error, ...about });
      const isQuiet = isStarting && performance.now() - startedAt < QUIET_START_MS;
      if (!(isQuiet && state === AWAY)) states.met(state, { error, task: what, ...about });
    };
  const database = await reachDatabase(env);
  const diskCache = await openDiskCache({
    file: join(env.DATA_DIR, 'record.kept'),
    schema: (await listMigrations()).at(-1)?.checksum ?? '',
    failed: (error) =>
      stateOf(error) ? failing('état non gardé')(error) : warn('état gardé ni lu ni écrit', { error }),
  });
  const witness = await openClockWitness(env.DATA_DIR, (error) => failing('horloge non notée')(error));
  let isJudging = false;
  const turns = new Set<() => void>();
  const turnsBack = new Set<() => void>();
  const { now, sync, doubt } = createClock({
    read: () => readClock(database.reserved),
    keepSkew: (...said) => keepSkew(database.db, ...said),
    notBefore: diskCache.last?.confirmedAt,
    seen: witness.seen,
    witnessed: witness.keep,
    judges: () => isJudging,
    turnedBack: () => {
      for (const listener of turnsBack) listener();
    },
    uptime: witness.uptime,
  });
  let told: ClockDoubt | null = null;
  const syncAndTell = async (): Promise<void> => {
    await sync();
    const found = doubt();
    if (found?.by === told?.by) return;
    told = found;
    warn(found ? clockJumped(found) : 'l’horloge de la machine est de nouveau crue', {
      cure: found ? CLOCK_CURE : undefined,
    });
    for (const listener of turns) listener();
  };

  const remarks: string[] = [];
  let tell = (remark: string): void => void remarks.push(remark);
  const bringUp = async (): Promise<void> => {
    for (const remark of await database.prepare(seed)) tell(remark);
    await syncAndTell();
    await openSigner(env.DATA_DIR, now());
    await keepSigningKeys(database.db, await readSigningKeys(env.DATA_DIR));
    isUp = true;
  };
  const first = bringUp();
  const over = (): void => {
    isStarting = false;
  };
  first.then(over, over);
  if (diskCache.last) {
    const reported = first.catch(failing('base injoignable au départ'));
    await Promise.race([reported, pause(START_WAIT_MS)]);
  } else {
    await first.catch(async (error: unknown) => {
      await database.close().catch(() => undefined);
      throw error;
    });
  }
  let look = (): void => undefined;
  // One that has served its time ends too: to look once more costs next to nothing.
  for (const pool of new Set([database.pool, database.sessions]))
    pool.on('connect', (client) => client.once('end', () => look()));
  const watch = async (): Promise<void> => {
    await first.catch(() => undefined);
    while (!stopping.signal.aborted) {
      const error = await (isUp ? database.prepare().then(syncAndTell) : bringUp()).then(
        () => null,
        (found: unknown) => found ?? new Error(),
      );
      const isThere = error === null;
      if (isThere) for (const state of [AWAY, BUSY, OUTDATED]) states.over(state);
      else failing('base à remettre en route')(error);
      if (states.isLasting(FULL) && (await roomIn(env.DATA_DIR)) > ROOM_AGAIN) states.over(FULL);
      const again = error instanceof NewerSchema ? OUTDATED_RETRY_MS : RETRY_MS;
      const lost = new Promise<void>((resolve) => {
        look = resolve;
      });
      const wait = pause(isThere ? WATCH_MS : again, undefined, { signal: stopping.signal, ref: false });
      await (isThere ? Promise.race([wait, lost]) : wait).catch(() => undefined);
    }
  };
  void watch();
  return {
    env,
    database,
    diskCache,
    now,
    clock: {
      doubt,
      judge: (until) => {
        isJudging = true;
        addAbortListener(until, () => {
          isJudging = false;
        });
      },
      onTurn: (listener) => void turns.add(listener),
      onTurnedBack: (listener) => void turnsBack.add(listener),
    },
    log,
    states,
    failing,
    remarks: () => {
      tell = warn;
      return remarks;
    },
    isOver: () => stopping.signal.aborted,
    stop: async () => {
      stopping.abort();
      await database.close();
    },
  };
};
