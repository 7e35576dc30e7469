import { execFile } from 'node:child_process';
import { lchown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The system account PostgreSQL runs under; empty: ours. In the form `spawn` wants. */
export type Account = { uid?: number; gid?: number };

const NOBODY = 65534;

export const isRoot = (): boolean => process.getuid?.() === 0;

/** PostgreSQL refuses to run as root: under root it runs as the owner of its folder, nobody for a new one. */
export const accountFor = async (data: string): Promise<Account> => {
  if (!isRoot()) return {};
  const folder = await stat(data).catch(() => null);
  return folder && folder.uid !== 0
    ? { uid: folder.uid, gid: folder.gid || NOBODY }
    : { uid: NOBODY, gid: NOBODY };
};

/** Other programs of the machine may run under it too, and are then masters of what it owns. */
export const isShared = ({ uid }: Account): boolean => uid === NOBODY;

const run = promisify(execFile);

/** The environment of our PostgreSQL: no secret of ours, no locale of the shell that started us. */
export const ENVIRONMENT = {
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH,
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** Runs a program as the account. Rejects with its stderr when it cannot be run or fails. */
export const runAs = async (account: Account, program: string, args: readonly string[]): Promise<void> => {
  // A working directory the account cannot enter would make the program fail for another reason.
  await run(program, [...args], { ...account, cwd: '/', env: ENVIRONMENT });
};

export const canEnter = (account: Account, folder: string): Promise<boolean> =>
  runAs(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', folder]).then(
    () => true,
    () => false,
  );

/** Gives a folder and all it holds to the account; nothing to do when the account is ours. */
export const giveTo = async ({ uid, gid }: Account, path: string): Promise<void> => {
  if (uid === undefined || gid === undefined) return;
  await lchown(path, uid, gid);
  for (const entry of await readdir(path, { recursive: true })) await lchown(join(path, entry), uid, gid);
};
