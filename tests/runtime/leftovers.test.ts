import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#server/domain/facts/intervals';
import { clearKilledBackups, clearLeftovers } from '#server/runtime/leftovers';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-left-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const NOW = Date.parse('2026-11-30T12:00:00Z');
const UUID = '018f3c9a-1111-4222-8333-444455556666';
/** No process is called so: pids end far below. */
const DEAD = 2 ** 30;

const put = async (name: string, age: number, text = 'x') => {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await utimes(path, new Date(NOW - age), new Date(NOW - age));
};
const putFolder = async (name: string, age: number, inside: string[]) => {
  for (const each of inside) await put(join(name, each), age);
  for (const each of [...new Set(inside.map((one) => dirname(one)))].filter((one) => one !== '.'))
    await utimes(join(folder, name, each), new Date(NOW - age), new Date(NOW - age));
  await utimes(join(folder, name), new Date(NOW - age), new Date(NOW - age));
};
const left = async () => (await readdir(folder, { recursive: true })).sort();

describe('what a kill left in a DATA_DIR', () => {
  it('drafts are taken away once nobody writes them any more', async () => {
    await put(`.${UUID}`, HOUR);
    await put(`public/answers/.${UUID}`, HOUR);
    await put(`keys/signing.pem.${UUID}`, HOUR);
    await put(`keys/signing-keys.json.${UUID}`, HOUR);
    await put(`secret.key.${DEAD}`, HOUR);
    const { removed } = await clearLeftovers(folder, NOW);
    expect(removed).toHaveLength(5);
    expect(await left()).toEqual(['keys', 'public', 'public/answers']);
  });
  it('what somebody may be writing, and what is nobody’s draft, stays', async () => {
    const kept = [
      `.${UUID.replace('0', '1')}`,
      `secret.key.${process.pid}`,
      'secret.key',
      'record.kept',
      'signed-heads',
      'keys/signing.pem',
      '.profile',
      'secret.key.old',
    ];
    await put(kept[0] ?? '', MINUTE);
    await put(`secret.key.${DEAD}`, MINUTE);
    for (const name of kept.slice(1)) await put(name, 30 * DAY);
    expect((await clearLeftovers(folder, NOW)).removed).toEqual([]);
    expect(await left()).toEqual([...kept, `secret.key.${DEAD}`, 'keys'].sort());
  });
  it('half a new cluster is taken away, one that was put aside only named', async () => {
    await putFolder('postgres.part-AbC123', 2 * HOUR, ['base/1']);
    await putFolder('postgres-binaries.part-AbC123', MINUTE, ['native/bin']);
    await putFolder('postgres.incomplet-1700000000000', 30 * DAY, ['PG_VERSION']);
    await putFolder('postgres', 30 * DAY, ['PG_VERSION']);
    const { removed, aside } = await clearLeftovers(folder, NOW);
    expect(removed).toEqual([join(folder, 'postgres.part-AbC123')]);
    expect(aside).toEqual([join(folder, 'postgres.incomplet-1700000000000')]);
    expect((await left()).filter((name) => !name.includes('/'))).toEqual([
      'postgres',
      'postgres-binaries.part-AbC123',
      'postgres.incomplet-1700000000000',
    ]);
  });
  it('files of older pages go, those that a published page leads to stay', async () => {
    await put(
      'public/opticien/index.html',
      MINUTE,
      '<script src="/assets/entry-1.js"></script><link href="/assets/base-1.css">',
    );
    await put('public/assets/entry-1.js', 30 * DAY, 'import "./chunk-1.js"');
    await put('public/assets/chunk-1.js', 30 * DAY);
    await put('public/assets/base-1.css', 30 * DAY, 'url(/assets/font-1.woff2)');
    await put('public/assets/font-1.woff2', 30 * DAY);
    await put('public/assets/entry-0.js', 30 * DAY, 'import "./chunk-0.js"');
    await put('public/assets/entry-0.js.br', 30 * DAY);
    await put('public/assets/chunk-0.js', 30 * DAY);
    await put('public/assets/entry-2.js', MINUTE);
    await clearLeftovers(folder, NOW);
    expect((await readdir(join(folder, 'public/assets'))).sort()).toEqual([
      'base-1.css',
      'chunk-1.js',
      'entry-1.js',
      'entry-2.js',
      'font-1.woff2',
    ]);
  });
  it('without a page nothing says what a page needs', async () => {
    await put('public/assets/entry-0.js', 30 * DAY);
    expect((await clearLeftovers(folder, NOW)).removed).toEqual([]);
  });
  it('an empty or missing folder is no accident', async () => {
    expect(await clearLeftovers(join(folder, 'nowhere'), NOW)).toEqual({ removed: [], aside: [] });
  });
});

it('backups that were killed are taken away by the next one, beside it', async () => {
  await putFolder(`lundi.${DEAD}.part`, 2 * HOUR, ['tables/audit.gz']);
  await putFolder(`mardi.${process.pid}.part`, 2 * HOUR, ['tables/audit.gz']);
  await putFolder(`film.${DEAD}.part`, 2 * HOUR, ['film.mkv']);
  await putFolder(`mercredi.${DEAD}.part`, MINUTE, ['tables/audit.gz']);
  expect(await clearKilledBackups(join(folder, 'jeudi'), NOW)).toEqual([join(folder, `lundi.${DEAD}.part`)]);
  expect((await readdir(folder)).sort()).toEqual([
    `film.${DEAD}.part`,
    `mardi.${process.pid}.part`,
    `mercredi.${DEAD}.part`,
  ]);
});
