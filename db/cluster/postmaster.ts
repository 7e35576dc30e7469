import { execFile, spawn } from 'node:child_process';
import { open, readFile, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Account, ENVIRONMENT } from './account';

/** A PostgreSQL server at work on a data folder. */
export type Postmaster = { pid: number; socketDir: string; ready: boolean };

const run = promisify(execFile);

const commandLine = (pid: number): Promise<string> =>
  readFile(`/proc/${pid}/cmdline`, 'utf8').then(
    (words) => words.split('\0').join(' '),
    () =>
      run('ps', ['-o', 'command=', '-p', String(pid)]).then(
        ({ stdout }) => stdout,
        () => '',
      ),
  );

/** The server that runs on this folder, if the process its pid file names is really ours: pids are used again. */
export const findPostmaster = async (data: string): Promise<Postmaster | null> => {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (!`${(await commandLine(pid)).trim()} `.includes(` -D ${data} `)) return null;
  return { pid, socketDir: lines[4] ?? '', ready: lines[7]?.startsWith('ready') ?? false };
};

export type Launch = { native: string; data: string; socketDir: string; account: Account; log: string };

const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

/** Failed statements may hold private data, so PostgreSQL logs only what stops it. */
const HOUSE = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  timezone: 'UTC',
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
  jit: 'off',
  // Nobody replicates it, and one small database leaves little to clean up and to read at once.
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  autovacuum_naptime: '5min',
  io_method: 'sync',
};

export type Settings = Record<string, string>;

/** Starts the server, detached: a Ctrl-C meant for us must let us close first. `exit` tells how it ended. */
const spawnPostgres = async (
  { native, data, socketDir, account, log }: Launch,
  settings: Settings,
): Promise<{ exit: Promise<string> }> => {
  const options = Object.entries({ ...DURABLE, ...HOUSE, ...settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const output = await open(log, 'a', 0o600);
  const child = spawn(join(native, 'bin', 'postgres'), ['-D', data, '-k', socketDir, ...options], {
    ...account,
    cwd: '/',
    env: ENVIRONMENT,
    detached: true,
    stdio: ['ignore', output.fd, output.fd],
  });
  child.unref();
  const exit = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`code ${code ?? signal}`));
  });
  await output.close();
  return { exit };
};

/** Waits while the server recovers. False when it is gone or `patience` milliseconds have passed. Rejects when given up. */
export const waitReady = async (data: string, patience: number, givenUp?: AbortSignal): Promise<boolean> => {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await pause(25)) {
    givenUp?.throwIfAborted();
    const found = await findPostmaster(data);
    if (!found) return false;
    if (found.ready) return true;
  }
  return false;
};

const START = 60_000;

/** One try. Resolves to null once the server accepts connections, else to how it ended. */
const attempt = async (launch: Launch, settings: Settings, deadline: number): Promise<string | null> => {
  await rm(join(launch.data, 'postmaster.pid'), { force: true });
  let end: string | null = null;
  const ended = (await spawnPostgres(launch, settings)).exit.then((how) => {
    end = how;
  });
  while (end === null && Date.now() < deadline) {
    if ((await findPostmaster(launch.data))?.ready) return null;
    await Promise.race([ended, pause(25)]);
  }
  return end ?? 'trop lent';
};

/** A page of PostgreSQL, and a little. */
const LEAST_ROOM = 65_536;
/** Its own words about it may not have found room in the log either. */
const isFull = (folder: string): Promise<boolean> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize < LEAST_ROOM,
    () => false,
  );

/** Starts a server on the folder and waits until it accepts connections. Rejects with the end of its log, or when given up. */
export const startPostmaster = async (
  launch: Launch,
  settings: Settings,
  givenUp: AbortSignal,
): Promise<void> => {
  let outcome: string | null = null;
  const deadline = Date.now() + START;
  // Children of a killed server need a moment to let go of its shared memory: hence more than one try.
  for (let tries = 1; tries <= 8 && Date.now() < deadline; tries += 1) {
    outcome = await attempt(launch, settings, deadline);
    if (outcome === null) return;
    if (await isFull(launch.data))
      throw Object.assign(new Error('PostgreSQL n’a pas démarré : le disque est plein.'), {
        code: 'ENOSPC',
        path: launch.data,
      });
    await pause(200 * tries, undefined, { signal: givenUp });
  }
  const log = await readFile(launch.log, 'utf8').catch(() => '');
  const lastWords = log.trim().split('\n').slice(-5).join('\n');
  throw new Error(`PostgreSQL n’a pas démarré (${outcome}) :\n${lastWords}`);
};

/**
 * Fast shutdown: open transactions are rolled back, what is committed is on disk. Resolves to whether it is gone within
 * `patience` milliseconds; it goes later all the same.
 */
export const stopPostmaster = async (data: string, patience = START): Promise<boolean> => {
  const found = await findPostmaster(data);
  if (!found) return true;
  process.kill(found.pid, 'SIGINT');
  for (const deadline = Date.now() + patience; Date.now() < deadline; await pause(25)) {
    if (!(await findPostmaster(data))) return true;
  }
  return false;
};
