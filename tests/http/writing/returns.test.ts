import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeAccount } from '#db/accounts';
import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { onJournal } from '../../support/world/on-journal';
import {
  aSaid,
  aWriter,
  boardOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let north: Writer;
beforeEach(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
});
afterEach(() => world.close());

const said = async (given: Record<string, unknown> = {}, by = north): Promise<string> => {
  const { status, body } = await by.post('/statements', aSaid(given));
  expect(status).toBe(201);
  return body.id;
};
/** pec was down, and the operator says that it is back. */
const aReturn = async (given: Record<string, unknown> = {}): Promise<string> => {
  await said(given);
  return said({ health: 'operational', ...given });
};
const confirm = async (by: Pick<Writer, 'session'>, statement: string) =>
  (await by.session()).post(`/statements/${statement}/confirmation`);
const ofNorth = (given: { createdAt?: Date; invitedBy?: string } = {}) =>
  aWriter(world, { organisation: 'north', ...given });
const ANNOUNCED = 'restricted: pec degraded, announced';
const BACK = 'possible: pec operational, declared';

describe('an alert, after the operator had said that all is well', () => {
  const alerted = async () => {
    await said({ health: 'operational' });
    const opticians = await aWriter(world, { organisation: 'opticians' });
    await said({ professions: ['optician'] }, opticians);
    return opticians;
  };
  const over = aSaid({ health: 'operational', professions: ['optician'] });

  it('is lifted by no colleague’s word, whoever else speaks in between', async () => {
    await alerted();
    const board = await boardOf(world);
    const colleague = await aWriter(world, { organisation: 'opticians' });
    for (const voice of [colleague, await colleague.session()]) {
      const refused = await voice.post('/statements', over);
      expect([refused.status, refused.body.pointer]).toEqual([422, '/health']);
      expect(refused.body.cure).toContain('par deux personnes');
    }
    expect(await boardOf(world)).toBe(board);
    await said({ health: 'operational' });
    expect((await colleague.post('/statements', over)).status).toBe(422);
  });
  it('is lifted by who gave it', async () => {
    const opticians = await alerted();
    expect((await opticians.post('/statements', over)).status).toBe(201);
  });
});

