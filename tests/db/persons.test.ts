import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount, changeAccount, recoverAccount } from '#db/accounts';
import { checkAudit } from '#db/audit-check';
import { personsOf } from '#db/persons';
import { DAY, shift } from '#server/domain/facts/intervals';
import { createDatabase } from '../support/runner/database';
import { aged } from '../support/world/aged';
import { onJournal } from '../support/world/on-journal';

const NOW = new Date('2026-02-09T11:00:00Z');

describe('who a person is to the others', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  beforeAll(async () => {
    database = await createDatabase('small');
    await open('dina', null);
    await open('bruno', 'dina');
    await open('chloé', 'bruno');
  });
  afterAll(() => database.close());

  const open = (name: string, invitedBy: string | null) =>
    onJournal(database.db, (trx) =>
      addAccount(trx, {
        id: idOf(name),
        organisation: 'desk',
        email: `${idOf(name)}@example.org`,
        name,
        role: 'desk',
        passwordHash: null,
        totpSecret: null,
        totpStep: null,
        invitedBy: invitedBy && idOf(invitedBy),
        createdAt: NOW,
        disabledAt: null,
      }),
    );
  const idOf = (name: string): string => name.normalize('NFD').replace(/[^a-z]/g, '');
  const read = async (name: string) => (await personsOf(database.db, [idOf(name)])).get(idOf(name));

  it('names who invited it, and who invited them, up to the command', async () => {
    const persons = await personsOf(database.db, ['chloe', 'dina', 'nobody']);
    expect([...persons.keys()].sort()).toEqual(['chloe', 'dina']);
    expect(persons.get('chloe')).toEqual({
      account: 'chloe',
      organisation: 'desk',
      createdAt: NOW,
      vouchedAt: null,
      inviters: ['bruno', 'dina'],
      changedAt: NOW,
    });
    expect(persons.get('dina')?.inviters).toEqual([]);
    expect((await personsOf(database.db, [])).size).toBe(0);
  });
  it('has changed when it is recovered, and when it has a new factor', async () => {
    await onJournal(database.db, (trx) =>
      recoverAccount(trx, 'bruno', { name: 'Bruno', passwordHash: null }, shift(NOW, DAY)),
    );
    expect((await read('bruno'))?.changedAt).toEqual(shift(NOW, DAY));
    await onJournal(database.db, (trx) => changeAccount(trx, 'bruno', { changedAt: shift(NOW, -DAY) }));
    expect((await read('bruno'))?.changedAt).toEqual(NOW);
  });
  it('grows older in a test as the journal says', async () => {
    await aged(database.db, 'bruno', 8);
    const bruno = await read('bruno');
    expect(bruno?.createdAt).toEqual(shift(NOW, -8 * DAY));
    expect(bruno?.changedAt).toEqual(shift(NOW, -8 * DAY));
    expect((await checkAudit(database.db)).faults).toEqual([]);
  });
  it('is read whole even when somebody made the chain a circle', async () => {
    await onJournal(database.db, (trx) => changeAccount(trx, 'dina', { invitedBy: 'chloe' }));
    expect((await read('chloé'))?.inviters).toEqual(['bruno', 'dina', 'chloe']);
  });
});
