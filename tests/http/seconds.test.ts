import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeAccount } from '#db/accounts';
import { DAY, shift } from '#server/domain/facts/intervals';
import { aWriter, openWorld, type World, type Writer } from '../support/world/writers';

describe('who may confirm a return', () => {
  let world: World;
  let author: Writer;
  beforeEach(async () => {
    world = await openWorld();
    author = await aWriter(world, { organisation: 'north' });
    const said = (health: string) => ({
      effectiveAt: world.in(0),
      platform: 'north',
      flows: ['pec'],
      professions: ['optician'],
      health,
    });
    await author.post('/statements', said('down'));
    world.pass(1000);
    await author.post('/statements', said('operational'));
  });
  // One of them is suspended past the journal.
  afterEach(() => world.close({ isJournalWhole: false }));
  const toldTo = async (whom: Writer) =>
    (await (await whom.session()).get('/due')).body.returns[0].mayConfirm;

  it('is nobody, while nobody but its author is there', async () => {
    expect(await toldTo(author)).toEqual({ colleagues: [], organisations: [] });
  });

  it('is named among colleagues; elsewhere only the organisation is, once', async () => {
    const colleague = await aWriter(world, { organisation: 'north' });
    const optician = await aWriter(world, { organisation: 'opticians' });
    await aWriter(world, { organisation: 'opticians' });
    expect(await toldTo(author)).toEqual({
      colleagues: [colleague.account.name],
      organisations: ['Opticiens'],
    });
    expect((await toldTo(optician)).colleagues).toHaveLength(2);
    expect((await toldTo(optician)).organisations).toEqual(['Nord']);
  });

  it('is not who is out of its scope, too young, joined by an invitation, or suspended', async () => {
    await aWriter(world, { organisation: 'pharmacists' });
    await aWriter(world, { organisation: 'south' });
    await aWriter(world, { organisation: 'north', createdAt: shift(world.now(), -6 * DAY) });
    await aWriter(world, { organisation: 'north', invitedBy: author.account.id });
    const suspended = await aWriter(world, { organisation: 'north' });
    await changeAccount(world.db, suspended.account.id, { suspendedAt: world.now() });
    expect(await toldTo(author)).toEqual({ colleagues: [], organisations: [] });
  });
});
