import { type Serializable, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { placeOf, socketDirOf } from '#db/cluster/place';
import { findPostmaster, stopPostmaster } from '#db/cluster/postmaster';
import { connect } from '#db/database';
import { buildIfStale } from '#server/build';
import { freePort } from '../../support/runner/free-port';
import { atEnd, makeFolder, progress } from './support';

/** Our programs as npm runs them, each over a DATA_DIR of its own. */

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Nothing of our own environment but what a program needs to run. */
export const environment = (given: Record<string, string>) =>
  ({ PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: 'fatal', ...given }) as never;

/** A command of ours over a DATA_DIR, as npm runs it. Resolves to what it printed and its exit code. */
export const command = (
  name: string,
  dataDir: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
) => untilItEnds(['--import', 'tsx', 'server/commands/main.ts', name, ...args], dataDir, env);

/** The program itself, where it should refuse to start. */
export const startInVain = (dataDir: string) => untilItEnds(['app/build/program.js'], dataDir, { PORT: '0' });

const untilItEnds = async (args: readonly string[], dataDir: string, env: Record<string, string>) => {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: environment({ DATA_DIR: dataDir, ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code: code as number, out: out.trim(), err: err.trim() };
};

/** `npm run admin --`. Resolves to its last line; throws when it is refused. */
const adminOver = async (
  dataDir: string,
  env: Record<string, string>,
  args: readonly string[],
): Promise<string> => {
  const { code, out, err } = await command('admin', dataDir, args, env);
  if (code !== 0) throw new Error(`admin ${args.join(' ')} : ${err}`);
  return out.split('\n').at(-1) ?? '';
};

/** A key that writes, of a new account. `url`: of the database, where it is not the one of the DATA_DIR. */
export const keyFor = (dataDir: string, email: string, organisation: string, url?: string): Promise<string> =>
  adminOver(dataDir, url === undefined ? {} : { DATABASE_URL: url }, [
    ...['key', email, '--organisation', organisation, '--name', email],
  ]);

const PATIENCE = 120_000;
const FAREWELL = 15_000;
/** A program that goes on dying is not started for ever. */
const MOST_ACCIDENTS = 20;
const NEVER = new Promise<void>(() => undefined);

/**
 * Another way to start it. `args`: of node, before the program; `env`: beside what it needs to run; `dataDir`: of an
 * earlier one; `root`: where the sources of another revision are, built there already; `heard`: each piece of what it
 * says on stderr; `told`: what it sends to whoever started it.
 */
type Otherwise = {
  args?: readonly string[];
  env?: Record<string, string>;
  dataDir?: string;
  root?: string;
  heard?: (text: string) => void;
  result?: (message: Serializable) => void;
};

/**
 * The program as `npm start` runs it, over its own durable PostgreSQL, and a supervisor that starts it again as
 * soon as it ends. Stopped at the end, and its PostgreSQL with it.
 */
export const startServer = async ({ args = [], env = {}, root = ROOT, ...given }: Otherwise = {}) => {
  if (root === ROOT) await buildIfStale();
  const dataDir = given.dataDir ?? (await makeFolder());
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let isOver = false;
  let killed = 0;
  let accidents = 0;
  let isAskedToLeave = false;
  let words = '';
  let listening: Promise<void>;
  const launch = () => {
    const child = spawn(process.execPath, [...args, 'app/build/program.js'], {
      cwd: root,
      env: environment({ DATA_DIR: dataDir, PORT: String(port), ...env }),
      stdio: ['ignore', 'pipe', 'pipe', ...(given.result ? (['ipc'] as const) : [])],
    });
    const [, stdout, stderr] = child.stdio;
    if (!stdout || !stderr) throw new Error('le serveur n’est pas entendu');
    if (given.result) child.on('message', given.result);
    // Whatever else it prints, and in what form, it names its port once it listens.
    let printed = '';
    listening = new Promise((resolve) => {
      stdout.on('data', (chunk) => {
        printed = `${printed}${chunk}`.slice(-2000);
        if (printed.includes(`:${port}`)) resolve();
      });
    });
    stderr.on('data', (chunk) => {
      words = `${words}${chunk}`.slice(-2000);
      given.heard?.(String(chunk));
    });
    child.once('exit', (_code, signal) => {
      if (isOver) return;
      listening = NEVER;
      if (signal !== 'SIGKILL' && !isAskedToLeave) {
        accidents += 1;
        progress('—', `le serveur est sorti de lui-même :\n${words}`);
      }
      isAskedToLeave = false;
      if (accidents < MOST_ACCIDENTS) current = launch();
    });
    return child;
  };
  let current = launch();
  /** And its PostgreSQL with it; the folder stays. */
  const stop = async (): Promise<void> => {
    isOver = true;
    if (current.exitCode === null && current.signalCode === null) {
      const ended = once(current, 'exit');
      current.kill('SIGTERM');
      const isGone = await Promise.race([ended.then(() => true), pause(FAREWELL, false)]);
      if (!isGone) current.kill('SIGKILL');
      await ended;
    }
    const place = await placeOf(dataDir);
    await stopPostmaster(place.data);
    await rm(socketDirOf(place), { recursive: true, force: true });
  };
  atEnd(stop);

  /** Waits until the child of now listens. */
  const whenListening = async (): Promise<void> => {
    for (const deadline = Date.now() + PATIENCE; Date.now() < deadline && accidents < MOST_ACCIDENTS; ) {
      const seen = listening;
      const isUp = await Promise.race([seen.then(() => true), pause(200, false)]);
      if (isUp && seen === listening) return;
    }
    throw new Error(`le serveur ne démarre pas :\n${words}`);
  };
  await whenListening();
  return {
    root,
    dataDir,
    origin,
    stop,
    whenListening,
    /** To the child of now, when what it sends is heard. */
    // One that is just leaving hears nothing, and says so to its callback rather than to everybody.
    send: (message: Serializable) => void current.send(message, () => undefined),
    /** Of the child of now. */
    pid: () => current.pid ?? 0,
    accidents: () => accidents,
    killed: () => killed,
    /** `kill -9`, at once. */
    kill: () => {
      killed += 1;
      listening = NEVER;
      current.kill('SIGKILL');
    },
    /** SIGTERM; started again once it has left. Resolves to how long that took, in milliseconds. */
    terminate: async (): Promise<number> => {
      isAskedToLeave = true;
      const [leaving, startedAt] = [current, performance.now()];
      listening = NEVER;
      const ended = once(leaving, 'exit');
      leaving.kill('SIGTERM');
      await ended;
      return performance.now() - startedAt;
    },
    /** `kill -9`, and nobody starts it again. */
    killForGood: async () => {
      isOver = true;
      const ended = once(current, 'exit');
      current.kill('SIGKILL');
      await ended;
    },
  };
};
export type Server = Awaited<ReturnType<typeof startServer>>;

const addressOf = async ({ dataDir }: Pick<Server, 'dataDir'>) => {
  const found = await findPostmaster((await placeOf(dataDir)).data);
  if (!found) throw new Error(`aucun PostgreSQL à l’œuvre sous ${dataDir}`);
  return { host: found.socketDir, port: 5432, user: 'comptoir', database: 'comptoir' };
};

/** Where another instance finds the database of a running server. */
export const urlOf = async (server: Pick<Server, 'dataDir'>): Promise<string> => {
  const { host, user, database } = await addressOf(server);
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
};

/** The database of a running server, asked directly; closed at the end. */
export const openDatabase = async (server: Pick<Server, 'dataDir'>) => {
  const address = await addressOf(server);
  const connection = connect(address, { statementTimeout: 0 });
  atEnd(connection.close);
  return { ...connection, address };
};
