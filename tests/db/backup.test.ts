import { chmod, cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '#db/accounts';
import { checkAudit } from '#db/audit-check';
import { placeOf } from '#db/cluster/place';
import { stopPostmaster } from '#db/cluster/postmaster';
import { readWhole } from '#db/dataset/whole';
import { newId } from '#db/id';
import { openMonths } from '#db/observations';
import { type Database, openDatabase } from '#db/open';
import { seed } from '#db/seed';
import { command, npmRun } from '../support/commands';

/** Real clusters of their own: a backup is worth what comes back from it. */

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-backup-'));
  await chmod(folder, 0o755);
  const { db, close } = await openDatabase({ DATA_DIR: at('here') });
  await seed(db);
  await addAccount(db, { ...PERSON, createdAt: NOW });
  await db.insertInto('reportSalt').values({ day: '2026-02-01', salt: SALT }).execute();
  await db.insertInto('report').values(['a', 'b', 'b'].map(aReport)).execute();
  await db.insertInto('remark').values(aRemark).execute();
  await openMonths(db, [new Date('2026-01-15T12:00:00Z')]);
  await writeFile(at('here/secret.key'), 'a secret that only this test uses, made up', { mode: 0o600 });
  await close();
});
afterAll(async () => {
  for (const name of ['here', 'there', 'elsewhere']) await stopPostmaster((await placeOf(at(name))).data);
  await rm(folder, { recursive: true, force: true });
});

const NOW = new Date('2026-02-01T08:00:00Z');
const PERSON = {
  id: newId(),
  name: 'Claire',
  organisation: 'desk',
  email: 'claire@desk.example',
  role: 'desk' as const,
};

const SALT = Buffer.alloc(32, 'a salt that nobody else has, made up');
const WHO = {
  a: 'digest-of-a-practice-under-that-salt-aaaaaa',
  b: 'digest-of-a-practice-under-that-salt-bbbbbb',
};
const WHAT = { profession: 'optician', platform: 'viamedis' } as const;
const aReport = (who: string) => ({
  ...{ ...WHAT, id: newId(), mutuelle: null, flow: 'pec' as const, outcome: 'blocked' as const },
  ...{ reportedAt: NOW, reporter: WHO[who as keyof typeof WHO] },
});
const aRemark = {
  ...{ ...WHAT, id: newId(), mutuelle: 'malakoff-humanis', says: 'served' as const },
  ...{ remarkedAt: NOW, reporter: WHO.a },
};

const place = (dir: string) => ({ DATA_DIR: at(dir) });
const ask = (name: 'backup' | 'restore', dir: string, ...args: string[]) =>
  command(name, place(dir), ...args);
const within = async <T>(dir: string, work: (db: Database['db']) => Promise<T>): Promise<T> => {
  const { db, close } = await openDatabase({ DATA_DIR: at(dir) });
  return work(db).finally(close);
};

