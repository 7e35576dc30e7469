import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isUnreachable, NewerSchema } from '#db/database';
import { migrate } from '#db/migrate';
import {
  ADVICE_CODES,
  FLOWS,
  PROFESSIONS,
  REMARK_SAYINGS,
  REPORT_OUTCOMES,
} from '#server/domain/facts/vocabulary';
import { createDatabase } from '../support/runner/database';

let base: Awaited<ReturnType<typeof createDatabase>>;
let folder: string;
beforeAll(async () => {
  base = await createDatabase();
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
});
afterAll(async () => {
  await base.close();
  await rm(folder, { recursive: true });
});

describe('migrations', () => {
  it('do nothing the second time, even when two instances start at once', async () => {
    expect(await Promise.all([migrate(base.db), migrate(base.db)])).toEqual([[], []]);
  });
  it('refuse a database that a newer program has been at', async () => {
    const refused = await migrate(base.db, folder).catch((error: unknown) => error);
    expect(String(refused)).toMatch(/0001_vocabulary\.sql.*version plus récente/);
    expect(refused).toBeInstanceOf(NewerSchema);
    expect(isUnreachable(refused)).toBe(true);
  });
  it('refuse a migration that was rewritten after it was applied', async () => {
    await writeFile(join(folder, '0001_vocabulary.sql'), 'select 1;');
    await expect(migrate(base.db, folder)).rejects.toThrow(/0001_vocabulary\.sql a changé/);
  });
  it('leave nothing of a set of which one fails, and name it', async () => {
    const known = await base.db.selectFrom('migration').select(['name', 'checksum']).execute();
    const other = await createDatabase();
    await sql`delete from migration`.execute(other.db);
    await writeFile(join(folder, '0001_vocabulary.sql'), 'create table half (id int);');
    await writeFile(join(folder, '0002_wrong.sql'), 'create tabel;');
    await expect(migrate(other.db, folder)).rejects.toThrow(/0002_wrong\.sql a échoué/);
    await expect(sql`select from half`.execute(other.db)).rejects.toThrow(/does not exist/);
    await other.close();
    expect(known.length).toBeGreaterThan(0);
  });
});

describe('the closed lists of the database', () => {
  const lists: [string, readonly string[]][] = [
    ['flows', FLOWS],
    ['professions', PROFESSIONS],
    ['profession', PROFESSIONS],
    ['report_outcome', REPORT_OUTCOMES],
    ['remark_saying', REMARK_SAYINGS],
  ];
  it.each(lists)('%s are those of the vocabulary', async (domain, list) => {
    const { rows } = await sql<{ rule: string }>`
      select pg_get_constraintdef(oid) as rule from pg_constraint where contypid = ${domain}::regtype
    `.execute(base.db);
    expect([...(rows[0]?.rule ?? '').matchAll(/'([a-z-]+)'/g)].map(([, word]) => word)).toEqual(list);
  });
  it('advice codes are those of the vocabulary', async () => {
    const { rows } = await sql<{ rule: string }>`
      select pg_get_constraintdef(oid) as rule from pg_constraint where contypid = 'advice_code'::regtype
    `.execute(base.db);
    expect([...(rows[0]?.rule ?? '').matchAll(/'([a-z-]+)'/g)].map(([, word]) => word)).toEqual(ADVICE_CODES);
  });
});
