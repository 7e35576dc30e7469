import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type Account, canEnter, isRoot } from '#db/cluster/account';
import { findPostmaster, stopPostmaster } from '#db/cluster/postmaster';
import { type Cluster, createEmbedded, type SocketAddress, startEmbedded } from '#db/embedded';
import { FORGETFUL } from '../support/runner/forgetful';

const NOBODY: Account = { uid: 65534, gid: 65534 };

let folder: string;
const data = () => join(folder, 'postgres');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-cluster-'));
});
afterEach(async () => {
  await stopPostmaster(data());
  await rm(folder, { recursive: true, force: true });
});

const start = (): Promise<Cluster> => startEmbedded(folder, FORGETFUL);

const asked = async (address: SocketAddress, text = 'select 1 as one'): Promise<unknown[]> => {
  const client = new Client(address);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};

/** The same program in another process, as a second instance or a command would be. */
const startElsewhere = async (
  account: Account = {},
): Promise<{ child: ChildProcess; address: SocketAddress }> => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/support/runner/starter.ts', folder], {
    ...account,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return { child, address: JSON.parse(String(line)) as SocketAddress };
};

const leave = async (child: ChildProcess): Promise<void> => {
  child.stdin?.end();
  await once(child, 'exit');
};

const runs = async (): Promise<boolean> => (await findPostmaster(data())) !== null;

describe('our own PostgreSQL', () => {
  it('warns root, and nobody else, of the account it shares', async () => {
    const { warnings } = await createEmbedded(folder, FORGETFUL);
    expect(warnings).toEqual(isRoot() ? [expect.stringContaining('sous un compte à lui')] : []);
  });
  it('keeps what it was told from one start to the next', async () => {
    const first = await start();
    await asked(first.address, 'create table kept (id int)');
    await first.stop();
    expect(await runs()).toBe(false);
    const second = await start();
    expect(await asked(second.address, 'select count(*)::int as count from kept')).toEqual([{ count: 0 }]);
    await second.stop();
  });
  it('is durable unless it is asked not to be', async () => {
    const cluster = await startEmbedded(folder);
    const text = `select string_agg(setting, ' ') as all from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`;
    expect(await asked(cluster.address, text)).toEqual([{ all: 'on on on' }]);
    await cluster.stop();
  });
  it('is taken over, and stopped at last, by whoever comes after a process that was killed', async () => {
    const { child } = await startElsewhere();
    const before = await findPostmaster(data());
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await runs()).toBe(true);
    const heir = await start();
    expect((await findPostmaster(data()))?.pid).toBe(before?.pid);
    expect(await asked(heir.address)).toEqual([{ one: 1 }]);
    await heir.stop();
    expect(await runs()).toBe(false);
  });
  it('serves a second instance, whose leaving does not stop it', async () => {
    const first = await start();
    const { child, address } = await startElsewhere();
    expect(address).toEqual(first.address);
    await leave(child);
    expect(await asked(first.address)).toEqual([{ one: 1 }]);
    await first.stop();
    expect(await runs()).toBe(false);
  });
  it('stays for the second instance when the first one leaves, and goes with it', async () => {
    const { child } = await startElsewhere();
    const second = await start();
    const client = new Client(second.address);
    await client.connect();
    await leave(child);
    expect(await runs()).toBe(true);
    await client.end();
    await second.ensureRunning();
    await second.stop();
    expect(await runs()).toBe(false);
  });
  it('is one for two instances that start at the same moment', async () => {
    const [here, there] = await Promise.all([start(), startElsewhere()]);
    expect(here.address).toEqual(there.address);
    await leave(there.child);
    await here.stop();
    expect(await runs()).toBe(false);
  });
  it('starts again when it is killed, and has lost nothing', async () => {
    const cluster = await startEmbedded(folder);
    await asked(cluster.address, 'create table kept (id int)');
    const before = await findPostmaster(data());
    process.kill(before?.pid ?? 0, 'SIGKILL');
    // A killed process takes a moment to leave; the server asks again and again, as here.
    const restarted = async () => {
      await cluster.ensureRunning();
      return (await findPostmaster(data()))?.pid;
    };
    await expect.poll(restarted).not.toBe(before?.pid);
    // What comes while it recovers is cut, as for any client.
    const kept = () => asked(cluster.address, 'select id from kept').catch(() => null);
    await expect.poll(kept).toEqual([]);
    await cluster.stop();
  });
  it('starts though the pid file it left names a process that is not its own', async () => {
    await (await start()).stop();
    await writeFile(join(data(), 'postmaster.pid'), `${process.pid}\n${data()}\n1\n5432\n/tmp\n\n\nready\n`);
    const cluster = await start();
    expect(await asked(cluster.address)).toEqual([{ one: 1 }]);
    await cluster.stop();
  });
  it('starts though a killed start left its lock, and half a folder', async () => {
    await writeFile(join(folder, 'postgres.lock'), '999999999');
    await mkdir(join(folder, 'postgres.part-killed', 'base'), { recursive: true });
    await mkdir(join(data(), 'base'), { recursive: true });
    const cluster = await start();
    expect(await asked(cluster.address)).toEqual([{ one: 1 }]);
    await cluster.stop();
    await expect(stat(join(folder, 'postgres.part-killed'))).rejects.toThrow(/ENOENT/);
  });
  it('refuses a folder made by another version rather than touch it', async () => {
    await mkdir(data());
    await writeFile(join(data(), 'PG_VERSION'), '12\n');
    await expect(start()).rejects.toThrow(/PostgreSQL 12.*export/s);
  });
  it('works in a folder whose path is too long for a socket', async () => {
    await chmod(folder, 0o755);
    folder = join(folder, 'a'.repeat(120));
    const cluster = await start();
    expect(await asked(cluster.address)).toEqual([{ one: 1 }]);
    expect((await stat(cluster.address.host)).mode & 0o777).toBe(0o700);
    await cluster.stop();
    folder = dirname(folder);
  });
});

