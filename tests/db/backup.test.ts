import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '#db/accounts';
import { checkAudit } from '#db/audit-check';
import { placeOf } from '#db/cluster/place';
import { stopPostmaster } from '#db/cluster/postmaster';
import { newId } from '#db/database';
import { openMonths } from '#db/observations';
import { type Database, openDatabase } from '#db/open';
import { addSubscriber } from '#db/subscriptions';
import { createSecrets } from '#server/accounts/secrets';
import { readWhole } from '#server/dataset/file';
import { seed } from '#server/dataset/seed';
import { pushKeys } from '#server/delivery/push/keys';
import { keptOf } from '#server/http/subscriptions/targets';
import { command, npmRun } from '../support/runner/commands';
import { onJournal } from '../support/world/on-journal';

/** Real clusters of their own: a backup is worth what comes back from it. */

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-backup-'));
  await chmod(folder, 0o755);
  const { db, close } = await openDatabase({ DATA_DIR: at('here') });
  await seed(db);
  const totpSecret = createSecrets(SECRET).seal('KRSXG5CTMVRXEZLU');
  await onJournal(db, (trx) => addAccount(trx, { ...PERSON, createdAt: NOW, totpSecret }));
  await db.insertInto('reportSalt').values({ day: '2026-02-01', salt: SALT }).execute();
  await db.insertInto('report').values(['a', 'b', 'b'].map(aReport)).execute();
  await db.insertInto('remark').values(aRemark).execute();
  const kept = keptOf(SEALING, { channel: 'email', address: 'pharmacie@exemple.fr' });
  await addSubscriber(db, { ...kept, id: newId(), createdAt: NOW, confirmedAt: NOW });
  await pushKeys(db, SEALING.secrets, NOW);
  await openMonths(db, [new Date('2026-01-15T12:00:00Z')]);
  await writeFile(at('here/secret.key'), SECRET, { mode: 0o600 });
  await writeFile(at('phrase'), `${PHRASE}\n`, { mode: 0o600 });
  await close();
});
afterAll(async () => {
  for (const name of ['here', 'there', 'elsewhere', 'bereft', 'kept', 'older'])
    await stopPostmaster((await placeOf(at(name))).data);
  await rm(folder, { recursive: true, force: true });
});

const SECRET = 'a secret that only this test uses, made up';
const PHRASE = 'une phrase que ce seul essai connaît';
const NOW = new Date('2026-02-01T08:00:00Z');
const SEALING = { secrets: createSecrets(SECRET), now: () => NOW };
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
  ...WHAT,
  id: newId(),
  mutuelle: null,
  flow: 'pec' as const,
  outcome: 'blocked' as const,
  reportedAt: NOW,
  reporter: WHO[who as keyof typeof WHO],
});
const aRemark = {
  ...WHAT,
  id: newId(),
  mutuelle: 'malakoff-humanis',
  says: 'served' as const,
  remarkedAt: NOW,
  reporter: WHO.a,
};

const place = (dir: string) => ({ DATA_DIR: at(dir) });
const sealed = (dir: string) => ({ ...place(dir), BACKUP_PASSPHRASE_FILE: at('phrase') });
const ask = (name: 'backup' | 'restore', dir: string, ...args: string[]) =>
  command(name, place(dir), ...args);
const within = async <T>(dir: string, work: (db: Database['db']) => Promise<T>): Promise<T> => {
  const { db, close } = await openDatabase({ DATA_DIR: at(dir) });
  return work(db).finally(close);
};

/** Who is told of changes, and the pairs by which push services know us. */
const toldOf = async (db: Database['db']) => ({
  subscribers: (await db.selectFrom('subscriber').select('id').execute()).length,
  pairs: (await db.selectFrom('vapid').select('publicKey').execute()).length,
});

describe('npm run backup, npm run restore', () => {
  it('bring back another machine as this one was, its keys too when asked, and go on from far above', async () => {
    const here = await openDatabase({ DATA_DIR: at('here') });
    expect(await npmRun('backup', sealed('here'), at('taken'), '--with-keys')).toMatchObject({ code: 0 });
    const before = {
      whole: await readWhole(here.db),
      accounts: await here.db.selectFrom('account').selectAll().execute(),
      seq: (await here.db.selectFrom('seq').selectAll().executeTakeFirstOrThrow()).last,
    };
    await here.close();
    expect(await npmRun('restore', sealed('there'), at('taken'))).toMatchObject({ code: 0 });
    await within('there', async (db) => {
      expect(await readWhole(db)).toEqual(before.whole);
      expect(await toldOf(db)).toEqual({ subscribers: 1, pairs: 1 });
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
    expect(await ask('restore', 'there', at('taken'), '--without-keys')).toMatchObject({
      code: 1,
      said: expect.stringContaining('a déjà servi'),
    });
  });
  it('refuse half a backup, a file that changed, and a version not known, and leave the place empty', async () => {
    await cp(at('taken'), at('spoilt'), { recursive: true });
    const path = at('spoilt/tables/statement.gz');
    const bytes = await readFile(path);
    await writeFile(path, Buffer.concat([bytes.subarray(0, -1), Buffer.from([7])]));
    expect((await ask('restore', 'elsewhere', at('spoilt'), '--without-keys')).said).toContain(
      'n’est plus le fichier',
    );
    const manifest = JSON.parse(await readFile(at('taken/manifest.json'), 'utf8'));
    manifest.migrations.push({ name: '9999_later.sql', checksum: '' });
    await writeFile(at('spoilt/manifest.json'), JSON.stringify(manifest));
    expect((await ask('restore', 'elsewhere', at('spoilt'), '--without-keys')).said).toContain(
      'ne connaît pas',
    );
    await rm(at('spoilt/manifest.json'));
    expect((await ask('restore', 'elsewhere', at('spoilt'), '--without-keys')).said).toContain(
      'pas une sauvegarde entière',
    );
  });
  it('refuse a journal that does not agree with the facts, and may be tried again', async () => {
    await cp(at('taken'), at('forged'), { recursive: true });
    const manifest = JSON.parse(await readFile(at('forged/manifest.json'), 'utf8'));
    manifest.tables = manifest.tables.filter(
      ({ name }: { name: string }) => name !== 'confirmation' && name !== 'statement',
    );
    await writeFile(at('forged/manifest.json'), JSON.stringify(manifest));
    const refused = await ask('restore', 'elsewhere', at('forged'), '--without-keys');
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('ne concorde pas') });
    expect(await ask('restore', 'elsewhere', at('taken'), '--without-keys')).toMatchObject({ code: 0 });
  });
});

