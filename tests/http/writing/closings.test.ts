import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE, shift } from '#server/domain/facts/intervals';
import {
  API,
  aSaid,
  aWriter,
  boardOf,
  faultOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let north: Writer;
let colleague: Writer;
beforeEach(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
  colleague = await aWriter(world, { organisation: 'north' });
});
afterEach(() => world.close());

const open = async (given: Record<string, unknown> = {}): Promise<string> =>
  (await north.post('/statements', aSaid(given))).body.incident;
const back = async (given: Record<string, unknown> = {}) => {
  const { body } = await north.post('/statements', aSaid({ health: 'operational', ...given }));
  expect((await (await colleague.session()).post(`/statements/${body.id}/confirmation`)).status).toBe(201);
};
const versionOf = async (incident: string) =>
  (await world.get(`${API}/incidents/${incident}`)).headers.get('ETag') ?? '';
const close = async (
  by: Pick<Writer, 'session'>,
  incident: string,
  given: { version?: string; body?: object } = {},
) =>
  (await by.session()).post(
    `/incidents/${incident}/closing`,
    { effectiveAt: world.in(0), note: 'Fini', ...given.body },
    { 'If-Match': given.version ?? (await versionOf(incident)) },
  );
const deskOf = (given: { createdAt?: Date; invitedBy?: string } = {}) =>
  aWriter(world, { organisation: 'desk', ...given });

describe('an incident closes', () => {
  it('when all it named works again, confirmed: then its words no longer bear', async () => {
    const incident = await open({ validUntil: world.in(DAY) });
    await back();
    const { status, body } = await close(north, incident);
    expect([status, body]).toEqual([
      200,
      {
        incident,
        by: 'north',
        effectiveAt: expect.any(String),
        recordedAt: expect.any(String),
        note: 'Fini',
        awaiting: null,
      },
    ]);
    expect((await world.get(`${API}/incidents/${incident}`)).body).toMatchObject({
      stage: 'resolved',
      touched: [],
    });
    expect((await close(north, incident)).status).toBe(409);
  });
  it('not while one flow of one profession does not work: it is told which', async () => {
    const incident = await open({ professions: ['optician', 'dentist'], flows: ['pec', 'idb'] });
    await back({ professions: ['optician', 'dentist'] });
    await back({ flows: ['idb'], professions: ['dentist'] });
    const refused = await close(north, incident);
    expect([refused.status, kindOf(refused)]).toEqual([409, 'incident-not-over']);
    expect(refused.body.faults.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/north/idb/optician',
    ]);
    expect(refused.body.cure).toBeTruthy();
  });
  it('not while its return is only announced', async () => {
    const incident = await open();
    await north.post('/statements', aSaid({ health: 'operational' }));
    expect(kindOf(await close(north, incident))).toBe('incident-not-over');
  });
  it('when all that it named was taken back', async () => {
    const hand = await north.session();
    const { body } = await hand.post('/statements', aSaid());
    await hand.post(`/statements/${body.id}/retraction`, {});
    expect((await close(north, body.incident)).status).toBe(200);
  });
  it('by whom it is in scope of', async () => {
    const incident = await open();
    await back();
    for (const organisation of ['south', 'pharmacists', 'alba']) {
      expect(kindOf(await close(await aWriter(world, { organisation }), incident))).toBe('out-of-scope');
    }
    expect((await close(await aWriter(world, { organisation: 'opticians' }), incident)).status).toBe(200);
  });
  it('with nothing said yet, by its operator or the desk only', async () => {
    const { body } = await north.post('/incidents', { title: 'Lenteurs', platforms: ['north'] });
    for (const organisation of ['opticians', 'alba']) {
      expect(kindOf(await close(await aWriter(world, { organisation }), body.id))).toBe('out-of-scope');
    }
    expect((await close(north, body.id)).status).toBe(200);
  });
});