describe.runIf(isRoot())('under root', () => {
  it('works for an unprivileged account as well', async ({ skip }) => {
    if (!(await canEnter(NOBODY, process.cwd()))) skip('this checkout is closed to other accounts');
    await chown(folder, 65534, 65534);
    const { child, address } = await startElsewhere(NOBODY);
    expect(await asked(address)).toEqual([{ one: 1 }]);
    expect((await stat(data())).uid).toBe(65534);
    await leave(child);
    expect(await runs()).toBe(false);
  });
  it('runs as the account that made the folder', async () => {
    await mkdir(data());
    await chown(data(), 1, 1);
    await (await start()).stop();
    expect((await stat(join(data(), 'PG_VERSION'))).uid).toBe(1);
  });
  it('puts its data on open ground when the parents of its folder are closed to others', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const inside = join(closed, 'data');
    const cluster = await startEmbedded(inside, FORGETFUL);
    const elsewhere = await readlink(join(inside, 'postgres'));
    onTestFinished(() => rm(dirname(elsewhere), { recursive: true, force: true }));
    expect(await asked(cluster.address, 'create table kept (id int)')).toEqual([]);
    await cluster.stop();
    const again = await startEmbedded(inside, FORGETFUL);
    expect(await asked(again.address, 'select id from kept')).toEqual([]);
    await again.stop();
    expect(await readFile(join(elsewhere, 'PG_VERSION'), 'utf8')).toMatch(/^\d+/);
  });
  it('refuses a socket folder that somebody else has put in its place', async () => {
    const first = await start();
    await first.stop();
    await mkdir(first.address.host);
    await chown(first.address.host, 4321, 4321);
    onTestFinished(() => rm(first.address.host, { recursive: true, force: true }));
    await chmod(first.address.host, 0o777);
    await expect(start()).rejects.toThrow(/appartient à un autre compte/);
  });
});
