import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SocketAddress } from '#db/embedded';
import { atExit } from './worker';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const READY = /^listening on (\S+)/m;
const PATIENCE = 60_000;
/** What the server seals second factors with, so that a test may make accounts it knows. */
export const SECRET_KEY = 'a key that only tests use, whatever it is';

/** A test that ran out of time stops nothing by itself. */
const running = new Set<ChildProcess>();
atExit(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** How a program is told of a database of the cluster. */
export const urlOf = ({ host, user, database }: SocketAddress): string =>
  `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;

/** The program as `npm start` runs it, on a free port, over a database that is there. */
export const launch = async (databaseUrl: string, env: Record<string, string>) => {
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
  const { origin } = await launched(child);
  return {
    origin,
    /** Resolves to the exit code; null: it was killed. */
    stop: async (): Promise<number | null> => {
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return code;
    },
  };
};

/** Resolves once a program has said where it listens; rejects, with what it said, when it does not. */
export const launched = (child: ChildProcess): Promise<{ origin: string }> =>
  new Promise((resolve, reject) => {
    let out = '';
    let err = '';
    const limit = setTimeout(() => reject(new Error(`rien en ${PATIENCE / 1000} s\n${out}${err}`)), PATIENCE);
    child.stderr?.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      const [, origin] = READY.exec(out) ?? [];
      if (!origin) return;
      clearTimeout(limit);
      resolve({ origin });
    });
    child.once('exit', (code) => reject(new Error(`sorti avec ${code}\n${err}`)));
  });
