import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changeAccount } from '#db/accounts';
import { DAY, MINUTE, shift } from '#server/domain/facts/intervals';
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

/** By key, unless somebody says it by hand. */
const said = async (given: Record<string, unknown> = {}, by: Voice = north): Promise<string> =>
  (await by.post('/statements', aSaid(given))).body.id;
const retract = (by: Voice, statement: string, reason = 'Erreur de saisie') =>
  by.post(`/statements/${statement}/retraction`, { reason });
type Voice = Pick<Writer, 'post'>;
const ofNorth = (given: { createdAt?: Date; invitedBy?: string } = {}) =>
  aWriter(world, { organisation: 'north', ...given });
const DOWN = 'suspended: pec down, declared';
const PRESUMED = 'possible: pec operational, presumed';
const retractions = () => world.db.selectFrom('retraction').select(['statement', 'by', 'reason']).execute();

describe('a bad word', () => {
  it('said by slip is taken back alone, within ten minutes, in its session', async () => {
    const hand = await north.session();
    const slip = await said({}, hand);
    world.pass(9 * MINUTE);
    expect((await hand.post('/session/step-up', { code: north.otp() })).status).toBe(200);
    const { status, body } = await retract(hand, slip);
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
    expect((await retract(hand, slip)).status).toBe(409);
  });
  it('in another session, or by a colleague, waits for a second person however fresh it is', async () => {
    const slip = await said({}, await north.session());
    const elsewhere = await retract(await north.session(), slip);
    expect([elsewhere.status, elsewhere.body.awaiting]).toEqual([202, 'second-person']);
    expect(await boardOf(world)).toBe(DOWN);
    const colleagues = await said({ flows: ['dre'] }, await north.session());
    expect((await retract(await (await ofNorth()).session(), colleagues)).status).toBe(202);
  });
  it('by key is not taken back: somebody does that', async () => {
    const slip = await said();
    for (const who of [north, await north.anotherKey(), await ofNorth()]) {
      const refused = await retract(who, slip);
      expect([refused.status, kindOf(refused)]).toEqual([403, 'session-only']);
    }
    expect((await retract(await north.session(), slip)).status).toBe(202);
    expect(await boardOf(world)).toBe(DOWN);
  });
  it('asked by somebody whose account was suspended since, is asked anew', async () => {
    const word = await said();
    world.pass(11 * MINUTE);
    const gone = await ofNorth();
    expect((await retract(await gone.session(), word)).status).toBe(202);
    const manager = await aWriter(world, { organisation: 'north', role: 'manager' });
    const suspending = `/accounts/${gone.account.id}/suspension`;
    expect((await (await manager.session()).post(suspending, { reason: 'Volé' })).status).toBe(200);
    const asked = await retract(await (await ofNorth()).session(), word);
    expect([asked.status, asked.body.awaiting]).toEqual([202, 'second-person']);
    expect(await boardOf(world)).toBe(DOWN);
  });
  it('after ten minutes waits for a second person, the board with it', async () => {
    const word = await said({}, await north.session());
    world.pass(10 * MINUTE + 1);
    for (let times = 0; times < 2; times += 1) {
      const asked = await retract(await north.session(), word);
      expect([asked.status, asked.body.awaiting]).toEqual([202, 'second-person']);
    }
    expect(await boardOf(world)).toBe(DOWN);
    for (const not of [
      await ofNorth({ createdAt: shift(world.now(), -6 * DAY) }),
      await ofNorth({ invitedBy: north.account.id }),
      await aWriter(world, { organisation: 'desk', invitedBy: north.account.id }),
    ]) {
      const refused = await retract(await not.session(), word);
      expect([refused.status, kindOf(refused)]).toEqual([403, 'not-second-person']);
    }
    expect(await boardOf(world)).toBe(DOWN);
    const agreed = await retract(await (await ofNorth()).session(), word);
    expect([agreed.status, agreed.body.awaiting]).toEqual([200, null]);
    expect(await boardOf(world)).toBe(PRESUMED);
    expect(await retractions()).toHaveLength(1);
    expect(await world.db.selectFrom('request').selectAll().where('doneAt', 'is', null).execute()).toEqual(
      [],
    );
  });
  it('is not settled by two whom a third one let in', async () => {
    const word = await said();
    const desk = await aWriter(world, { organisation: 'desk' });
    const puppet = await ofNorth({ invitedBy: desk.account.id });
    const sibling = await aWriter(world, { organisation: 'desk', invitedBy: desk.account.id });
    expect((await retract(await puppet.session(), word)).status).toBe(202);
    for (const joined of [desk, sibling]) {
      const refused = await retract(await joined.session(), word);
      expect([refused.status, kindOf(refused)]).toEqual([403, 'not-second-person']);
    }
    expect(await boardOf(world)).toBe(DOWN);
  });
  it('waits no more for one who asked it and has changed hands since: the next asks anew', async () => {
    const word = await said({ effectiveAt: world.in(-60 * MINUTE) });
    const first = await ofNorth();
    expect((await retract(await first.session(), word)).status).toBe(202);
    await onJournal(world.db, (trx) => changeAccount(trx, first.account.id, { changedAt: world.now() }));
    expect((await retract(await (await ofNorth()).session(), word)).status).toBe(202);
    expect((await retract(await (await ofNorth()).session(), word)).status).toBe(200);
  });
  it('of an operator needs two of the desk', async () => {
    const word = await said();
    const desk = await aWriter(world, { organisation: 'desk' });
    expect((await retract(await desk.session(), word)).status).toBe(202);
    expect((await retract(await desk.session(), word)).status).toBe(202);
    expect(await boardOf(world)).toBe(DOWN);
    const other = await aWriter(world, { organisation: 'desk' });
    expect((await retract(await other.session(), word)).status).toBe(200);
    expect(await boardOf(world)).toBe(PRESUMED);
  });
  it('asked by the desk, is taken back alone by whoever said it, if at once', async () => {
    const hand = await north.session();
    const word = await said({}, hand);
    const desk = await aWriter(world, { organisation: 'desk' });
    expect((await retract(await desk.session(), word)).status).toBe(202);
    expect((await retract(hand, word)).status).toBe(200);
    expect((await desk.get('/due')).body.requests).toEqual([]);
  });
  it('that the desk wrote for the press is the desk’s own', async () => {
    const desk = await (await aWriter(world, { organisation: 'desk' })).session();
    const word = await said({ by: 'herald', sourceUrl: 'https://example.org/' }, desk);
    expect((await retract(desk, word)).status).toBe(200);
  });
});

