import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BY_COMMAND, entryOf, saidAudit } from '#db/audit';
import { checkAudit } from '#db/audit-check';
import { type Db, transact } from '#db/database';
import { accept } from '#server/domain/facts/result';
import { aNotice, aSaid, aWriter, bySession, openWorld, type World } from '../support/world/writers';

let world: World;
let head: string;
beforeAll(async () => {
  world = await openWorld();
  const north = await aWriter(world, { organisation: 'north' });
  const colleague = await aWriter(world, { organisation: 'north' });
  const union = await aWriter(world, { organisation: 'opticians' });
  const desk = bySession(await aWriter(world, { organisation: 'desk' }));
  await north.post('/statements', aSaid({ text: 'Coupure' }));
  const { body: back } = await north.post('/statements', aSaid({ health: 'operational' }));
  await (await colleague.session()).post(`/statements/${back.id}/confirmation`);
  const { headers, body: notice } = await union.post('/notices', aNotice());
  await union.post(`/notices/${notice.id}/corrections`, aNotice({ title: 'Mieux' }), {
    'If-Match': headers.get('ETag') ?? '',
  });
  const version = (await world.get('/api/v1/mutuelles/alba')).headers.get('ETag') ?? '';
  await desk.put('/mutuelles/alba', { name: 'Alba Santé' }, { 'If-Match': version });
  head = (await checkAudit(world.db)).head;
});
afterAll(() => world.close());

/** What the check finds after somebody who is master of the database has edited it; nothing is kept. */
const foundBy = async (edit: (trx: Db) => Promise<unknown>): Promise<string[]> => {
  const trx = await world.db.startTransaction().execute();
  await sql`set local session_replication_role = replica`.execute(trx);
  await edit(trx);
  const { faults, misdated } = await checkAudit(trx);
  await trx.rollback().execute();
  return [...faults, ...misdated];
};
const run = (text: string) => (trx: Db) => sql.raw(text).execute(trx);
/** The row that tells of the first cut. */
const CUT = `noun = 'statement' and after ->> 'text' = 'Coupure'`;
const cutRow = async () =>
  world.db
    .selectFrom('audit')
    .select(['number', 'id'])
    .where(sql<boolean>`${sql.raw(CUT)}`)
    .executeTakeFirstOrThrow();

describe('the journal', () => {
  it('untouched, holds together and says what is on record', async () => {
    const { rows, facts, faults } = await checkAudit(world.db);
    expect(faults).toEqual([]);
    expect(rows).toBeGreaterThan(facts);
    const last = await world.db
      .selectFrom('audit')
      .select('hash')
      .orderBy('number', 'desc')
      .executeTakeFirst();
    expect(last?.hash).toBe(head);
  });

  it.each([
    ['what was after', `update audit set after = after || '{"health": "operational"}' where ${CUT}`],
    ['what was before', `update audit set before = '{"health": "operational"}' where ${CUT}`],
    ['its own digest', `update audit set hash = repeat('0', 64) where ${CUT}`],
    ['the digest before it', `update audit set previous = repeat('0', 64) where ${CUT}`],
    [
      'who did it',
      `update audit set account = (select min(id) from account where id <> account) where ${CUT}`,
    ],
    ['which key', `update audit set key = null where ${CUT}`],
    ['whose it is', `update audit set organisation = 'south' where ${CUT}`],
    ['when', `update audit set at = at - interval '1 second' where ${CUT}`],
    ['what was done', `update audit set action = 'confirmation' where ${CUT}`],
  ])('does not hide an edit of %s', async (_, edit) => {
    const { number } = await cutRow();
    const [first] = await foundBy(run(edit));
    expect(first).toContain(`ligne ${number} (`);
  });
  it('does not hide a row taken away: the next one is named, and which is missing', async () => {
    const { number } = await cutRow();
    const [first] = await foundBy(run(`delete from audit where ${CUT}`));
    expect(first).toContain(`ligne ${Number(number) + 1} (`);
    expect(first).toContain(`il manque la ligne ${number}`);
  });
  it('does not hide a row taken away and the numbers closed up', async () => {
    const { number } = await cutRow();
    const [first] = await foundBy(async (trx) => {
      await run(`delete from audit where ${CUT}`)(trx);
      for (let next = Number(number) + 1; next < Number(number) + 50; next++)
        await run(`update audit set number = ${next - 1} where number = ${next}`)(trx);
    });
    expect(first).toContain(`ligne ${number} (`);
  });
  it('does not hide two rows swapped', async () => {
    const { number } = await cutRow();
    const next = Number(number) + 1;
    const [first] = await foundBy(async (trx) => {
      await run(`update audit set number = -1 where number = ${number}`)(trx);
      await run(`update audit set number = ${number} where number = ${next}`)(trx);
      await run(`update audit set number = ${next} where number = -1`)(trx);
    });
    expect(first).toContain(`ligne ${number} (`);
  });
  it('does not hide its end cut off, nor emptied', async () => {
    const [first] = await foundBy(run('delete from audit where number = (select max(number) from audit)'));
    expect(first).toMatch(/la chaîne s’arrête à la ligne \d+/);
    expect(await foundBy(run('delete from audit'))).not.toEqual([]);
  });
  it('does not hide its head set back with its end', async () => {
    const faults = await foundBy(async (trx) => {
      await run('delete from audit where number = (select max(number) from audit)')(trx);
      await run(
        'update audit_head set (number, hash) = (select number, hash from audit order by number desc limit 1)',
      )(trx);
    });
    expect(faults).toEqual(['la mutuelle alba n’est plus ce que dit le journal']);
  });
});

