import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openedIncident, updateRecord } from '#server/contract/incidents';
import { HOUR, MINUTE } from '#server/domain/facts/intervals';
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
let desk: Writer;
beforeAll(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
  desk = await aWriter(world, { organisation: 'desk' });
});
afterAll(() => world.close());

const claim = (given: Record<string, unknown> = {}) => ({
  platform: 'north',
  flows: ['pec'],
  professions: ['optician'],
  health: 'down',
  ...given,
});
const step = (given: Record<string, unknown> = {}) => ({
  effectiveAt: world.in(0),
  stage: 'investigating',
  text: 'On cherche',
  statements: [claim()],
  ...given,
});
const open = (given: Record<string, unknown> = {}, by = north) =>
  by.post('/incidents', {
    title: 'Panne',
    cause: 'technical',
    platforms: ['north'],
    update: step(),
    ...given,
  });
const add = (incident: string, given: Record<string, unknown> = {}, by = north) =>
  by.post(`/incidents/${incident}/updates`, step(given));
const count = async () => (await world.db.selectFrom('incident').select('id').execute()).length;

describe('an incident', () => {
  it('opens with its first step and what it says of each profession', async () => {
    const { status, body } = await open({
      update: step({
        statements: [
          claim({ expectedBack: world.in(HOUR) }),
          claim({ flows: ['virement'], professions: 'all' }),
        ],
      }),
    });
    expect([status, openedIncident.parse(body)]).toEqual([201, body]);
    const [first, second] = body.update.statements;
    expect(first).toMatchObject({
      incident: body.id,
      update: body.update.id,
      by: 'north',
      stage: 'investigating',
    });
    expect(second.professions).toBeNull();
    expect(await boardOf(world)).toBe('suspended: pec down, declared');
    expect(await boardOf(world, 'dentist')).toBe('possible: pec operational, presumed');
    const result = (await world.get(`${API}/incidents/${body.id}`)).body;
    expect(result).toMatchObject({ stage: 'investigating', expectedBack: first.expectedBack });
    expect(result.steps).toHaveLength(3);
  });
  it('goes on by steps, with when the next one is due, and one told of before', async () => {
    const incident = (await open()).body.id;
    const due = world.in(30 * MINUTE);
    const { status, body } = await add(incident, { stage: 'identified', nextUpdateDue: due, statements: [] });
    expect([status, updateRecord.parse(body)]).toEqual([201, body]);
    const effectiveAt = world.in(-5 * HOUR);
    expect((await add(incident, { effectiveAt, stage: 'identified' })).body.effectiveAt).toBe(effectiveAt);
    expect((await world.get(`${API}/incidents/${incident}`)).body).toMatchObject({
      stage: 'identified',
      startedAt: effectiveAt,
    });
  });
  it('takes a step without its instant as true from when it is sent', async () => {
    const { status, body } = await add((await open()).body.id, { effectiveAt: undefined });
    expect([status, body.effectiveAt]).toEqual([201, body.recordedAt]);
    expect(body.statements[0].effectiveAt).toBe(body.recordedAt);
  });
  it('of one’s platform and another’s takes the steps of both, each on its own platform', async () => {
    const incident = (await open({ platforms: ['north', 'south'], update: undefined }, desk)).body.id;
    const south = await aWriter(world, { organisation: 'south' });
    expect((await add(incident)).status).toBe(201);
    expect(kindOf(await add(incident, {}, south))).toBe('out-of-scope');
    expect((await add(incident, { statements: [claim({ platform: 'south' })] }, south)).status).toBe(201);
  });
  it('takes a step of the press by the desk, with where it is read', async () => {
    const incident = (await open()).body.id;
    expect(faultOf(await add(incident, { by: 'herald' }, desk))).toMatchObject({
      status: 422,
      pointer: '/sourceUrl',
    });
    const cited = { by: 'herald', statements: [claim({ sourceUrl: 'https://example.org/' })] };
    expect((await add(incident, cited, desk)).body).toMatchObject({
      by: 'herald',
      statements: [{ by: 'herald' }],
    });
  });
});

describe('is refused, and nothing of it is kept', () => {
  it.each<[string, number, string, () => Record<string, unknown>]>([
    ['on no platform', 422, '/platforms', () => ({ platforms: [] })],
    ['on a platform nobody knows', 404, '/platforms', () => ({ platforms: ['nord'] })],
    [
      'with a step six minutes ahead',
      422,
      '/update/effectiveAt',
      () => ({ update: step({ effectiveAt: world.in(6 * MINUTE) }) }),
    ],
    [
      'with a next step in the past',
      422,
      '/update/nextUpdateDue',
      () => ({ update: step({ nextUpdateDue: world.in(-1) }) }),
    ],
    [
      'with a flow the platform lacks',
      422,
      '/update/statements/1/flows',
      () => ({ update: step({ statements: [claim(), claim({ flows: ['noemie'] })] }) }),
    ],
    [
      'with a platform it is not about',
      422,
      '/update/statements/0/platform',
      () => ({ update: step({ statements: [claim({ platform: 'south' })] }) }),
    ],
    [
      'with a patient’s number in a step',
      422,
      '/update/text',
      () => ({ update: step({ text: '184021234567890' }) }),
    ],
    ['with a stage nobody knows', 400, '/update/stage', () => ({ update: step({ stage: 'over' }) })],
    ['without a title', 400, '/title', () => ({ title: undefined })],
  ])('%s', async (_, status, pointer, given) => {
    const before = await count();
    expect(faultOf(await open(given(), desk))).toEqual({ status, pointer, hasCure: true });
    expect(await count()).toBe(before);
  });
  it.each(['south'])('to %s, whose platform it is not', async (organisation) => {
    const other = await aWriter(world, { organisation });
    expect(kindOf(await open({}, other))).toBe('out-of-scope');
    expect(kindOf(await add((await open()).body.id, { statements: [] }, other))).toBe('out-of-scope');
  });
  it('unknown: 404', async () => {
    expect((await add('nothing')).status).toBe(404);
  });
});
