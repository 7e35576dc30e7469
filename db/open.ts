import type { Pool } from 'pg';
import { adoptRecord } from './adopt';
import { checkServer, connect, type Db, type Patience } from './database';
import { startEmbedded } from './embedded';
import { migrate } from './migrate';

export type Opened = {
  db: Db;
  /** For a library that speaks to PostgreSQL itself. */
  pool: Pool;
  /** What makes the database less than durable, in French; empty when nothing does. */
  warnings: string[];
  /** Starts our own server again if it died; nothing to do for somebody else's. */
  ensureRunning(): Promise<void>;
  close(): Promise<void>;
};

/** The database of the environment, ours or the one of DATABASE_URL, brought up to date. */
export const openDatabase = async (
  env: { DATABASE_URL?: string | undefined; DATA_DIR: string },
  patience?: Patience,
): Promise<Opened> => {
  const cluster = env.DATABASE_URL === undefined ? await startEmbedded(env.DATA_DIR) : null;
  const { db, pool, close } = connect(cluster?.address ?? env.DATABASE_URL ?? '', patience);
  const closeAll = async () => {
    await close();
    await cluster?.stop();
  };
  try {
    const warnings = await checkServer(db);
    await migrate(db);
    await adoptRecord(db, new Date());
    return { db, pool, warnings, ensureRunning: async () => cluster?.ensureRunning(), close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
};
