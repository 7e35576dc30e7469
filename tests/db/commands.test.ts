import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostmaster, stopPostmaster } from '#db/cluster/postmaster';
import { openDatabase } from '#db/open';
import { aDataset, aSaying } from '../support/datasets';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-commands-'));
  await chmod(folder, 0o755);
});
afterAll(async () => {
  await stopPostmaster(join(folder, 'a', 'postgres'));
  await stopPostmaster(join(folder, 'b', 'postgres'));
  await rm(folder, { recursive: true, force: true });
});

type Said = { code: number; said: string };

const command = (name: 'import' | 'export', dir: string, ...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    const env = { ...process.env, DATA_DIR: join(folder, dir), DATABASE_URL: '' };
    execFile(process.execPath, ['--import', 'tsx', `db/${name}.ts`, ...args], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, said: out + err });
    });
  });

const file = async (name: string, content: unknown): Promise<string> => {
  await writeFile(join(folder, name), JSON.stringify(content));
  return join(folder, name);
};
const runs = async (dir: string) => (await findPostmaster(join(folder, dir, 'postgres'))) !== null;

describe('npm run import, npm run export', () => {
  it('work alone: they start the database, and stop it', async () => {
    const path = await file('one.json', aDataset({ statements: [aSaying()] }));
    const tried = await command('import', 'a', path, '--dry-run');
    expect(tried).toMatchObject({ code: 0, said: expect.stringContaining('rien n’est enregistré') });
    expect(await command('import', 'a', path)).toMatchObject({
      code: 0,
      said: expect.stringContaining('  + s1'),
    });
    expect(await command('import', 'a', path)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Rien de nouveau'),
    });
    expect(await runs('a')).toBe(false);
  });
  it('refuse with the path, the cure and exit code 1', async () => {
    const path = await file('two.json', aDataset({ statements: [aSaying({ health: 'degraded' })] }));
    const { code, said } = await command('import', 'a', path);
    expect(code).toBe(1);
    expect(said).toMatch(/\$\.statements\[0\]\.health : .*rétractez-la/);
    expect((await command('import', 'a', join(folder, 'none.json'))).code).toBe(1);
    expect((await command('import', 'a')).said).toContain('npm run import -- FICHIER');
  });
  it('work beside a running server, which stays', async () => {
    const server = await openDatabase({ DATA_DIR: join(folder, 'a') });
    const path = await file('three.json', aDataset({ statements: [aSaying({ id: 's2' })] }));
    expect((await command('import', 'a', path)).code).toBe(0);
    const said = await server.db.selectFrom('statement').select('id').orderBy('id').execute();
    expect(said).toEqual([{ id: 's1' }, { id: 's2' }]);
    await server.close();
    expect(await runs('a')).toBe(false);
  });
  it('carry a record from one place to another, leaving no half file', async () => {
    const [there, back] = [join(folder, 'there.json'), join(folder, 'back.json')];
    expect((await command('export', 'a', there)).code).toBe(0);
    expect((await command('import', 'b', there)).code).toBe(0);
    expect((await command('export', 'b', back)).code).toBe(0);
    expect(await readFile(back, 'utf8')).toBe(await readFile(there, 'utf8'));
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
