import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { digestOf } from '#db/audit';
import { checkAudit } from '#db/audit-check';
import type { Db } from '#db/database';
import { migrate } from '#db/migrate';
import { openSigner } from '#server/signing/keys';
import { command } from '../support/runner/commands';
import { urlOf } from '../support/runner/copies';
import { createDatabase } from '../support/runner/database';

/** A journal of before people left it. */

const databases: Awaited<ReturnType<typeof createDatabase>>[] = [];
let db: Db;
let head: { number: number; hash: string };
beforeEach(async () => {
  const database = await createDatabase();
  databases.push(database);
  db = database.db;
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
  await migrate(db, undefined, '0024');
  await sql`insert into organisation (id, name, kind, professions, platforms, mutuelles) values ('desk', 'Bureau', 'desk', '{}', '{}', '{}')`.execute(
    db,
  );
  await sql`
    insert into account (id, organisation, email, name, role, created_at)
    values ('claire', 'desk', 'claire@desk.example', 'Claire Martin', 'desk', now())
  `.execute(db);
  head = await writeBefore([
    result('organisation', 'organisation', 'desk', DESK),
    result('account', 'account', 'claire', {
      email: 'claire@desk.example',
      name: 'Claire Martin',
      role: 'desk',
    }),
    result('sign-in', 'account', 'claire', { by: 'totp', agent: 'Firefox' }),
  ]);
});
afterAll(() => Promise.all(databases.map(({ close }) => close())));

const DESK = { id: 'desk', name: 'Bureau', kind: 'desk', professions: [], platforms: [], mutuelles: [] };
const result = (action: string, noun: string, id: string, after: object) => ({ action, noun, id, after });

/** Chained as it was then: with where it came from, and names in clear. */
const writeBefore = async (entries: readonly ReturnType<typeof result>[]) => {
  let last = { number: 0, hash: '0'.repeat(64) };
  for (const entry of entries) {
    const said = {
      number: String(last.number + 1),
      at: new Date(),
      account: null,
      organisation: null,
      via: 'command' as const,
      key: null,
      cameFrom: '192.0.2.0/24',
      ...entry,
      before: null,
      previous: last.hash,
      hash: '',
    };
    const hash = digestOf(said as Parameters<typeof digestOf>[0]);
    await sql`
      insert into audit values (
        ${said.number}, ${said.at}, null, null, 'command', null, ${said.cameFrom}, ${entry.action}, ${entry.noun}, ${entry.id},
        null, ${JSON.stringify(entry.after)}, ${last.hash}, ${hash}
      )
    `.execute(db);
    last = { number: last.number + 1, hash };
  }
  await sql`update audit_head set number = ${last.number}, hash = ${last.hash}`.execute(db);
  return last;
};

const chain = () => db.selectFrom('audit').selectAll().orderBy('number').execute();

it('people leave the chain, which holds; a row of it names the head it had', async () => {
  await migrate(db);
  expect((await checkAudit(db)).faults).toEqual([]);
  const rows = await chain();
  expect(JSON.stringify(rows)).not.toMatch(/claire@|Claire|Firefox|192\.0\.2/);
  expect(rows[head.number]).toMatchObject({
    action: 'rechained',
    noun: 'audit',
    id: String(head.number),
    via: 'command',
    account: null,
    after: { ...head, broken: null },
  });
  const [known] = await db.selectFrom('identity').select('content').where('noun', '=', 'account').execute();
  expect(known?.content).toEqual({ email: 'claire@desk.example', name: 'Claire Martin' });
  expect((await db.selectFrom('auditOrigin').selectAll().execute()).map(({ agent }) => agent)).toEqual([
    null,
    null,
    'Firefox',
  ]);
});
it('a state that was signed before it is still verified, and said to be of before', async () => {
  await migrate(db);
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'comptoir-rechain-'));
  const signer = await openSigner(DATA_DIR, new Date());
  const file = join(DATA_DIR, 'state.json');
  const publish = async (auditHead: typeof head) => {
    const [generatedAt, validUntil] = [new Date(), new Date(Date.now() + 60_000)];
    const said = { format: 'comptoir-snapshot/1', seq: 1, generatedAt, validUntil, keyId: signer.keyId };
    const bytes = Buffer.from(JSON.stringify({ ...said, auditHead }));
    await writeFile(file, bytes);
    await writeFile(`${file}.sig`, signer.sign(bytes));
    return command('verify', { DATA_DIR, DATABASE_URL: urlOf(databases.at(-1)) }, file);
  };
  const before = await publish(head);
  expect(before.said).toContain(`Ligne ${head.number} : d’avant que le journal soit remis en chaîne`);
  expect(before.code).toBe(0);
  const never = await publish({ ...head, hash: 'f'.repeat(64) });
  expect(never.said).toContain(`le journal n’a plus la ligne ${head.number}`);
  expect(never.code).toBe(1);
  await rm(DATA_DIR, { recursive: true });
});
it('once is all: a second one, or one elsewhere, is found', async () => {
  await migrate(db);
  const { rows } = await sql<{
    was: object;
  }>`select after as was from audit where action = 'rechained'`.execute(db);
  const said = {
    at: new Date(),
    account: null,
    organisation: null,
    via: 'command',
    key: null,
    action: 'rechained',
    noun: 'audit',
    id: '3',
    before: null,
    after: rows[0]?.was,
  };
  const end = await db.selectFrom('auditHead').selectAll().executeTakeFirstOrThrow();
  const number = String(Number(end.number) + 1);
  const hash = digestOf({ ...said, number, previous: end.hash, hash: '' } as Parameters<typeof digestOf>[0]);
  await db
    .insertInto('audit')
    .values({ ...said, number, previous: end.hash, hash, after: JSON.stringify(said.after) } as never)
    .execute();
  await db.updateTable('auditHead').set({ number, hash }).execute();
  const [first] = (await checkAudit(db)).faults;
  expect(first).toContain(`ligne ${number} (rechained audit 3) : une remise en chaîne que rien n’autorise`);
});
it('a journal that was broken already is not mended by it: what was wrong is said from then on', async () => {
  await sql`set session_replication_role = replica`.execute(db);
  await sql`update audit set after = after || '{"role": "author"}' where number = 2`.execute(db);
  await sql`set session_replication_role = default`.execute(db);
  await migrate(db);
  const [first] = (await checkAudit(db)).faults;
  expect(first).toContain('le journal était déjà rompu avant : ligne 2 (account account claire)');
});
