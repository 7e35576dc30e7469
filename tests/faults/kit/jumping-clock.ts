import { spawn } from 'node:child_process';
import { access, chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { placeOf } from '#db/cluster/place';
import { findPostmaster, stopPostmaster, waitReady } from '#db/cluster/postmaster';
import { connect } from '#db/database';
import { startEmbedded } from '#db/embedded';
import { setDatabaseClock } from '../../support/runner/database-clock';
import { atEnd, makeFolder } from './support';

/** A PostgreSQL, and the programs beside it, on a machine whose clock is set to other times while they run. */
export type JumpingClock = {
  /** Of the database, for DATABASE_URL. */
  url: string;
  /** What our own program is to be started with, to see the same clock. */
  env: Record<string, string>;
  how: string;
  /** Sets the clock so many milliseconds ahead of the right time. */
  set: (ms: number) => Promise<void>;
};

const LIBRARIES = ['x86_64', 'aarch64'].map((each) => `/usr/lib/${each}-linux-gnu/faketime/libfaketime.so.1`);

const firstThere = async (paths: readonly string[]): Promise<string | null> => {
  for (const path of paths) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return null;
};

/** By libfaketime where it is on the machine, node and PostgreSQL both; else PostgreSQL's clock alone, which « now » follows. */
export const openJumpingClock = async (): Promise<JumpingClock> => {
  const folder = await makeFolder();
  const cluster = await startEmbedded(folder);
  atEnd(cluster.stop);
  const { host, user, database } = cluster.address;
  const url = `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
  const library = await firstThere(LIBRARIES);
  return library === null
    ? { url, ...(await byDatabase(url)) }
    : { url, ...(await byLibrary(folder, library)) };
};

/** The same server, started again under the library. */
const byLibrary = async (folder: string, library: string) => {
  const file = join(folder, 'clock');
  const set = async (ms: number) => {
    await writeFile(file, `${ms < 0 ? '-' : '+'}${Math.abs(ms) / 1000}\n`);
  };
  await set(0);
  await chmod(file, 0o644);
  const env = {
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
  const { data, account } = await placeOf(folder);
  const { pid = 0 } = (await findPostmaster(data)) ?? {};
  const [program = '', ...args] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1);
  await stopPostmaster(data);
  spawn(program, args, {
    ...account,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', ...env } as never,
    detached: true,
    stdio: 'ignore',
  }).unref();
  atEnd(() => stopPostmaster(data));
  while (!(await waitReady(data, 20_000)));
  return { env, set, how: 'node and PostgreSQL under libfaketime' };
};

/** By a function that hides PostgreSQL's own. */
const byDatabase = async (url: string) => {
  const { db, close } = connect(url);
  atEnd(close);
  const set = (ms: number) => setDatabaseClock(db, ms);
  await set(0);
  return { env: {}, set, how: 'PostgreSQL’s clock by a function over its own (no libfaketime here)' };
};
