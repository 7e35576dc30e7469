import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '#db/database';
import { createDatabase } from './database';
import { launch, urlOf } from './program';

/**
 * A server over a database of its own that holds `db/data`, or what `fill` puts there. `given`: told it besides.
 * `beside`: another over the same.
 */
export const startServer = async (
  given: Record<string, string> = {},
  fill: ((db: Db) => Promise<unknown>) | null = null,
) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'comptoir-server-'));
  const env = { DATA_DIR: dataDir, ...given };
  const database = await createDatabase(fill ? 'empty' : 'seeded');
  await fill?.(database.db);
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
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