describe('npm run backup, npm run restore', () => {
  it('bring back another machine as this one was, its keys too, and go on from far above', async () => {
    const here = await openDatabase({ DATA_DIR: at('here') });
    expect(await npmRun('backup', place('here'), at('taken'))).toMatchObject({ code: 0 });
    const before = {
      whole: await readWhole(here.db),
      accounts: await here.db.selectFrom('account').selectAll().execute(),
      seq: (await here.db.selectFrom('seq').selectAll().executeTakeFirstOrThrow()).last,
    };
    await here.close();
    expect(await npmRun('restore', place('there'), at('taken'))).toMatchObject({ code: 0 });
    await within('there', async (db) => {
      expect(await readWhole(db)).toEqual(before.whole);
      expect(await db.selectFrom('account').selectAll().execute()).toEqual(before.accounts);
      expect((await checkAudit(db)).faults).toEqual([]);
      const { last } = await db.selectFrom('seq').selectAll().executeTakeFirstOrThrow();
      expect(Number(last)).toBe(Number(before.seq) + 1_000_000);
      const due = await sql<{ isNew: boolean }>`with before as (select max(id) as last from availability_due)
        insert into availability_due (platform, since) select 'viamedis', now() from before
        returning id > (select last from before) as "isNew"`.execute(db);
      expect(due.rows).toEqual([{ isNew: true }]);
      const part = await sql<{
        there: boolean;
      }>`select to_regclass('observation_2026_01') is not null as there`.execute(db);
      expect(part.rows).toEqual([{ there: true }]);
    });
    expect(await readFile(at('there/secret.key'), 'utf8')).toContain('only this test');
    expect((await stat(at('there/secret.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(at('taken'))).mode & 0o777).toBe(0o700);
  });
  it('hold no salt, and no digest of who reported; a practice still counts once', async () => {
    const { tables } = JSON.parse(await readFile(at('taken/manifest.json'), 'utf8'));
    const names = tables.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['report', 'remark']));
    expect(names).not.toContain('report_salt');
    for (const name of names) {
      const text = gunzipSync(await readFile(at(`taken/tables/${name}.gz`))).toString('latin1');
      for (const secret of [...Object.values(WHO), SALT.toString('hex'), SALT.toString('base64')])
        expect(text, name).not.toContain(secret);
    }
    await within('there', async (db) => {
      const reports = await db.selectFrom('report').select(['reporter', 'practice']).orderBy('id').execute();
      const [a, ...bs] = reports.map(({ practice }) => practice);
      expect(reports.map(({ reporter }) => reporter)).toEqual([null, null, null]);
      expect(bs).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), bs[0]]);
      expect(a).not.toBe(bs[0]);
      expect(await db.selectFrom('remark').select(['reporter', 'practice']).execute()).toEqual([
        { reporter: null, practice: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ]);
      expect(await db.selectFrom('reportSalt').selectAll().execute()).toEqual([]);
    });
  });
  it('refuse a folder that is there, and a database that has served', async () => {
    expect(await ask('backup', 'here', at('taken'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('existe déjà'),
    });
    expect(await ask('restore', 'there', at('taken'))).toMatchObject({
      code: 1,
      said: expect.stringContaining('a déjà servi'),
    });
  });
  it('refuse half a backup, a file that changed, and a version not known, and leave the place empty', async () => {
    await cp(at('taken'), at('spoilt'), { recursive: true });
    const path = at('spoilt/tables/statement.gz');
    const bytes = await readFile(path);
    await writeFile(path, Buffer.concat([bytes.subarray(0, -1), Buffer.from([7])]));
    expect((await ask('restore', 'elsewhere', at('spoilt'))).said).toContain('n’est plus le fichier');
    const manifest = JSON.parse(await readFile(at('taken/manifest.json'), 'utf8'));
    manifest.migrations.push({ name: '9999_later.sql', checksum: '' });
    await writeFile(at('spoilt/manifest.json'), JSON.stringify(manifest));
    expect((await ask('restore', 'elsewhere', at('spoilt'))).said).toContain('ne connaît pas');
    await rm(at('spoilt/manifest.json'));
    expect((await ask('restore', 'elsewhere', at('spoilt'))).said).toContain('pas une sauvegarde entière');
  });
  it('refuse a journal that does not agree with the facts, and may be tried again', async () => {
    await cp(at('taken'), at('forged'), { recursive: true });
    const manifest = JSON.parse(await readFile(at('forged/manifest.json'), 'utf8'));
    manifest.tables = manifest.tables.filter(
      ({ name }: { name: string }) => name !== 'confirmation' && name !== 'statement',
    );
    await writeFile(at('forged/manifest.json'), JSON.stringify(manifest));
    const refused = await ask('restore', 'elsewhere', at('forged'));
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('ne concorde pas') });
    expect(await ask('restore', 'elsewhere', at('taken'))).toMatchObject({ code: 0 });
  });
});