describe('a return', () => {
  it('is taken back alone at any time, by key too: that only degrades', async () => {
    await said();
    const back = await said({ health: 'operational' });
    world.pass(30 * MINUTE);
    expect((await retract(north, back)).status).toBe(200);
    expect(await boardOf(world)).toBe(DOWN);
  });
  it('of somebody else is not the desk’s to take back alone', async () => {
    const back = await said({ health: 'operational' });
    const desk = await aWriter(world, { organisation: 'desk' });
    expect((await retract(await desk.session(), back)).status).toBe(202);
  });
});

describe('several at once', () => {
  let hand: Awaited<ReturnType<Writer['session']>>;
  beforeEach(async () => {
    hand = await north.session();
  });
  const retractAll = (statements: string[]) =>
    hand.post('/retractions', { statements, reason: 'Erreur de saisie' });

  it('are all taken back', async () => {
    const slips = [await said({}, hand), await said({ flows: ['dre'] }, hand)];
    const { status, body } = await retractAll(slips);
    expect([status, body.retractions.map(({ awaiting }: { awaiting: null }) => awaiting)]).toEqual([
      200,
      [null, null],
    ]);
    expect((await retractions()).map(({ statement }) => statement).sort()).toEqual([...slips].sort());
    expect(await boardOf(world)).toBe(PRESUMED);
  });
  it('are none of them when one is refused, which is named', async () => {
    const slip = await said({}, hand);
    const taken = await said({ flows: ['dre'] }, hand);
    await retract(hand, taken);
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
    const late = await said({}, hand);
    world.pass(11 * MINUTE);
    await hand.post('/session/step-up', { code: north.otp() });
    const slip = await said({ flows: ['dre'] }, hand);
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
