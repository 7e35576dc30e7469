import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statementRecord } from '#server/contract/statements';
import { HOUR, MINUTE } from '#server/domain/facts/intervals';
import {
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
let opticians: Writer;
let alba: Writer;
let desk: Writer;
beforeAll(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
  opticians = await aWriter(world, { organisation: 'opticians' });
  alba = await aWriter(world, { organisation: 'alba' });
  desk = await aWriter(world, { organisation: 'desk' });
});
afterAll(() => world.close());

const count = async () =>
  Number(
    (
      await world.db
        .selectFrom('statement')
        .select(({ fn }) => fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

describe('a word on a platform', () => {
  it('that is bad opens an incident, is attributed, and changes the board of that profession alone', async () => {
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
    const { status, body } = await north.post('/statements', aSaid({ by: 'north', text: 'Coupure' }));
    expect(status).toBe(201);
    expect(statementRecord.parse(body)).toEqual(body);
    expect(body).toMatchObject({ by: 'north', health: 'down', professions: ['optician'], text: 'Coupure' });
    const incident = await world.get(`/api/v1/incidents/${body.incident}`);
    expect(incident.body).toMatchObject({ platforms: ['north'], closedAt: null });
    expect(incident.body.title).toContain('Nord');
    expect(await boardOf(world)).toBe('suspended: pec down, declared');
    expect(await boardOf(world, 'dentist')).toBe('possible: pec operational, presumed');
  });
  it('said seven times by one key, at once or after, makes one incident', async () => {
    const machine = await aWriter(world, { organisation: 'south' });
    const say = (flow: string) =>
      machine.post('/statements', aSaid({ platform: 'south', flows: [flow], health: 'degraded' }));
    const together = await Promise.all(['pec', 'virement', 'pec'].map(say));
    const after = [];
    for (const flow of ['pec', 'idb', 'pec', 'virement']) after.push(await say(flow));
    const answers = [...together, ...after];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map(({ body }) => body.incident)).size).toBe(1);
    const { incident } = answers[0]?.body ?? {};
    expect(answers.at(-1)?.headers.get('Location')).toBe(`/api/v1/incidents/${incident}`);
    // Another platform, another speaker, or an incident that is closed: another incident.
    const other = await opticians.post('/statements', aSaid({ platform: 'south', health: 'degraded' }));
    expect(other.body.incident).not.toBe(incident);
  });
  it('that is good opens none', async () => {
    const { status, body } = await north.post(
      '/statements',
      aSaid({ flows: ['dre'], health: 'operational' }),
    );
    expect([status, body.incident]).toEqual([201, null]);
  });
  it('may be of long ago: it speaks from when it is said', async () => {
    const effectiveAt = world.in(-72 * HOUR);
    const { status, body } = await north.post(
      '/statements',
      aSaid({ effectiveAt, flows: ['dre'], health: 'degraded' }),
    );
    expect([status, body.effectiveAt]).toEqual([201, effectiveAt]);
    expect(+new Date(body.recordedAt) - +new Date(effectiveAt)).toBeGreaterThan(71 * HOUR);
  });
  it('joins an incident of its platform, and a step of that incident only', async () => {
    const first = (await north.post('/statements', aSaid())).body;
    expect((await north.post('/statements', aSaid({ incident: first.incident }))).body.incident).toBe(
      first.incident,
    );
    const south = await aWriter(world, { organisation: 'south' });
    const elsewhere = await south.post('/statements', aSaid({ platform: 'south', incident: first.incident }));
    expect(faultOf(elsewhere)).toEqual({ status: 422, pointer: '/platform', hasCure: true });
    const step = await north.post('/statements', aSaid({ incident: first.incident, update: 'no-such-step' }));
    expect(faultOf(step)).toEqual({ status: 404, pointer: '/update', hasCure: true });
  });
});

describe('one speaks within one’s scope, or is told which one has', () => {
  it.each([
    ['an operator of another’s platform', () => north, { platform: 'south' }, 'vos plateformes (north)'],
    [
      'a union of another profession',
      () => opticians,
      { professions: ['optician', 'nurse'] },
      'vos professions (optician)',
    ],
    ['a union for all professions', () => opticians, { professions: 'all' }, 'vos professions (optician)'],
    ['a mutuelle of another one', () => alba, { mutuelles: ['alba', 'brio'] }, 'vos mutuelles (alba)'],
    ['a mutuelle of all', () => alba, {}, 'vos mutuelles (alba)'],
    ['an operator in another’s name', () => north, { by: 'south' }, 'ne parle qu’en son nom'],
    [
      'the desk in a union’s name',
      () => desk,
      { by: 'opticians', sourceUrl: 'https://example.org/' },
      'propres comptes',
    ],
    [
      'the desk in an operator’s name',
      () => desk,
      { by: 'north', sourceUrl: 'https://example.org/' },
      'propres comptes',
    ],
  ])('%s: 403', async (_, who, given, scope) => {
    const before = await count();
    const refused = await who().post('/statements', aSaid(given));
    expect([refused.status, kindOf(refused)]).toEqual([403, 'out-of-scope']);
    expect(refused.body.detail).toContain(scope);
    expect(await count()).toBe(before);
  });
  it.each([
    ['a union for its own profession, of any platform', () => opticians, { platform: 'south' }],
    ['a mutuelle of itself', () => alba, { mutuelles: ['alba'], professions: 'all' }],
    ['the desk of anything', () => desk, { platform: 'south', professions: 'all' }],
  ])('%s: 201', async (_, who, given) => {
    expect((await who().post('/statements', aSaid(given))).status).toBe(201);
  });
  it.each(['herald', 'ministry'])('the desk for %s, with where it is read', async (by) => {
    const without = await desk.post('/statements', aSaid({ by }));
    expect(faultOf(without)).toEqual({ status: 422, pointer: '/sourceUrl', hasCure: true });
    const { status, body } = await desk.post(
      '/statements',
      aSaid({ by, sourceUrl: 'https://example.org/article' }),
    );
    expect([status, body.by, body.sourceUrl]).toEqual([201, by, 'https://example.org/article']);
  });
  it('the desk for nobody unknown', async () => {
    const refused = await desk.post(
      '/statements',
      aSaid({ by: 'nobody', sourceUrl: 'https://example.org/' }),
    );
    expect(faultOf(refused)).toEqual({ status: 404, pointer: '/by', hasCure: true });
  });
});

describe('a word is refused with its place and the cure', () => {
  it.each<[string, number, string, () => Record<string, unknown>]>([
    ['a flow the platform lacks', 422, '/flows', () => ({ flows: ['pec', 'noemie'] })],
    ['no flow', 422, '/flows', () => ({ flows: [] })],
    ['no profession', 422, '/professions', () => ({ professions: [] })],
    ['professions not said', 400, '/professions', () => ({ professions: undefined })],
    ['no mutuelle named', 400, '/mutuelles', () => ({ mutuelles: [] })],
    ['six minutes ahead', 422, '/effectiveAt', () => ({ effectiveAt: world.in(6 * MINUTE) })],
    ['an expected return that is past', 422, '/expectedBack', () => ({ expectedBack: world.in(-MINUTE) })],
    ['a next word that is past', 422, '/nextUpdateDue', () => ({ nextUpdateDue: world.in(-MINUTE) })],
    ['a validity that is past', 422, '/validUntil', () => ({ validUntil: world.in(-MINUTE) })],
    [
      'a return that would not last a day',
      422,
      '/validUntil',
      () => ({ health: 'operational', validUntil: world.in(23 * HOUR) }),
    ],
    ['a number of 13 digits', 422, '/text', () => ({ text: 'Assuré 1840212345678 refusé' })],
    ['a number of 15 digits', 422, '/text', () => ({ text: '184021234567890' })],
    ['a number in groups', 422, '/text', () => ({ text: '1 84 02 12 345 678 90' })],
    ['a number in groups, of Corsica', 422, '/text', () => ({ text: '2 84 02 2A 345 678' })],
    ['a source that is no address', 422, '/sourceUrl', () => ({ sourceUrl: 'javascript:alert(1)' })],
    ['a key nobody knows', 400, '/helth', () => ({ helth: 'down' })],
    ['what the server sets', 400, '/recordedAt', () => ({ recordedAt: world.in(0) })],
    ['a value of another kind', 400, '/flows', () => ({ flows: 'pec' })],
    ['a value out of its list', 400, '/health', () => ({ health: 'broken' })],
    ['an instant without offset', 400, '/effectiveAt', () => ({ effectiveAt: '2026-02-02T12:00:00' })],
    ['a platform nobody knows', 404, '/platform', () => ({ platform: 'nord' })],
    ['a mutuelle nobody knows', 404, '/mutuelles', () => ({ mutuelles: ['albo'] })],
    ['an incident nobody knows', 404, '/incident', () => ({ incident: 'no-such-incident' })],
  ])('%s', async (_, status, pointer, given) => {
    const refused = await desk.post('/statements', aSaid(given()));
    expect(faultOf(refused)).toEqual({ status, pointer, hasCure: true });
    expect(refused.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
  });
  it('five minutes ahead is a clock, not a fault', async () => {
    expect((await desk.post('/statements', aSaid({ effectiveAt: world.in(4 * MINUTE) }))).status).toBe(201);
  });
  it('every fault at once', async () => {
    const { body } = await north.post('/statements', aSaid({ flows: ['noemie'], validUntil: world.in(-1) }));
    expect(body.faults.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/validUntil', '/flows']);
  });
  it.each([
    ['bad JSON', 400, '{"platform": ', 'application/json'],
    ['no JSON', 415, 'platform=north', 'application/x-www-form-urlencoded'],
    ['JSON that is not said to be', 415, '{}', 'text/plain'],
    ['a list', 400, '[]', 'application/json'],
    ['65 kB', 413, JSON.stringify(aSaid({ text: 'x'.repeat(65 * 1024) })), 'application/json'],
  ])('a body that is %s', async (_, status, text, type) => {
    const refused = await north.post('/statements', text, { 'Content-Type': type });
    expect(refused.status).toBe(status);
    expect(refused.body.cure).toBeTruthy();
  });
});

describe('one person is one voice', () => {
  it('and the same return under two names does not confirm itself', async () => {
    const good = aSaid({ platform: 'south', flows: ['idb'], health: 'operational' });
    const hand = await desk.session();
    expect((await hand.post('/statements', good)).body.witness).toBe(true);
    const twice = await hand.post('/statements', {
      ...good,
      by: 'herald',
      sourceUrl: 'https://example.org/',
    });
    expect([twice.status, twice.body.witness]).toEqual([201, false]);
    const other = { ...good, flows: ['virement'], by: 'herald', sourceUrl: 'https://example.org/' };
    expect((await hand.post('/statements', other)).body.witness).toBe(true);
  });
});
