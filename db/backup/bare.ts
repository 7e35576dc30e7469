import type { PoolClient } from 'pg';
import { connect, type Db } from '../database';
import { createEmbedded } from '../embedded';

type Where = { DATABASE_URL?: string | undefined; DATA_DIR: string };
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
