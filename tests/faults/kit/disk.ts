import { execFile } from 'node:child_process';
import { chmod, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { atEnd, makeFolder } from './support';

/** Small disks of our own, where this account may mount one. */

const run = promisify(execFile);

const mount = (folder: string, options: string): Promise<boolean> =>
  run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).then(
    () => true,
    () => false,
  );

/** A folder on a disk of so many megabytes, gone at the end; null: this account mounts nothing. */
export const smallDisk = async (megabytes: number): Promise<string | null> => {
  const folder = await makeFolder();
  if (!(await mount(folder, `size=${megabytes}m,mode=0755`))) return null;
  atEnd(async () => void (await run('umount', ['-l', folder])));
  await chmod(folder, 0o755);
  return folder;
};

export const remount = async (folder: string, as: 'ro' | 'rw'): Promise<void> => {
  await run('mount', ['-o', `remount,${as}`, folder]);
};

const FILLER = '.filler';

/** Writes until there is no room for one byte more. Resolves to how to make room again. */
export const fill = async (folder: string): Promise<() => Promise<void>> => {
  const handle = await open(join(folder, FILLER), 'a');
  let piece = 1024 * 1024;
  try {
    while (piece >= 1) {
      const { bytesWritten } = await handle.write(Buffer.alloc(piece, 1)).catch(() => ({ bytesWritten: 0 }));
      if (bytesWritten < piece) piece = Math.floor(piece / 16);
    }
  } finally {
    await handle.close();
  }
  return () => rm(join(folder, FILLER), { force: true });
};

/** What lies in a DATA_DIR, but for what PostgreSQL keeps in its own folder and says in its log. */
export const filesIn = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => !/^postgres(\/|$)/.test(name) && name !== FILLER).sort();
};
