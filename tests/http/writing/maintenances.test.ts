import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announcedMaintenance, maintenance, maintenancePreview } from '#server/contract/maintenances';
import { DAY, HOUR, MINUTE } from '#server/domain/facts/intervals';
import {
  API,
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
beforeEach(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
});
afterEach(() => world.close());

const announce = (given: Record<string, unknown> = {}, by = north) =>
  by.post('/maintenances', {
    platform: 'north',
    flows: ['pec'],
    professions: 'all',
    from: world.in(20 * MINUTE),
    to: world.in(40 * MINUTE),
    text: 'Bascule',
    ...given,
  });
const read = (id: string) => world.get(`${API}/maintenances/${id}`);
const cancel = (id: string, version: string | null, by = north) =>
  by.post(`/maintenances/${id}/cancellation`, undefined, version === null ? {} : { 'If-Match': version });

describe('a window', () => {
  it('announced, is in the list, and on the board while it lasts', async () => {
    const { status, body } = await announce();
    expect(status).toBe(201);
    expect(announcedMaintenance.parse(body)).toEqual(body);
    const { id, from, to } = body;
    expect(body.occurrences).toEqual([{ id, from, to, clockChange: null }]);
    expect(body.next).toBeNull();
    const one = await read(body.id);
    expect([one.status, maintenance.parse(one.body)]).toEqual([200, one.body]);
    expect(one.body).toMatchObject({ by: 'north', name: 'Nord', state: 'upcoming', text: 'Bascule' });
    expect((await world.get(`${API}/maintenances`)).body.maintenances).toEqual([one.body]);
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
    world.pass(25 * MINUTE);
    expect(await boardOf(world)).toBe('suspended: pec maintenance, declared');
    world.pass(20 * MINUTE);
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
    expect((await read(body.id)).body.state).toBe('over');
  });
  it('is listed by who announced it', async () => {
    const { body } = await announce();
    const south = await aWriter(world, { organisation: 'south' });
    await announce({ platform: 'south' }, south);
    const listed = async (query: string) =>
      (await world.get(`${API}/maintenances?${query}`)).body.maintenances.map(({ id }: { id: string }) => id);
    expect(await listed('by=north')).toEqual([body.id]);
    expect(await listed('by=north&by=south')).toHaveLength(2);
    const unknown = await world.get(`${API}/maintenances?by=nort`);
    expect([unknown.status, unknown.body.pointer, unknown.body.near[0].id]).toEqual([
      404,
      '/query/by',
      'north',
    ]);
  });
  it('cancelled, gives the board back, stays readable', async () => {
    const { body } = await announce({ from: world.in(-MINUTE) });
    expect(await boardOf(world)).toBe('suspended: pec maintenance, declared');
    const version = (await read(body.id)).headers.get('ETag');
    const { status, body: cancelled } = await cancel(body.id, version);
    expect([status, cancelled.cancelledAt]).toEqual([200, expect.any(String)]);
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
    expect((await read(body.id)).body).toMatchObject({
      state: 'cancelled',
      cancelledAt: cancelled.cancelledAt,
    });
  });
  it('is cancelled by whom has read it, once', async () => {
    const { body } = await announce();
    const version = (await read(body.id)).headers.get('ETag');
    expect(kindOf(await cancel(body.id, null))).toBe('precondition-required');
    const colleague = await aWriter(world, { organisation: 'north' });
    const both = await Promise.all([cancel(body.id, version), cancel(body.id, version, colleague)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const stale = both.find(({ status }) => status === 412);
    expect(stale?.body.current).toMatchObject({ id: body.id, cancelledAt: expect.any(String) });
    expect((await cancel(body.id, stale?.headers.get('ETag') ?? '')).status).toBe(409);
  });
  it('that is over is not cancelled', async () => {
    const { body } = await announce();
    world.pass(41 * MINUTE);
    expect((await cancel(body.id, (await read(body.id)).headers.get('ETag'))).status).toBe(409);
  });
  it('of another is not one’s own to cancel, but the desk’s', async () => {
    const { body } = await announce();
    const version = (await read(body.id)).headers.get('ETag');
    const south = await aWriter(world, { organisation: 'south' });
    expect(kindOf(await cancel(body.id, version, south))).toBe('out-of-scope');
    const desk = await aWriter(world, { organisation: 'desk' });
    expect((await cancel(body.id, version, desk)).status).toBe(200);
  });
  it('unknown: 404', async () => {
    expect((await read('nothing')).status).toBe(404);
    expect((await cancel('nothing', '"x"')).status).toBe(404);
  });
});

describe('windows by a rule', () => {
  it('are each a window, cancelled alone', async () => {
    const { status, body } = await announce({ rrule: 'FREQ=DAILY;COUNT=3' });
    expect([status, body.occurrences.length]).toEqual([201, 3]);
    expect((await world.get(`${API}/maintenances`)).body.maintenances).toHaveLength(3);
    const second = body.occurrences[1].id;
    expect((await cancel(second, (await read(second)).headers.get('ETag'))).status).toBe(200);
    const states = (await world.get(`${API}/maintenances`)).body.maintenances.map(
      ({ state }: { state: string }) => state,
    );
    expect(states).toEqual(['upcoming', 'cancelled', 'upcoming']);
  });
  it('say what clocks make of them, and which one is left out', async () => {
    const spring = await openWorld();
    spring.pass(Date.parse('2027-03-20T01:30:00Z') - +spring.now());
    const writer = await aWriter(spring, { organisation: 'north' });
    const [from, to] = ['2027-03-21T01:30:00.000Z', '2027-03-21T03:00:00.000Z'];
    const rule = { from, to, rrule: 'FREQ=WEEKLY' };
    const previewed = await writer.post('/preview/maintenance', rule);
    expect([previewed.status, maintenancePreview.parse(previewed.body)]).toEqual([200, previewed.body]);
    const { body } = await announce(rule, writer);
    expect(announcedMaintenance.parse(body)).toEqual(body);
    // In Paris: 02:30, then 03:30 as there is no 02:30, then 02:30.
    expect(body.occurrences.slice(0, 3)).toMatchObject([
      { from, clockChange: null },
      { from: '2027-03-28T01:30:00.000Z', clockChange: 'begins-later' },
      { from: '2027-04-04T00:30:00.000Z', clockChange: null },
    ]);
    expect([body.occurrences.length, body.next]).toEqual([13, '2027-06-20T00:30:00.000Z']);
    const windows = body.occurrences.map(({ id: _, ...window }: { id: string }) => window);
    expect(previewed.body).toEqual({ windows: windows.slice(0, 10), total: 13, next: body.next });
    // Its journal was written months ahead.
    await spring.close({ isJournalWhole: false });
  });
  it.each(['now and then', 'FREQ=SECONDLY', 'FREQ=DAILY;UNTIL=20200101T000000Z'])(
    '« %s »: 422',
    async (rrule) => {
      expect(faultOf(await announce({ rrule }))).toEqual({ status: 422, pointer: '/rrule', hasCure: true });
    },
  );
});

describe('a preview', () => {
  const preview = (given: Record<string, unknown>, by = north) =>
    by.post('/preview/maintenance', { from: world.in(HOUR), to: world.in(2 * HOUR), ...given });
  it('announces nothing, and refuses what announcing would', async () => {
    expect((await preview({ rrule: 'FREQ=DAILY;COUNT=3' })).body.total).toBe(3);
    expect((await preview({})).body.total).toBe(1);
    expect((await world.get(`${API}/maintenances`)).body.maintenances).toEqual([]);
    const backwards = await preview({ to: world.in(HOUR - MINUTE) });
    expect(faultOf(backwards)).toEqual({ status: 422, pointer: '/to', hasCure: true });
    const forbidden = await preview({ rrule: 'FREQ=MONTHLY;BYMONTH=13' });
    expect(faultOf(forbidden)).toEqual({ status: 422, pointer: '/rrule', hasCure: true });
  });
});

describe('a window is refused', () => {
  it.each<[string, number, string, () => Record<string, unknown>]>([
    ['that is over', 422, '/to', () => ({ from: world.in(-2 * HOUR), to: world.in(-HOUR) })],
    ['that ends before it begins', 422, '/to', () => ({ from: world.in(2 * DAY), to: world.in(DAY) })],
    ['of a flow the platform lacks', 422, '/flows', () => ({ flows: ['noemie'] })],
    ['of nobody', 422, '/professions', () => ({ professions: [] })],
    ['of a platform nobody knows', 404, '/platform', () => ({ platform: 'nord' })],
    ['with a patient’s number', 422, '/text', () => ({ text: '1 84 02 12 345 678 90' })],
    ['with an unknown key', 400, '/cancelledAt', () => ({ cancelledAt: world.in(0) })],
  ])('%s', async (_, status, pointer, given) => {
    expect(faultOf(await announce(given()))).toEqual({ status, pointer, hasCure: true });
  });
  it.each(['south', 'opticians', 'alba'])('to %s, whose platform it is not', async (organisation) => {
    expect(kindOf(await announce({}, await aWriter(world, { organisation })))).toBe('out-of-scope');
  });
});
