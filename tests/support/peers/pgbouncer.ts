import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../runner/free-port';
import { atExit } from '../runner/worker';

const PROGRAM = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find(existsSync);
export const hasPgBouncer = PROGRAM !== undefined;

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** PgBouncer as it is, in transaction mode, before the server of a socket; null: it is not on this machine. */
export const openPgBouncer = async ({
  host,
  port: of,
  user,
  database,
}: {
  host: string;
  port: number;
  user: string;
  database: string;
}) => {
  if (PROGRAM === undefined) return null;
  const folder = await mkdtemp(join(tmpdir(), 'comptoir-pgbouncer-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(join(folder, 'users'), `"${user}" ""\n`);
  await writeFile(
    file,
    `[databases]
${database} = host=${host} port=${of} dbname=${database} user=${user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, 'users')}
pool_mode = transaction
default_pool_size = 20
server_round_robin = 1
`,
  );
  // It does not run as root, and the folder of the socket is closed to all but the account of PostgreSQL.
  const { uid, gid } = await stat(host);
  const account = process.getuid?.() === 0 ? { uid: uid || 65_534, gid: gid || 65_534 } : {};
  const child = spawn(PROGRAM, ['-q', file], { ...account, cwd: '/', stdio: 'ignore' });
  atExit(() => child.kill('SIGKILL'));
  for (const deadline = Date.now() + 10_000; !(await answers(port)); await pause(50))
    if (child.exitCode !== null || Date.now() > deadline) throw new Error('PgBouncer ne démarre pas');
  return {
    url: `postgres://${user}@127.0.0.1:${port}/${database}`,
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
};
