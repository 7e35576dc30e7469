import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE, shift } from '#server/domain/intervals';
import { aSaid, aWriter, boardOf, kindOf, openWorld, type World, type Writer } from '../../support/writers';

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
const confirm = (by: Pick<Writer, 'post'>, statement: string) =>
  by.post(`/statements/${statement}/confirmation`);
const ofNorth = (given: { createdAt?: Date; invitedBy?: string } = {}) =>
  aWriter(world, { organisation: 'north', ...given });
const ANNOUNCED = 'restricted: pec degraded, announced';
const BACK = 'possible: pec operational, declared';

describe('a return is announced until a second person confirms it', () => {
  it('its author, whatever the key, is not one', async () => {
    const back = await aReturn();
    expect(await boardOf(world)).toBe(ANNOUNCED);
    for (const who of [north, await north.anotherKey(), await north.session()]) {
      const refused = await confirm(who, back);
      expect([refused.status, kindOf(refused)]).toEqual([403, 'not-second-person']);
      expect(refused.body.cure).toContain('sept jours');
    }
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('a colleague of less than seven days is not one, of more is', async () => {
    const back = await aReturn();
    for (const createdAt of [world.now(), shift(world.now(), -7 * DAY + MINUTE)]) {
      expect((await confirm(await ofNorth({ createdAt }), back)).status).toBe(403);
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
    await said({});
    const said2 = await said({ health: 'operational' }, puppet);
    expect((await confirm(desk, said2)).status).toBe(403);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it.each(['opticians', 'eyes', 'desk'])('another organisation in scope is: %s', async (organisation) => {
    const back = await aReturn();
    const other = await aWriter(world, { organisation, createdAt: world.now() });
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

describe('one account with an accomplice does not make a return', () => {
  it('by speaking after the one it invited', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const puppet = await ofNorth({ invitedBy: desk.account.id });
    await said({}, await ofNorth());
    await said({ health: 'operational' }, puppet);
    const echo = await desk.post('/statements', aSaid({ health: 'operational' }));
    expect([echo.status, kindOf(echo)]).toEqual([403, 'not-second-person']);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('by speaking ahead of the one it invited', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const puppet = await ofNorth({ invitedBy: desk.account.id });
    await said({}, await ofNorth());
    await said({ health: 'operational', effectiveAt: world.in(4 * MINUTE) }, desk);
    const echo = await puppet.post('/statements', aSaid({ health: 'operational' }));
    expect([echo.status, kindOf(echo)]).toEqual([403, 'not-second-person']);
  });
  it('but two who owe each other nothing do', async () => {
    const union = await aWriter(world, { organisation: 'opticians' });
    await aReturn();
    await said({ health: 'operational' }, union);
    expect(await boardOf(world)).toBe(BACK);
  });
  it('and an operator may speak after whoever invited it: that confirms nothing', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const invited = await ofNorth({ invitedBy: desk.account.id });
    await said({}, await ofNorth());
    await said({ health: 'operational' }, desk);
    await said({ health: 'operational' }, invited);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
});
