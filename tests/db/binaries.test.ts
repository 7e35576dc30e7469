import { chmod, cp, lstat, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountFor, isRoot } from '#db/cluster/account';
import { packagedBinaries, usableBinaries } from '#db/cluster/binaries';

type Link = { target: string };

let folder: string;
let native: string;
let links: Link[];
const account = () => accountFor(join(folder, 'none'));
const spare = () => join(folder, 'spare');

/** The package as npm unpacks it when no script may run: without its links. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-binaries-'));
  await chmod(folder, 0o755);
  await mkdir(spare());
  native = join(folder, 'native');
  links = JSON.parse(await readFile(join(packagedBinaries(), 'pg-symlinks.json'), 'utf8')) as Link[];
  const isLink = async (path: string) => (await lstat(path)).isSymbolicLink();
  await cp(packagedBinaries(), native, { recursive: true, filter: async (path) => !(await isLink(path)) });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the binaries of PostgreSQL', () => {
  it('get their library links back where no install script made them', async () => {
    expect(await usableBinaries(await account(), spare(), native)).toBe(native);
    for (const { target } of links) expect((await lstat(join(folder, target))).isSymbolicLink()).toBe(true);
  });
  it.runIf(isRoot())('are copied beside the data where their folder is closed to the account', async () => {
    await chmod(native, 0o700);
    const copy = await usableBinaries(await account(), spare(), native);
    expect(copy).toBe(join(spare(), 'postgres-binaries', 'native'));
    expect(await usableBinaries(await account(), spare(), native)).toBe(copy);
  });
  it('that do not exist for a machine are refused, with the way out', () => {
    expect(() => packagedBinaries('sunos-sparc')).toThrow(/sunos-sparc.*DATABASE_URL/s);
    expect(() => packagedBinaries('win32-x64')).toThrow(/DATABASE_URL/);
  });
});