describe('whoever closes has read what it closes', () => {
  it('428 without a version, 412 with an old one, and what is in force', async () => {
    const incident = await open();
    await back();
    const read = await versionOf(incident);
    const hand = await north.session();
    const without = await hand.post(`/incidents/${incident}/closing`, { effectiveAt: world.in(0) });
    expect([without.status, kindOf(without)]).toEqual([428, 'precondition-required']);
    const step = { effectiveAt: world.in(0), stage: 'monitoring', text: 'On surveille' };
    const { body: update } = await colleague.post(`/incidents/${incident}/updates`, step);
    const stale = await close(north, incident, { version: read });
    expect([stale.status, kindOf(stale)]).toEqual([412, 'stale']);
    expect(stale.body.current).toMatchObject({ id: incident, updates: [update.id] });
    expect((await close(north, incident, { version: stale.headers.get('ETag') ?? '' })).status).toBe(200);
  });
  it('not six minutes ahead', async () => {
    const incident = await open();
    await back();
    const refused = await close(north, incident, { body: { effectiveAt: world.in(6 * MINUTE) } });
    expect(faultOf(refused)).toEqual({ status: 422, pointer: '/effectiveAt', hasCure: true });
  });
  it('unknown: 404', async () => {
    expect((await close(north, 'nothing', { version: '"x"' })).status).toBe(404);
  });
});

describe('the desk closes over what is not over', () => {
  it('at two', async () => {
    const incident = await open();
    const desk = await deskOf();
    expect((await close(desk, incident)).status).toBe(202);
    expect((await close(desk, incident)).status).toBe(202);
    const byKey = await desk.post(
      `/incidents/${incident}/closing`,
      { effectiveAt: world.in(0) },
      { 'If-Match': await versionOf(incident) },
    );
    expect([byKey.status, kindOf(byKey)]).toEqual([403, 'session-only']);
    for (const not of [
      await deskOf({ createdAt: shift(world.now(), -6 * DAY) }),
      await deskOf({ invitedBy: desk.account.id }),
    ]) {
      expect(kindOf(await close(not, incident))).toBe('not-second-person');
    }
    expect(await boardOf(world)).toBe('suspended: pec down, declared');
    const { status, body } = await close(await deskOf(), incident);
    expect([status, body.awaiting]).toEqual([200, null]);
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
  });
  it('not before the first who asks could be a second person itself', async () => {
    const incident = await open();
    const young = await deskOf({ createdAt: shift(world.now(), -6 * DAY) });
    const refused = await close(young, incident);
    expect([refused.status, kindOf(refused)]).toEqual([403, 'not-second-person']);
    expect((await world.db.selectFrom('request').select('id').execute()).length).toBe(0);
  });
  it('not two whom a third one let in', async () => {
    const incident = await open();
    const host = await deskOf();
    const [one, other] = [
      await deskOf({ invitedBy: host.account.id }),
      await deskOf({ invitedBy: host.account.id }),
    ];
    expect((await close(one, incident)).status).toBe(202);
    for (const not of [other, host]) expect(kindOf(await close(not, incident))).toBe('not-second-person');
    expect((await close(await deskOf(), incident)).status).toBe(200);
  });
  it('not one of the desk with whom it has invited', async () => {
    const incident = await open();
    const desk = await deskOf();
    const invited = await deskOf({ invitedBy: desk.account.id });
    expect((await close(invited, incident)).status).toBe(202);
    expect(kindOf(await close(desk, incident))).toBe('not-second-person');
  });
});

describe('a closed incident', () => {
  it('takes no more words, but its review', async () => {
    const incident = await open();
    await back();
    await close(north, incident);
    const add = (body: object) =>
      north.post(`/incidents/${incident}/updates`, { effectiveAt: world.in(0), ...body });
    expect(faultOf(await add({ stage: 'monitoring', text: 'Encore' }))).toEqual({
      status: 422,
      pointer: '/incident',
      hasCure: true,
    });
    const { platform, flows, professions, health } = aSaid();
    const claims = { stage: 'postmortem', statements: [{ platform, flows, professions, health }] };
    expect((await add(claims)).status).toBe(422);
    expect(faultOf(await north.post('/statements', aSaid({ incident })))).toMatchObject({
      status: 422,
      pointer: '/incident',
    });
    const review = await add({ stage: 'postmortem', text: 'Ce qui est arrivé' });
    expect([review.status, review.body.stage]).toEqual([201, 'postmortem']);
    expect((await world.get(`${API}/incidents/${incident}`)).body.stage).toBe('resolved');
  });
});
