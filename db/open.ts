import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { adoptRecord } from './audit-backfill';
import { checkServer, connect, type Db, NewerSchema, type Patience } from './database';
import { createEmbedded } from './embedded';
import { migrate } from './migrate';
import { watchSilence } from './silence';

export type Database = {
  /** Answers nothing before the database is prepared: what it holds until then is not yet what we mean by it. */
  db: Db;
  /** The same, by connections of its own: for what all readers wait for, however many others ask. */
  reserved: Db;
  /** The same, for the transactions of writers alone: who is still asked who they are waits elsewhere. */
  writing: Db;
  /** For a library that speaks to PostgreSQL itself. */
  pool: Pool;
  /**
   * Starts our own server if it is down, and the first time brings the database up to date; `then` is done before
   * anything is answered. Resolves to what makes it less than durable or private, in French. Rejects when it is out of reach, or
   * not one that we can use; to be tried again.
   */
  prepare(then?: (db: Db) => Promise<unknown>): Promise<string[]>;
  /** Waits for no answer of a database that gives none. */
  close(): Promise<void>;
};

type Where = { DATABASE_URL?: string | undefined; DATA_DIR: string };

/** What now is, and what it is made of: two questions at once at most. */
const RESERVED = 2;
/** As many as write at once. */
const WRITERS = 6;
/** So long the goodbyes of connections may take, milliseconds. */
const GOODBYE_MS = 1_500;

/** The database of the environment, ours or the one of DATABASE_URL, which may be out of reach for now. */
export const reachDatabase = async (env: Where, patience?: Patience): Promise<Database> => {
  const cluster = env.DATABASE_URL === undefined ? await createEmbedded(env.DATA_DIR) : null;
  const address = cluster?.address ?? env.DATABASE_URL ?? '';
  let isPrepared = false;
  const { db, pool, close } = connect(address, patience, () => isPrepared);
  const reserved = connect(address, patience, () => isPrepared, RESERVED);
  const writing = connect(address, patience, () => isPrepared, WRITERS);
  const pulse = connect(address, patience, () => true, 1);
  const all = [{ close }, reserved, writing, pulse];
  let refusal: NewerSchema | null = null;
  const silence = watchSilence({
    readers: [pool, reserved.pool],
    writers: [writing.pool],
    pulse: pulse.pool,
    refusal: () => refusal,
  });
  const bringUp = async (then: (db: Db) => Promise<unknown>): Promise<string[]> => {
    const own = connect(address, patience);
    try {
      const warnings = await checkServer(own.db);
      await migrate(own.db);
      await adoptRecord(own.db, new Date());
      await then(own.db);
      return [...(cluster?.warnings ?? []), ...warnings];
    } finally {
      await own.close();
    }
  };
  return {
    db,
    reserved: reserved.db,
    writing: writing.db,
    pool,
    async prepare(then = async () => undefined) {
      await cluster?.ensureRunning();
      if (isPrepared) return [];
      const warnings = await bringUp(then).catch((error: unknown) => {
        refusal = error instanceof NewerSchema ? error : null;
        throw error;
      });
      refusal = null;
      isPrepared = true;
      return warnings;
    },
    async close() {
      const isSilent = silence.isSilent();
      const closed = Promise.all(all.map((each) => each.close()));
      await Promise.race([closed, pause(GOODBYE_MS, undefined, { ref: false })]);
      silence.cut();
      await cluster?.stop(isSilent);
    },
  };
};

/** The same, prepared; nothing is left behind when it cannot be. */
export const openDatabase = async (env: Where, patience?: Patience): Promise<Database> => {
  const database = await reachDatabase(env, patience);
  try {
    await database.prepare();
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};

type Bare = { db: Db; client: PoolClient };

/** The database of the environment as it stands, not brought up to date; nothing in the work is timed out. */
export const inBareDatabase = async <T>(env: Where, work: (bare: Bare) => Promise<T>): Promise<T> => {
  const cluster = env.DATABASE_URL === undefined ? await createEmbedded(env.DATA_DIR) : null;
  await cluster?.ensureRunning();
  const { db, pool, close } = connect(cluster?.address ?? env.DATABASE_URL ?? '', { statementTimeout: 0 });
  try {
    const client = await pool.connect();
    try {
      return await work({ db, client });
    } finally {
      client.release();
    }
  } finally {
    await close();
    await cluster?.stop();
  }
};