describe('a fact', () => {
  it.each([
    [
      'edited',
      `update statement set health = 'degraded' where text = 'Coupure'`,
      'n’est plus ce que dit le journal',
    ],
    [
      'edited in a list',
      `update statement set flows = '{idb}' where text = 'Coupure'`,
      'n’est plus ce que dit le journal',
    ],
    [
      'moved in time',
      `update statement set recorded_at = recorded_at - interval '1 minute' where text = 'Coupure'`,
      'n’est plus ce que dit le journal',
    ],
    [
      'stored at another time',
      `update statement set stored_at = stored_at - interval '1 day' where text = 'Coupure'`,
      'ne date pas du moment',
    ],
    ['deleted', `delete from confirmation`, 'est au journal, plus au registre'],
    [
      'inserted',
      `insert into confirmation (statement, by, recorded_at) select id, 'south', now() from statement limit 1`,
      'n’est pas au journal',
    ],
    ['put back in force', `update notice set withdrawn_at = null`, 'n’est plus ce que dit le journal'],
    [
      'of the directory edited',
      `update convention set "to" = '2025-01-01' where platform = 'north'`,
      'n’est plus ce que dit le journal',
    ],
    [
      'of an organisation’s scope edited',
      `update organisation set platforms = '{north,south}' where id = 'south'`,
      'n’est plus ce que dit le journal',
    ],
    [
      'of a dependency inserted',
      `insert into dependency values ('south', 0, 'north', '{pec}')`,
      'n’est plus ce que dit le journal',
    ],
  ])('%s is found', async (_, edit, said) => {
    const faults = await foundBy(run(edit));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(said);
  });
  it('is not edited by whoever is not master of the database', async () => {
    for (const edit of [
      `update audit set action = 'x' where number = 1`,
      'delete from audit where number = 1',
      'truncate audit',
      `update statement set health = 'degraded'`,
      'delete from statement',
    ])
      await expect(run(edit)(world.db)).rejects.toThrow(/refusé|ne se réécrit pas|on n’efface rien/);
  });
});

describe('the journal of a word', () => {
  it('is committed with it, whatever its text', async () => {
    const text = String.raw`L'« état » \' ; select 1; -- $1 \n`;
    const north = await aWriter(world, { organisation: 'north' });
    const { status, body } = await north.post('/statements', aSaid({ text }));
    expect(status).toBe(201);
    const { rows } = await sql<{ said: string; isTogether: boolean }>`
      select audit.after ->> 'text' as said, audit.xmin = statement.xmin as is_together
      from audit join statement on statement.id = audit.id where audit.noun = 'statement' and audit.id = ${body.id}
    `.execute(world.db);
    expect(rows).toEqual([{ said: text, isTogether: true }]);
    expect((await checkAudit(world.db)).faults).toEqual([]);
  });
  it('refuses what is watched beside, and nothing is committed', async () => {
    const before = await checkAudit(world.db);
    const roles = () => world.db.selectFrom('account').select(['id', 'role']).orderBy('id').execute();
    const held = await roles();
    const entries = [entryOf('statement', 'statement', 'made-up', { text: 'inventé' })];
    const done = transact(
      world.db,
      async (trx) => {
        await trx.updateTable('account').set({ role: 'manager' }).execute();
        return accept(entries);
      },
      (said) => saidAudit(BY_COMMAND, world.now(), said),
    );
    await expect(done).rejects.toThrow('what is watched changed');
    expect(await checkAudit(world.db)).toEqual(before);
    expect(await roles()).toEqual(held);
  });
});
