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

const said = async (given: Record<string, unknown> = {}, by = north): Promise<string> =>
  (await by.post('/statements', aSaid(given))).body.id;
const retract = (by: Pick<Writer, 'post'>, statement: string, reason = 'Erreur de saisie') =>
  by.post(`/statements/${statement}/retraction`, { reason });
const ofNorth = (given: { createdAt?: Date; invitedBy?: string } = {}) =>
  aWriter(world, { organisation: 'north', ...given });
const DOWN = 'suspended: pec down, declared';
const PRESUMED = 'possible: pec operational, presumed';
const retractions = () => world.db.selectFrom('retraction').select(['statement', 'by', 'reason']).execute();

describe('a bad word', () => {
  it('said by slip is taken back alone, within ten minutes', async () => {
    const slip = await said();
    world.pass(9 * MINUTE);
    const { status, body } = await retract(north, slip);
    expect([status, body]).toEqual([
      200,
      {
        statement: slip,
        by: 'north',
        recordedAt: expect.any(String),
        reason: 'Erreur de saisie',
        awaiting: null,
      },
    ]);
    expect(await boardOf(world)).toBe(PRESUMED);
    expect((await retract(north, slip)).status).toBe(409);
  });
  it('asked by somebody whose account was closed since, is asked anew', async () => {
    const word = await said();
    world.pass(11 * MINUTE);
    const gone = await ofNorth();
    expect((await retract(gone, word)).status).toBe(202);
    const manager = await aWriter(world, { organisation: 'north', role: 'manager' });
    const closing = `/accounts/${gone.account.id}/disabling`;
    expect((await (await manager.session()).post(closing, { reason: 'Volé' })).status).toBe(200);
    const asked = await retract(await ofNorth(), word);
    expect([asked.status, asked.body.awaiting]).toEqual([202, 'second-person']);
    expect(await boardOf(world)).toBe(DOWN);
  });
  it('after that waits for a second person, the board with it', async () => {
    const word = await said();
    world.pass(11 * MINUTE);
    for (const who of [north, await north.anotherKey(), north]) {
      const asked = await retract(who, word);
      expect([asked.status, asked.body.awaiting]).toEqual([202, 'second-person']);
    }
    expect(await boardOf(world)).toBe(DOWN);
    for (const not of [
      await ofNorth({ createdAt: shift(world.now(), -6 * DAY) }),
      await ofNorth({ invitedBy: north.account.id }),
      await aWriter(world, { organisation: 'desk', invitedBy: north.account.id }),
    ]) {
      const refused = await retract(not, word);
      expect([refused.status, kindOf(refused)]).toEqual([403, 'not-second-person']);
    }
    expect(await boardOf(world)).toBe(DOWN);
    const agreed = await retract(await ofNorth(), word);
    expect([agreed.status, agreed.body.awaiting]).toEqual([200, null]);
    expect(await boardOf(world)).toBe(PRESUMED);
    expect(await retractions()).toHaveLength(1);
    expect(await world.db.selectFrom('request').selectAll().where('doneAt', 'is', null).execute()).toEqual(
      [],
    );
  });
  it('of an operator needs two of the desk', async () => {
    const word = await said();
    const desk = await aWriter(world, { organisation: 'desk' });
    expect((await retract(desk, word)).status).toBe(202);
    expect((await retract(desk, word)).status).toBe(202);
    expect(await boardOf(world)).toBe(DOWN);
    expect((await retract(await aWriter(world, { organisation: 'desk' }), word)).status).toBe(200);
    expect(await boardOf(world)).toBe(PRESUMED);
  });
  it('asked by the desk, is taken back alone by whoever said it, if at once', async () => {
    const word = await said();
    const desk = await aWriter(world, { organisation: 'desk' });
    expect((await retract(desk, word)).status).toBe(202);
    expect((await retract(north, word)).status).toBe(200);
    expect((await desk.get('/due')).body.requests).toEqual([]);
  });
  it('that the desk wrote for the press is the desk’s own', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const word = await said({ by: 'herald', sourceUrl: 'https://example.org/' }, desk);
    expect((await retract(desk, word)).status).toBe(200);
  });
});

describe('a return', () => {
  it('is taken back alone at any time: that only degrades', async () => {
    await said();
    const back = await said({ health: 'operational' });
    world.pass(30 * MINUTE);
    expect((await retract(north, back)).status).toBe(200);
    expect(await boardOf(world)).toBe(DOWN);
  });
  it('of somebody else is not the desk’s to take back alone', async () => {
    const back = await said({ health: 'operational' });
    expect((await retract(await aWriter(world, { organisation: 'desk' }), back)).status).toBe(202);
  });
});

describe('several at once', () => {
  const retractAll = (statements: string[], by = north) =>
    by.post('/retractions', { statements, reason: 'Erreur de saisie' });

  it('are all taken back', async () => {
    const slips = [await said(), await said({ flows: ['dre'] })];
    const { status, body } = await retractAll(slips);
    expect([status, body.retractions.map(({ awaiting }: { awaiting: null }) => awaiting)]).toEqual([
      200,
      [null, null],
    ]);
    expect((await retractions()).map(({ statement }) => statement).sort()).toEqual([...slips].sort());
    expect(await boardOf(world)).toBe(PRESUMED);
  });
  it('are none of them when one is refused, which is named', async () => {
    const slip = await said();
    const taken = await said({ flows: ['dre'] });
    await retract(north, taken);
    for (const [other, status] of [
      [taken, 409],
      ['nothing', 404],
    ] as const) {
      expect((await retractAll([slip, other])).status).toBe(status);
    }
    expect((await retractAll([slip, 'nothing'])).body.pointer).toBe('/statements/1');
    expect((await retractions()).map(({ statement }) => statement)).toEqual([taken]);
    expect(await boardOf(world)).toBe(DOWN);
  });
  it('wait for a second person, each by its own rule', async () => {
    const late = await said();
    world.pass(11 * MINUTE);
    const slip = await said({ flows: ['dre'] });
    const { status, body } = await retractAll([late, slip]);
    expect(status).toBe(202);
    const waits = new Map(
      body.retractions.map((each: { statement: string; awaiting: string | null }) => [
        each.statement,
        each.awaiting,
      ]),
    );
    expect([waits.get(late), waits.get(slip)]).toEqual(['second-person', null]);
  });
  it('of nobody, or more than a hundred, are no question', async () => {
    expect((await retractAll([])).status).toBe(400);
    expect((await retractAll(Array.from({ length: 101 }, (_, n) => `s-${n}`))).status).toBe(400);
  });
});

describe('is refused', () => {
  it('to other organisations: 403, naming whose words one has', async () => {
    const word = await said();
    for (const organisation of ['south', 'opticians', 'alba']) {
      const refused = await retract(await aWriter(world, { organisation }), word);
      expect([refused.status, kindOf(refused)]).toEqual([403, 'out-of-scope']);
      expect(refused.body.detail).toContain('ce que votre organisation a dit');
    }
    expect(await retractions()).toEqual([]);
  });
  it('of a word nobody said: 404', async () => {
    expect((await retract(north, 'nothing')).status).toBe(404);
  });
  it('with a patient’s number for a reason: 422', async () => {
    const refused = await retract(north, await said(), 'pour 184021234567890');
    expect([refused.status, refused.body.pointer]).toEqual([422, '/reason']);
  });
});
