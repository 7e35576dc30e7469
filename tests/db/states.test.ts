import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAccount } from '#db/accounts';
import { checkAudit } from '#db/audit-check';
import type { Db } from '#db/database';
import { forgetPerson } from '#db/identity';
import { onJournal } from '../support/world/on-journal';
import { aWriter, openWorld, type World, type Writer } from '../support/world/writers';

/** What is no public record, and is in the journal all the same. */

let world: World;
let desk: Writer;
let guest: Writer;
beforeAll(async () => {
  world = await openWorld();
  desk = await aWriter(world, { organisation: 'desk' });
  guest = await aWriter(world, { organisation: 'north', invitedBy: desk.account.id });
  const hand = await desk.session();
  await hand.post('/invitations', { organisation: 'south', email: 'bea@south.example', role: 'author' });
  await hand.post('/keys', { name: 'la clé de Béa', kind: 'writer' });
});
afterAll(() => world.close());

const foundBy = async (edit: string): Promise<string[]> => {
  const trx = await world.db.startTransaction().execute();
  try {
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql.raw(edit).execute(trx);
    return (await checkAudit(trx as Db)).faults;
  } finally {
    await trx.rollback().execute();
  }
};
const of = (id: string) => `where id = '${id}'`;

describe('what somebody changes by SQL', () => {
  it.each<[string, () => string, string]>([
    ['who invited', () => `update account set invited_by = null ${of(guest.account.id)}`, 'invitedBy'],
    ['an age', () => `update account set created_at = created_at - interval '400 days'`, 'createdAt'],
    [
      'an organisation',
      () => `update account set organisation = 'south' ${of(guest.account.id)}`,
      'organisation',
    ],
    ['a role', () => `update account set role = 'manager' ${of(guest.account.id)}`, 'role'],
    [
      'an account closed',
      () => `update account set disabled_at = now() ${of(guest.account.id)}`,
      'disabledAt',
    ],
    ['an address', () => `update account set email = 'autre@example.org' ${of(guest.account.id)}`, 'email'],
    [
      'an address and its identity',
      () => `
      update account set email = 'autre@example.org' ${of(guest.account.id)};
      update identity set content = content || '{"email": "autre@example.org"}' ${of(guest.account.id)}`,
      'email',
    ],
    ['a key brought back', () => `update api_key set revoked_at = now()`, 'revokedAt'],
    ['an invitation', () => `update invitation set role = 'manager'`, 'role'],
  ])('%s: is found', async (_, edit, field) => {
    const faults = await foundBy(edit());
    expect(faults[0]).toContain(`n’est plus ce que dit le journal (${field})`);
  });
  it('added, or taken away: is found', async () => {
    const added = await foundBy(`
      insert into account (id, organisation, email, name, role, created_at)
      values ('forged', 'desk', 'x@example.org', 'X', 'desk', now() - interval '1 year')`);
    expect(added).toEqual(['le compte forged n’est pas au journal']);
    const gone = await foundBy(`delete from invitation`);
    expect(gone).toEqual([expect.stringMatching(/^l’invitation \S+ est au journal, plus dans sa table$/)]);
  });
});

it('who is forgotten is nobody in the chain, beside it or in its tables, and the journal holds', async () => {
  const gone = await aWriter(world, { organisation: 'north', email: 'gone@north.example' });
  await onJournal(world.db, async (trx) => {
    const account = await readAccount(trx, gone.account.id);
    if (account) await forgetPerson(trx, account, world.now());
  });
  for (const table of ['audit', 'identity', 'account', 'apiKey', 'invitation'] as const)
    expect(JSON.stringify(await world.db.selectFrom(table).selectAll().execute())).not.toContain(
      'gone@north',
    );
  expect((await checkAudit(world.db)).faults).toEqual([]);
});
it('an identity that is not the one the chain has the digest of is nobody’s', async () => {
  const faults = await foundBy(`update identity set content = null, salt = null, blanked_at = now()`);
  expect(faults[0]).toMatch(/n’est plus ce que dit le journal \((email|name|address)\)/);
});
it('nobody’s name or address is in the chain; its readers are told them all the same', async () => {
  const { rows } = await sql<{ text: string }>`select to_jsonb(audit)::text as text from audit`.execute(
    world.db,
  );
  expect(rows.filter(({ text }) => /bea@south|la clé de Béa|Personne \d/.test(text))).toEqual([]);
  const { body } = await (await desk.session()).get('/audit?noun=invitation');
  expect(body.rows[0].after).toMatchObject({ email: 'bea@south.example', organisation: 'south' });
  expect(body.rows[0].after).not.toHaveProperty('identity');
});
it('contents are told to who asks for them, and are not read twice by who does not', async () => {
  const hand = await desk.session();
  const { body } = await hand.get('/audit?limit=1000');
  expect(body.rows.filter(({ action }: { action: string }) => action === 'state')).toEqual([]);
  const states = (await hand.get(`/audit?action=state&id=${guest.account.id}`)).body.rows;
  expect(states[0].after).toMatchObject({ invitedBy: desk.account.id, role: 'author' });
});
