import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Db } from '#db/database';
import { createDatabase } from './database';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const READY = /^listening on (\S+)/m;
const PATIENCE = 60_000;
/** What the server seals second factors with, so that a test may make accounts it knows. */
export const SECRET_KEY = 'a key that only tests use, whatever it is';

/** A test that ran out of time stops nothing by itself. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The program as `npm start` runs it, on a free port, over a database that is there. */
const launch = async (databaseUrl: string, env: Record<string, string>) => {
  const child = spawn(process.execPath, ['app/build/program.js'], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: '0',
      LOG_LEVEL: 'error',
      SECRET_KEY,
      DATABASE_URL: databaseUrl,
      ...env,
    } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const origin = await new Promise<string>((resolve, reject) => {
    let out = '';
    let err = '';
    const limit = setTimeout(() => reject(new Error(`rien en ${PATIENCE / 1000} s\n${out}${err}`)), PATIENCE);
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const [, url] = READY.exec(out) ?? [];
      if (!url) return;
      clearTimeout(limit);
      resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`sorti avec ${code}\n${err}`)));
  });
  return {
    origin,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
};

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
  const { host, user, database: name } = database.address;
  const databaseUrl = `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host)}`;
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
