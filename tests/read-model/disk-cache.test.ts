import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#db/database';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import { openDiskCache } from '#server/read-model/disk-cache';
import { createReadModel } from '#server/read-model/read-model';
import { createDatabase } from '../support/runner/database';

let database: Awaited<ReturnType<typeof createDatabase>>;
let folder: string;
beforeAll(async () => {
  database = await createDatabase('seeded');
  folder = await mkdtemp(join(tmpdir(), 'comptoir-memory-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const SCHEMA = '0001_of_this_test';
const NOW = { at: null, knownAt: null };
const nobody = () => connect('postgres://nobody@127.0.0.1:1/none');

const open = async (file: string, schema = SCHEMA) => {
  const failures: string[] = [];
  const memory = await openDiskCache({ file, schema, failed: (error) => failures.push(String(error)) });
  return { memory, failures };
};
/** A record read once, and on file. */
const keep = async (name: string, at: Date) => {
  const file = join(folder, name);
  const { memory } = await open(file);
  const read = await createReadModel(
    database.db,
    () => at,
    () => undefined,
    0,
    memory,
  ).read(NOW);
  await expect.poll(() => stat(file).catch(() => null)).not.toBeNull();
  return { file, read };
};

describe('what was last read', () => {
  it('answers for a database that is not there at the start, dated', async () => {
    const at = new Date();
    const { file, read } = await keep('kept', at);
    const { memory, failures } = await open(file);
    expect(failures).toEqual([]);
    const away = nobody();
    const later = createReadModel(
      away.db,
      () => shift(at, 20 * MINUTE),
      () => undefined,
      0,
      memory,
    );
    const found = await later.read(NOW);
    await away.close();
    expect([found.seq, found.auditHead, found.at, found.age]).toEqual([
      read.seq,
      read.auditHead,
      at,
      20 * MINUTE,
    ]);
    expect(found.directory.mutuelles.size).toBe(266);
    expect(found.evidence).toEqual(read.evidence);
  });
  it('is not believed when the database answers', async () => {
    const at = new Date();
    const { file } = await keep('old', shift(at, -20 * MINUTE));
    const { memory } = await open(file);
    const found = await createReadModel(
      database.db,
      () => at,
      () => undefined,
      0,
      memory,
    ).read(NOW);
    expect([found.at, found.age]).toEqual([at, 0]);
  });
  it('is readable by this account alone', async () => {
    const { file } = await keep('private', new Date());
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
  it.each(['cut', 'of another schema'])('is left alone when it is %s, and it is told', async (how) => {
    const { file } = await keep(how, new Date());
    if (how === 'cut') await writeFile(file, (await readFile(file)).subarray(0, 5_000));
    const { memory, failures } = await open(file, how === 'cut' ? SCHEMA : '0002_later');
    expect(memory.last).toBeNull();
    expect(failures).toHaveLength(1);
  });
  it('is nothing before the first reading', async () => {
    const { memory, failures } = await open(join(folder, 'none'));
    expect([memory.last, failures]).toEqual([null, []]);
  });
});