describe('the keys', () => {
  const filesIn = async (name: string) => {
    const names = await readdir(at(name), { recursive: true, withFileTypes: true });
    const files = names.filter((each) => each.isFile());
    return Promise.all(files.map(({ parentPath, name: file }) => readFile(join(parentPath, file), 'latin1')));
  };
  const holds = async (name: string) => (await filesIn(name)).some((text) => text.includes(SECRET));

  it('are in no backup that was not asked for them, and then sealed', async () => {
    const { said } = await ask('backup', 'here', at('bare'));
    expect(said).toContain('Les clés n’y sont pas');
    expect(await ask('backup', 'here', at('clear'), '--with-keys')).toMatchObject({
      code: 1,
      said: expect.stringContaining('BACKUP_PASSPHRASE_FILE'),
    });
    const manifest = JSON.parse(await readFile(at('bare/manifest.json'), 'utf8'));
    expect([manifest.secrets, await holds('bare')]).toEqual([[], false]);
    expect(await readdir(at('bare'))).toEqual(['manifest.json', 'tables']);
    expect(await holds('taken')).toBe(false);
    const asBase64 = Buffer.from(SECRET).toString('base64');
    expect((await filesIn('taken')).some((text) => text.includes(asBase64))).toBe(false);
    expect((await stat(at('taken/keys.sealed'))).mode & 0o777).toBe(0o600);
  });
  it('do not open by another phrase, nor once their file has changed; nothing is begun then', async () => {
    const other = { ...place('nowhere'), BACKUP_PASSPHRASE: 'une autre phrase que celle-là' };
    const refused = { code: 1, said: expect.stringContaining('n’ouvre pas les clés') };
    expect(await command('restore', other, at('taken'))).toMatchObject(refused);
    await cp(at('taken'), at('touched'), { recursive: true });
    const file = JSON.parse(await readFile(at('touched/keys.sealed'), 'utf8'));
    file.sealed = `${file.sealed.startsWith('A') ? 'B' : 'A'}${file.sealed.slice(1)}`;
    await writeFile(at('touched/keys.sealed'), JSON.stringify(file));
    expect(await command('restore', sealed('nowhere'), at('touched'))).toMatchObject(refused);
    const silent = await ask('restore', 'nowhere', at('taken'));
    expect(silent).toMatchObject({ code: 1, said: expect.stringContaining('--without-keys') });
    expect(await stat(at('nowhere')).catch(() => null)).toBeNull();
  });
  it('in clear, of a backup of the first form, are still taken back', async () => {
    await cp(at('bare'), at('first'), { recursive: true });
    const manifest = JSON.parse(await readFile(at('first/manifest.json'), 'utf8'));
    const older = { ...manifest, format: 'comptoir-backup/1', secrets: ['secret.key'] };
    await writeFile(at('first/manifest.json'), JSON.stringify(older));
    await mkdir(at('first/secrets'));
    await writeFile(at('first/secrets/secret.key'), SECRET);
    expect(await ask('restore', 'older', at('first'))).toMatchObject({ code: 0 });
    expect(await readFile(at('older/secret.key'), 'utf8')).toBe(SECRET);
  });
  it('lost, it is said what is to be done: who enrols again, who is told of another signing key', async () => {
    const { code, said } = await ask('restore', 'bereft', at('bare'));
    expect([code, said]).toEqual([0, expect.stringContaining(PERSON.email)]);
    expect(said).toContain('recover ADRESSE');
    expect(said).toContain('clé de signature');
    expect(said).toMatch(/Abonnements effacés.+ : 1\. /);
    // Kept, they would fail the pages on which one asks to be told.
    await within('bereft', async (db) => expect(await toldOf(db)).toEqual({ subscribers: 0, pairs: 0 }));
  });
  it('of which the secret alone is there, open who is told', async () => {
    await mkdir(at('kept'));
    await writeFile(at('kept/secret.key'), SECRET, { mode: 0o600 });
    const { said } = await ask('restore', 'kept', at('bare'));
    expect(said).not.toMatch(/effacés|recover ADRESSE/);
    await within('kept', async (db) => expect(await toldOf(db)).toEqual({ subscribers: 1, pairs: 1 }));
  });
});
