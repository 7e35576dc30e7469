import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { accountFor, ENVIRONMENT, giveTo, runAs } from '#db/cluster/account';
import { usableBinaries } from '#db/cluster/binaries';
import { FORGETFUL } from './forgetful';
import { freePort } from './free-port';
import { atExit } from './worker';

/** PostgreSQL as others run it: on a port, with a superuser who is not us. */

const DEBIAN = '/usr/lib/postgresql';
const START = 60_000;

/** A test that ran out of time stops nothing by itself. */
const running = new Set<ChildProcess>();
atExit(() => {
  for (const child of running) child.kill('SIGQUIT');
});

/** The majors that Debian has installed on this machine, by their binaries. */
export const debianServers = (): { major: string; bin: string }[] =>
  (existsSync(DEBIAN) ? readdirSync(DEBIAN) : [])
    .map((major) => ({ major, bin: join(DEBIAN, major, 'bin') }))
    .filter(({ bin }) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')));

type Asked = {
  bin?: string;
  settings?: Record<string, string>;
  files?: Record<string, string>;
  standbyOf?: { home: string; port: number };
};

/**
 * `bin`: of the server, ours when none is given; `files`: beside its data, closed to others; `standbyOf`: another of ours,
 * whose copy it becomes and follows. Gone once stopped.
 */
export const startPostgres = async ({ bin, settings = {}, files = {}, standbyOf }: Asked = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-server-'));
  await chmod(folder, 0o755);
  const home = join(folder, 'home');
  const account = await accountFor(home);
  await mkdir(home);
  const put = async (given: Record<string, string>): Promise<void> => {
    for (const [name, text] of Object.entries(given))
      await writeFile(join(home, name), text, { mode: 0o600 });
    await giveTo(account, home);
  };
  await put(files);
  const binaries = bin ?? join(await usableBinaries(account, folder), 'bin');
  const data = join(home, 'data');
  const as = ['-D', data, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  if (standbyOf) await copyOf(standbyOf, data);
  else await runAs(account, join(binaries, 'initdb'), as);
  await giveTo(account, home);
  const port = await freePort();
  const followed = standbyOf && `host=${standbyOf.home} port=${standbyOf.port} user=postgres`;
  const options = {
    ...FORGETFUL,
    listen_addresses: '127.0.0.1',
    port: String(port),
    ...(followed ? { primary_conninfo: followed } : {}),
    ...settings,
  };
  const child = spawn(
    join(binaries, 'postgres'),
    [
      '-D',
      data,
      '-k',
      home,
      ...Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...account, cwd: '/', env: ENVIRONMENT, stdio: 'ignore' },
  );
  running.add(child);
  child.once('exit', () => running.delete(child));
  const asSuperuser = (order: string) => inDatabase({ home, port }, (client) => client.query(order));
  /** At once, without a word to anybody; its folder stays. */
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGQUIT');
    await ended;
  };
  const stop = async (): Promise<void> => {
    await kill();
    await rm(folder, { recursive: true, force: true });
  };
  for (const deadline = Date.now() + START; ; await pause(50)) {
    const isUp = await asSuperuser('select 1').then(
      () => true,
      () => false,
    );
    if (isUp) break;
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${binaries} ne démarre pas`);
    }
  }
  return {
    home,
    port,
    asSuperuser,
    /** Changes files of its folder, `data/pg_hba.conf` among them, and has them read. */
    change: async (given: Record<string, string>): Promise<void> => {
      await put(given);
      await asSuperuser('select pg_reload_conf()');
      // It tells its children to read them, and does not say when they have.
      await pause(300);
    },
    /** A database of somebody who owns it, and nothing else. Resolves to its URL. */
    createOwned: async (name: string): Promise<string> => {
      await asSuperuser(`create role ${name} login password 'secret' nosuperuser`);
      await asSuperuser(`create database ${name} owner ${name}`);
      return `postgres://${name}:secret@127.0.0.1:${port}/${name}`;
    },
    kill,
    stop,
  };
};

const inDatabase = async <T>(
  { home, port }: { home: string; port: number },
  work: (client: Client) => Promise<T>,
): Promise<T> => {
  const client = new Client({ host: home, port, user: 'postgres', database: 'postgres', ssl: false });
  client.on('error', () => undefined);
  await client.connect();
  return work(client).finally(() => client.end());
};

/** A copy of the data of a server at work, that begins as its standby. */
const copyOf = (server: { home: string; port: number }, data: string): Promise<void> =>
  inDatabase(server, async (client) => {
    await client.query("select pg_backup_start('copy', true)");
    const from = join(server.home, 'data');
    await cp(from, data, { recursive: true, filter: (path) => !path.endsWith('postmaster.pid') });
    const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
    await writeFile(join(data, 'backup_label'), rows[0]?.labelfile ?? '');
    await writeFile(join(data, 'standby.signal'), '');
    await chmod(data, 0o700);
  });