describe('a return is announced until a second person confirms it', () => {
  it('its author is not one', async () => {
    const back = await aReturn();
    expect(await boardOf(world)).toBe(ANNOUNCED);
    const refused = await confirm(north, back);
    expect([refused.status, kindOf(refused)]).toEqual([403, 'not-second-person']);
    expect(refused.body.cure).toContain('sept jours');
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('no key is one, whoever’s', async () => {
    const back = await aReturn();
    for (const who of [north, await ofNorth(), await aWriter(world, { organisation: 'desk' })]) {
      const refused = await who.post(`/statements/${back}/confirmation`);
      expect([refused.status, kindOf(refused)]).toEqual([403, 'session-only']);
    }
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('a colleague of less than seven days is not one, of more is', async () => {
    const back = await aReturn();
    for (const createdAt of [world.now(), shift(world.now(), -7 * DAY + MINUTE)]) {
      const refused = await confirm(await ofNorth({ createdAt }), back);
      expect([refused.status, kindOf(refused)]).toEqual([403, 'not-second-person']);
      expect(await boardOf(world)).toBe(ANNOUNCED);
    }
    const old = await ofNorth({ createdAt: shift(world.now(), -8 * DAY) });
    const { status, body } = await confirm(old, back);
    expect([status, body]).toEqual([201, { statement: back, by: 'north', recordedAt: expect.any(String) }]);
    expect(await boardOf(world)).toBe(BACK);
  });
  it('of two of whom one invited the other, neither is, wherever they are', async () => {
    const back = await aReturn();
    for (const organisation of ['north', 'opticians', 'desk']) {
      const invited = await aWriter(world, { organisation, invitedBy: north.account.id });
      expect((await confirm(invited, back)).status).toBe(403);
    }
    const desk = await aWriter(world, { organisation: 'desk' });
    const puppet = await ofNorth({ invitedBy: desk.account.id });
    const sibling = await aWriter(world, { organisation: 'opticians', invitedBy: desk.account.id });
    const guest = await aWriter(world, { organisation: 'opticians', invitedBy: sibling.account.id });
    await said({});
    const said2 = await said({ health: 'operational' }, puppet);
    for (const joined of [desk, sibling, guest]) {
      const refused = await confirm(joined, said2);
      expect([refused.status, refused.body.detail]).toEqual([
        403,
        expect.stringContaining('Des invitations vous relient'),
      ]);
    }
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('whoever changed hands since the outage began is not, and is told since when', async () => {
    await said({ effectiveAt: world.in(-2 * HOUR) });
    const back = await said({ health: 'operational' });
    const old = await ofNorth();
    const changedAt = (milliseconds: number) =>
      onJournal(world.db, (trx) =>
        changeAccount(trx, old.account.id, { changedAt: shift(world.now(), milliseconds) }),
      );
    await changedAt(-HOUR);
    const refused = await confirm(old, back);
    expect([refused.status, kindOf(refused)]).toEqual([403, 'not-second-person']);
    expect(refused.body.detail).toContain('depuis le début de la panne');
    await changedAt(-3 * HOUR);
    expect((await confirm(old, back)).status).toBe(201);
  });
  it.each(['opticians', 'eyes', 'desk'])('another organisation in scope is: %s', async (organisation) => {
    const back = await aReturn();
    const recent = await aWriter(world, { organisation, createdAt: shift(world.now(), -DAY) });
    const refused = await confirm(recent, back);
    expect([refused.status, kindOf(refused)]).toEqual([403, 'not-second-person']);
    expect(refused.body.cure).toMatch(/^Vous le pourrez le .*2026/);
    const other = await aWriter(world, { organisation, createdAt: shift(world.now(), -7 * DAY) });
    expect((await confirm(other, back)).status).toBe(201);
    expect(await boardOf(world)).toBe(BACK);
  });
  it.each(['pharmacists', 'alba', 'south'])(
    'another organisation out of scope is not: %s',
    async (organisation) => {
      const back = await aReturn();
      const refused = await confirm(await aWriter(world, { organisation }), back);
      expect([refused.status, kindOf(refused)]).toEqual([403, 'out-of-scope']);
      expect(await boardOf(world)).toBe(ANNOUNCED);
    },
  );
  it('a union cannot confirm for all professions', async () => {
    const back = await aReturn({ professions: 'all' });
    const refused = await confirm(await aWriter(world, { organisation: 'opticians' }), back);
    expect([refused.status, kindOf(refused)]).toEqual([403, 'out-of-scope']);
    expect(refused.body.detail).toContain('optician');
  });
  it('what the desk says for the press is the desk’s: a newcomer of the desk does not confirm it', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    await said({ by: 'herald', sourceUrl: 'https://example.org/' }, desk);
    const back = await said({ by: 'herald', sourceUrl: 'https://example.org/', health: 'operational' }, desk);
    const newcomer = await aWriter(world, { organisation: 'desk', createdAt: world.now() });
    expect((await confirm(newcomer, back)).status).toBe(403);
    expect((await confirm(await aWriter(world, { organisation: 'desk' }), back)).status).toBe(201);
  });
});

describe('what there is nothing to confirm in', () => {
  it('a cut', async () => {
    const cut = await said();
    expect((await confirm(await ofNorth(), cut)).status).toBe(409);
  });
  it('a return that was retracted', async () => {
    const back = await aReturn();
    expect((await north.post(`/statements/${back}/retraction`, { reason: 'Trop tôt' })).status).toBe(200);
    expect((await confirm(await ofNorth(), back)).status).toBe(409);
    expect(await boardOf(world)).toBe('suspended: pec down, declared');
  });
  it('a return that has lapsed', async () => {
    const back = await aReturn({ validUntil: world.in(2 * DAY) });
    world.pass(3 * DAY);
    const refused = await confirm(await ofNorth(), back);
    expect([refused.status, kindOf(refused)]).toEqual([409, 'conflict']);
  });
  it('twice, by one organisation', async () => {
    const back = await aReturn();
    expect((await confirm(await ofNorth(), back)).status).toBe(201);
    expect((await confirm(await ofNorth(), back)).status).toBe(409);
  });
  it('what nobody said', async () => {
    expect((await confirm(north, 'nothing')).status).toBe(404);
  });
  it('at once by two of the same organisation: one is on record', async () => {
    const back = await aReturn();
    const both = await Promise.all([ofNorth(), ofNorth()]);
    const answers = await Promise.all(both.map((each) => confirm(each, back)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('a return said by another organisation too', () => {
  const back = async (by: Pick<Writer, 'session'>, given: Record<string, unknown> = {}) => {
    world.pass(1);
    const { status, body } = await (await by.session()).post(
      '/statements',
      aSaid({ health: 'operational', effectiveAt: world.in(0), ...given }),
    );
    expect(status).toBe(201);
    return body;
  };
  it('confirms it, of two who owe each other nothing', async () => {
    await aReturn();
    expect((await back(await aWriter(world, { organisation: 'opticians' }))).witness).toBe(true);
    expect(await boardOf(world)).toBe(BACK);
  });
  it('is a voice, and no more, of one who invited the other, of siblings and of their guests', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const puppet = await ofNorth({ invitedBy: desk.account.id });
    const sibling = await aWriter(world, { organisation: 'opticians', invitedBy: desk.account.id });
    const guest = await aWriter(world, { organisation: 'eyes', invitedBy: sibling.account.id });
    await said({}, await ofNorth());
    await back(puppet);
    for (const joined of [desk, sibling, guest]) {
      expect((await back(joined)).witness).toBe(false);
      expect(await boardOf(world)).toBe(ANNOUNCED);
    }
    const stored = await world.db.selectFrom('statement').select('id').where('witness', '=', false).execute();
    expect(stored).toHaveLength(3);
  });
  it('is no more by key, nor by a newcomer', async () => {
    await aReturn();
    const union = await aWriter(world, { organisation: 'opticians' });
    world.pass(1);
    const byKey = await union.post('/statements', aSaid({ health: 'operational', effectiveAt: world.in(0) }));
    expect([byKey.status, byKey.body.witness]).toEqual([201, false]);
    const newcomer = await aWriter(world, { organisation: 'desk', createdAt: shift(world.now(), -DAY) });
    expect((await back(newcomer)).witness).toBe(false);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('ahead of its time confirms nothing that is said after it', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    await said({}, await ofNorth());
    expect((await back(desk, { effectiveAt: world.in(4 * MINUTE) })).witness).toBe(false);
    await back(await ofNorth({ invitedBy: desk.account.id }));
    world.pass(5 * MINUTE);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('at the very same instant is recorded after it', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const puppet = await ofNorth({ invitedBy: desk.account.id });
    await said({}, await ofNorth());
    const effectiveAt = world.in(-MINUTE);
    const hands = await Promise.all([desk.session(), puppet.session()]);
    const answers = await Promise.all(
      hands.map((hand) => hand.post('/statements', aSaid({ health: 'operational', effectiveAt }))),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    const [one, other] = answers.map(({ body }) => body.recordedAt);
    expect(one).not.toBe(other);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('and an operator may speak after whoever invited it: that confirms nothing', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const invited = await ofNorth({ invitedBy: desk.account.id });
    await said({}, await ofNorth());
    await back(desk);
    await back(invited);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
});
