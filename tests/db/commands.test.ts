import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPostmaster, stopPostmaster } from '#db/cluster/postmaster';
import { openDatabase } from '#db/open';
import { CONVENTION_COLUMNS } from '#server/contract/convention-columns';
import { command, npmRun } from '../support/runner/commands';
import { aDataset, aSaying } from '../support/world/datasets';

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

const place = (dir: string) => ({ DATA_DIR: join(folder, dir) });
const ask = (name: 'import' | 'export', dir: string, ...args: string[]) => command(name, place(dir), ...args);

const file = async (name: string, content: unknown): Promise<string> => {
  await writeFile(join(folder, name), JSON.stringify(content));
  return join(folder, name);
};
const runs = async (dir: string) => (await findPostmaster(join(folder, dir, 'postgres'))) !== null;

describe('npm run import, export, admin', () => {
  it('work alone: they start the database, and stop it', async () => {
    const path = await file('one.json', aDataset({ statements: [aSaying()] }));
    const tried = await ask('import', 'a', path, '--dry-run');
    expect(tried).toMatchObject({ code: 0, said: expect.stringContaining('rien n’est enregistré') });
    expect(await ask('import', 'a', path)).toMatchObject({
      code: 0,
      said: expect.stringContaining('  + s1'),
    });
    expect(await ask('import', 'a', path)).toMatchObject({
      code: 0,
      said: expect.stringContaining('Rien de nouveau'),
    });
    expect(await runs('a')).toBe(false);
  });
  it('refuse with the path, the cure and exit code 1', async () => {
    const path = await file('two.json', aDataset({ statements: [aSaying({ health: 'degraded' })] }));
    const { code, said } = await ask('import', 'a', path);
    expect(code).toBe(1);
    expect(said).toMatch(/\$\.statements\[0\]\.health : .*rétractez-la/);
    expect(await ask('import', 'a', join(folder, 'none.json'))).toEqual({
      code: 1,
      said: `${join(folder, 'none.json')} : il n’y a pas de fichier de ce nom.`,
    });
    expect((await ask('import', 'a')).said).toContain('npm run import -- FICHIER');
  });
  it('read a list of conventions: its rows add, or take the place with --replace', async () => {
    const path = join(folder, 'liste.tsv');
    const saying = (professions: string) =>
      writeFile(
        path,
        `${CONVENTION_COLUMNS.join('\t')}\r\nAlba santé\tSUD\t${professions}\t\t\t01/02/2024\t\t\t\t\tbasse\r\n`,
        'utf16le',
      );
    await saying('opticien');
    expect((await ask('import', 'a', path)).said).toContain('conventions : 1 en plus');
    await saying('dentiste');
    expect((await ask('import', 'a', path)).said).toContain('1 en changement');
    await saying('dentiste|opticien');
    expect((await ask('import', 'a', path)).said).toContain('Rien de nouveau');
    await saying('dentiste');
    expect((await ask('import', 'a', path, '--replace', '--dry-run')).said).toMatch(
      /attention, ligne 2, colonne professions : remplacer retire : opticiens/,
    );
    await writeFile(path, 'mutuelle;platform\nalba;south\n');
    expect(await ask('import', 'a', path)).toMatchObject({
      code: 1,
      said: expect.stringContaining('ligne 1 : colonne absente « professions »'),
    });
  });
  it('say what is wrong with an order, and with none', async () => {
    const none = await npmRun('admin', place('a'));
    expect(none).toMatchObject({ code: 1, said: expect.stringContaining('invite [options] <email>') });
    const wrong = await command('admin', place('a'), 'invite', 'claire@desk.example', '--role', 'chief');
    expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('Rôles : ') });
    const unknown = await command('admin', place('a'), 'list', '--help');
    expect(unknown).toMatchObject({ code: 0, said: expect.stringContaining('organisations, comptes') });
  });
  it('work beside a running server, which stays', async () => {
    const server = await openDatabase({ DATA_DIR: join(folder, 'a') });
    const path = await file('three.json', aDataset({ statements: [aSaying({ id: 's2' })] }));
    // Who starts and stops the database together is told apart by the process.
    expect((await npmRun('import', place('a'), path)).code).toBe(0);
    const said = await server.db.selectFrom('statement').select('id').orderBy('id').execute();
    expect(said).toEqual([{ id: 's1' }, { id: 's2' }]);
    await server.close();
    expect(await runs('a')).toBe(false);
  });
  it('carry a record from one place to another, leaving no half file', async () => {
    const [there, back] = [join(folder, 'there.json'), join(folder, 'back.json')];
    expect((await npmRun('export', place('a'), there)).code).toBe(0);
    expect((await ask('import', 'b', there)).code).toBe(0);
    expect((await ask('export', 'b', back)).code).toBe(0);
    expect(await readFile(back, 'utf8')).toBe(await readFile(there, 'utf8'));
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
