import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { SslDefaults } from './address';
import { adoptRecord } from './audit-backfill';
import { checkServer, connect, type Db, NewerSchema } from './database';
import { createEmbedded } from './embedded';
import { endpointTo } from './endpoint';
import { migrate } from './migrate';
import type { Patience } from './pool';
import { tellPoolers } from './poolers';
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
  /** For what listens, or holds a lock, as long as its connection lasts (see `keepsSession`). */
  sessions: Pool;
  /** For what is told to those who follow, past any pooler: who reads or writes waits for nothing of it. */
  outbox: { db: Db; pool: Pool };
  /**
   * Starts our own server if it is down, and the first time brings the database up to date; `then` is done before
   * anything is answered. Resolves to what makes it less than durable or private, in French. Rejects when it is out of reach, or
   * not one that we can use; to be tried again.
   */
  prepare(then?: (db: Db) => Promise<unknown>): Promise<string[]>;
  /** Waits for no answer of a database that gives none. */
  close(): Promise<void>;
};

/** `DATABASE_DIRECT_URL`: past whatever pooler `DATABASE_URL` leads through. */
type Where = {
  DATABASE_URL?: string | undefined;
  DATABASE_DIRECT_URL?: string | undefined;
  DATA_DIR: string;
} & SslDefaults;

/** What now is, and what it is made of: two questions at once at most. */
const RESERVED = 2;
/** As many as write at once. */
const WRITERS = 6;
/** Who listens and who leads, and one more while either of them is taken again. */
const SESSIONS = 3;
/** Who hands messages over, and who listens for what is due. */
const OUTBOX = 8;
/** So long the goodbyes of connections may take, milliseconds. */
const GOODBYE_MS = 1_500;

/** The database of the environment, ours or the one of DATABASE_URL, which may be out of reach for now. */
export const reachDatabase = async (env: Where, patience?: Patience): Promise<Database> => {
  const { DATABASE_URL, DATABASE_DIRECT_URL } = env;
  const cluster = DATABASE_URL === undefined ? await createEmbedded(env.DATA_DIR) : null;
  const endpoint = endpointTo(cluster?.address ?? DATABASE_URL ?? '', env);
  const isApart =
    cluster === null && DATABASE_DIRECT_URL !== undefined && DATABASE_DIRECT_URL !== DATABASE_URL;
  const direct = isApart ? endpointTo(DATABASE_DIRECT_URL, env) : endpoint;
  let isPrepared = false;
  const isReady = () => isPrepared;
  const { db, pool, close } = connect(endpoint, patience, isReady);
  const reserved = connect(endpoint, patience, isReady, RESERVED);
  const writing = connect(endpoint, patience, isReady, WRITERS);
  const sessions = isApart ? connect(direct, patience, isReady, SESSIONS) : { pool, close };
  const outbox = connect(direct, patience, isReady, OUTBOX);
  const pulse = connect(endpoint, patience, () => true, 1);
  const all = [...new Set([close, reserved.close, writing.close, sessions.close, outbox.close, pulse.close])];
  let refusal: NewerSchema | null = null;
  const silence = watchSilence({
    readers: [...new Set([pool, reserved.pool, sessions.pool])],
    writers: [writing.pool],
    pulse: pulse.pool,
    refusal: () => refusal,
  });
  const bringUp = async (then: (db: Db) => Promise<unknown>): Promise<string[]> => {
    const remark = cluster === null ? await tellPoolers(endpoint, isApart ? direct : null) : null;
    const own = connect(direct, patience);
    try {
      const warnings = await checkServer(own.db);
      await migrate(own.db);
      await adoptRecord(own.db, new Date());
      await then(own.db);
      return [...(cluster?.warnings ?? []), ...(remark === null ? [] : [remark]), ...warnings];
    } finally {
      await own.close();
    }
  };
  return {
    db,
    reserved: reserved.db,
    writing: writing.db,
    pool,
    sessions: sessions.pool,
    outbox,
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
      const closed = Promise.all(all.map((each) => each()));
      await Promise.race([closed, pause(GOODBYE_MS, undefined, { ref: false })]);
      silence.cut();
      await cluster?.stop(isSilent);
    },
  };
};

/** The same for a command, prepared; nothing is left behind when it cannot be. */
export const openDatabase = async (env: Where, patience?: Patience): Promise<Database> => {
  const database = await reachDatabase({ ...env, DATABASE_URL: directUrl(env) }, patience);
  try {
    await database.prepare();
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};

/** A command does what takes long: it goes past the pooler, which is for what is short. */
const directUrl = ({ DATABASE_URL, DATABASE_DIRECT_URL }: Where): string | undefined =>
  DATABASE_URL === undefined ? undefined : (DATABASE_DIRECT_URL ?? DATABASE_URL);

type Bare = { db: Db; client: PoolClient };

/** The database of the environment as it stands, not brought up to date; nothing in the work is timed out. */
export const inBareDatabase = async <T>(env: Where, work: (bare: Bare) => Promise<T>): Promise<T> => {
  const url = directUrl(env);
  const cluster = url === undefined ? await createEmbedded(env.DATA_DIR) : null;
  await cluster?.ensureRunning();
  const { db, pool, close } = connect(endpointTo(cluster?.address ?? url ?? '', env), {
    statementTimeout: 0,
  });
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
