import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAudit } from '#db/audit-check';
import { openMonths } from '#db/observations';
import { type Database, openDatabase } from '#db/open';
import { readWhole } from '#server/dataset/file';
import { seed } from '#server/dataset/seed';
import { command } from '../support/runner/commands';
import { debianServers, startPostgres } from '../support/runner/postgres';

/** PostgreSQL as others run it, by an account that owns its database and is nobody else's master. */

const SERVERS: { name: string; bin?: string }[] = [
  { name: 'the one that comes with us' },
  ...debianServers().map(({ major, bin }) => ({ name: `Debian’s PostgreSQL ${major}`, bin })),
];
if (SERVERS.length === 1) SERVERS.push({ name: 'Debian’s PostgreSQL', bin: '' });

describe.each(SERVERS)('$name', ({ bin }) => {
  if (bin === '') return void it.skip('is not on this machine');
  let folder: string;
  let server: Awaited<ReturnType<typeof startPostgres>>;
  let database: Database;
  let place: { DATABASE_URL: string; DATA_DIR: string };
  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'comptoir-servers-'));
    server = await startPostgres(bin === undefined ? {} : { bin });
    place = { DATABASE_URL: await server.createOwned('one'), DATA_DIR: at('one') };
    database = await openDatabase(place);
    await seed(database.db);
    await openMonths(database.db, [new Date('2026-01-15T12:00:00Z')]);
  });
  afterAll(async () => {
    await database?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is brought up to date and filled by its owner, who is no superuser', async () => {
    const { rows } = await sql<{ isSuper: boolean }>`
      select rolsuper as is_super from pg_roles where rolname = current_user
    `.execute(database.db);
    expect(rows).toEqual([{ isSuper: false }]);
    expect((await checkAudit(database.db)).faults).toEqual([]);
  });
  it('is backed up, and put back into another database of an owner', async () => {
    expect(await command('backup', place, at('taken'))).toMatchObject({ code: 0 });
    const other = { DATABASE_URL: await server.createOwned('two'), DATA_DIR: at('two') };
    const restored = await command('restore', other, at('taken'), '--without-keys');
    expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('journal intact') });
    const back = await openDatabase(other);
    try {
      expect(await readWhole(back.db)).toEqual(await readWhole(database.db));
      expect((await checkAudit(back.db)).faults).toEqual([]);
      const rules = (db: Database['db']) =>
        sql`select conrelid::regclass::text, conname, pg_get_constraintdef(oid) as rule, convalidated from pg_constraint
          where connamespace = 'public'::regnamespace order by 1, 2`.execute(db);
      expect((await rules(back.db)).rows).toEqual((await rules(database.db)).rows);
      const triggers = await sql`select tgname from pg_trigger where tgenabled <> 'O'`.execute(back.db);
      expect(triggers.rows).toEqual([]);
      await expect(sql`delete from incident`.execute(back.db)).rejects.toThrow('on n’efface rien ici');
    } finally {
      await back.close();
    }
  });
});
