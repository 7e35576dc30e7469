import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LEADER_LOCK } from '#db/clock';
import type { Db } from '#db/database';
import { createDatabase } from './database';
import { launch, urlOf } from './program';

export type ServerOptions = {
  /** What its database holds instead of `db/data`. */
  fill?: (db: Db) => Promise<unknown>;
  /** Whether it probes, counts and publishes. Else another instance over the same database does. */
  isOnDuty?: boolean;
};

/** A server over a database of its own. `given`: told it besides. `beside`: another over the same. */
export const startServer = async (
  given: Record<string, string> = {},
  { fill, isOnDuty = false }: ServerOptions = {},
) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'comptoir-server-'));
  const env = { DATA_DIR: dataDir, ...given };
  const database = await createDatabase(fill ? 'empty' : 'seeded');
  await fill?.(database.db);
  const duty = isOnDuty ? null : await database.pool.connect();
  await duty?.query('select pg_advisory_lock(hashtext($1))', [LEADER_LOCK]);
  const databaseUrl = urlOf(database.address);
  const { origin, stop } = await launch(databaseUrl, env);
  return {
    origin: given.PUBLIC_URL ?? origin,
    databaseUrl,
    db: database.db,
    pool: database.pool,
    beside: (also: Record<string, string> = {}) => launch(databaseUrl, { ...env, ...also }),
    stop: async () => {
      await stop();
      duty?.release(true);
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
