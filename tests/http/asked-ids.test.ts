import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '#server/client';
import { MINUTE } from '#server/domain/facts/intervals';
import { suggest } from '#server/http/kit/suggestions';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';
import {
  aNotice,
  aSaid,
  aWriter,
  bySession,
  openWorld,
  type World,
  type Writer,
} from '../support/world/writers';

let database: Awaited<ReturnType<typeof createDatabase>>;
let doors: ReturnType<typeof openDoors>;
beforeAll(async () => {
  database = await createDatabase('seeded');
  doors = openDoors(database);
});
afterAll(async () => {
  expect(doors.accidents).toEqual([]);
  await database.close();
});

/** Each place of an address where an id is asked for. */
const PLACES = [
  ['/answers/optician/', ''],
  ['/answers/', '/malakoff-humanis'],
  ['/answers/optician/platforms/', ''],
  ['/answers/optician/', '/timeline'],
  ['/answers?profession=', ''],
  ['/answers?profession=optician&mutuelle=', ''],
  ['/answers?profession=optician&platform=', ''],
  ['/answers?profession=optician&concentrator=', ''],
  ['/mutuelles/', ''],
  ['/platforms/', ''],
  ['/platforms/', '/availability'],
  ['/platforms/viamedis/availability?profession=', ''],
  ['/incidents/', ''],
  ['/incidents?platform=', ''],
  ['/incidents?profession=', ''],
  ['/maintenances/', ''],
  ['/maintenances?platform=', ''],
  ['/notices/', ''],
  ['/notices?profession=', ''],
  ['/reports?profession=optician&platform=', ''],
  ['/stream?profession=', ''],
] as const;

const get = (path: string) => doors.get(`/api/v1${path}`);

const MALFORMED = [
  ['too long by one', 'a'.repeat(101)],
  ['ten thousand letters', 'a'.repeat(10_000)],
  ['too long to be mistyped', 'é'.repeat(41)],
  ['a NUL', 'viamedis%00'],
  ['bad UTF-8', '%F0%9F'],
  ['a slash', '%2e%2f'],
  ['a mark', '!'],
  ['a space', '%20'],
] as const;
const UNKNOWN = [
  ['unknown', 'nulle-part'],
  ['as long as one may be', 'a'.repeat(100)],
  ['as one types it', 'Nulle%20Part'],
  ['a name that objects have', '__proto__'],
  ['another', 'constructor'],
] as const;

describe.each(PLACES)('an id at %s…%s', (before, after) => {
  it.each(MALFORMED)('is malformed when it is %s', async (_, id) => {
    const { status, body } = await get(before + id + after);
    expect(body).toMatchObject({ status: 400, cure: expect.any(String) });
    expect(status).toBe(400);
  });
  it.each(UNKNOWN)('is unknown when it is %s', async (_, id) => {
    const { status, body } = await get(before + id + after);
    expect([status, body.type]).toEqual([404, 'urn:comptoir:problem:unknown-id']);
  });
});

describe('what is near an unknown id', () => {
  it.each([
    ['/mutuelles/Malakoff%20Humanis', 'malakoff-humanis'],
    ['/mutuelles/A%C3%89SIO', 'aesio-mutuelle'],
    ['/platforms/VIAMEDIS', 'viamedis'],
    ['/incidents/viamedi?at=2024-02-03T12:00:00Z', 'viamedis-2024'],
    ['/notices/n-e05?at=2024-02-03T12:00:00Z', 'n-e04'],
  ])('is told for %s: %s', async (path, id) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body.near.map((each: { id: string }) => each.id)).toContain(id);
  });
  it('is at most two letters away, and not looked for past forty', () => {
    const known = [{ id: 'abcdefghijklmnop' }];
    const found = (typed: string) => suggest(typed, known, ({ id }) => id).length;
    expect(found('abcdefghijklmnxx')).toBe(1);
    expect(found('abcdefghijklmxxx')).toBe(0);
    const long = [{ id: 'a'.repeat(60) }];
    expect(suggest('a'.repeat(40), long, ({ id }) => id)).toHaveLength(1);
    expect(suggest('a'.repeat(41), long, ({ id }) => id)).toEqual([]);
  });
});

/** The same but for its last letter. */
const mistyped = (id: string): string => `${id.slice(0, -1)}${id.endsWith('a') ? 'b' : 'a'}`;

describe('what is near an unknown id that a writer gives', () => {
  let world: World;
  let near: (noun: string) => Promise<{ type: string; near: { id: string }[] }>;
  const ids: Record<string, string> = {};
  const missed = (noun: string) => mistyped(ids[noun] ?? '');

  beforeAll(async () => {
    world = await openWorld();
    const [north, union, alba, ours] = await Promise.all(
      ['north', 'opticians', 'alba', 'desk'].map((organisation) => aWriter(world, { organisation })),
    ).then((writers) => writers as [Writer, Writer, Writer, Writer]);
    const desk = bySession(ours);
    const said = (await north.post('/statements', aSaid())).body;
    const { incident } = said;
    const step = { effectiveAt: world.in(0), stage: 'investigating', text: 'Nous cherchons.' };
    const update = (await north.post(`/incidents/${incident}/updates`, step)).body;
    const notice = (await union.post('/notices', aNotice())).body;
    const window = { from: world.in(20 * MINUTE), to: world.in(40 * MINUTE), text: 'Bascule' };
    const work = { platform: 'north', flows: ['pec'], professions: 'all', ...window };
    const maintenance = (await north.post('/maintenances', work)).body;
    const beat = { platform: 'north', flow: 'portail', name: 'Battement', kind: 'heartbeat', steps: [] };
    const probe = (await desk.post('/probes', beat)).body;
    const version = (await world.get('/api/v1/mutuelles/alba')).headers.get('ETag') ?? '';
    const renamed = { name: 'Alba Santé', amcNumbers: [] };
    const { proposal } = (await alba.put('/mutuelles/alba', renamed, { 'If-Match': version })).body;
    Object.assign(ids, {
      platform: 'north',
      mutuelle: 'alba',
      organisation: 'north',
      incident,
      statement: said.id,
      update: update.id,
      notice: notice.id,
      maintenance: maintenance.id,
      probe: probe.id,
      proposal,
      convention: 'north',
    });
    const end = { mutuelle: 'alba', platform: 'south', from: '2024-01-01', to: '2026-02-01' };
    const asked: Record<string, () => Promise<{ body: object }>> = {
      platform: () => north.post('/statements', aSaid({ platform: missed('platform') })),
      mutuelle: () => north.post('/statements', aSaid({ mutuelles: [missed('mutuelle')] })),
      organisation: () => desk.get(`/organisations/${missed('organisation')}/provider`),
      incident: () => north.post('/statements', aSaid({ incident: missed('incident') })),
      statement: () => bySession(north).post(`/statements/${missed('statement')}/confirmation`),
      update: () => north.post('/statements', aSaid({ incident, update: missed('update') })),
      notice: () => union.post(`/notices/${missed('notice')}/withdrawal`, undefined, { 'If-Match': '"x"' }),
      maintenance: () =>
        north.post(`/maintenances/${missed('maintenance')}/cancellation`, undefined, { 'If-Match': '"x"' }),
      probe: () => desk.post(`/probes/${missed('probe')}/trial`),
      proposal: () => desk.post(`/proposals/${missed('proposal')}/decision`, { accepted: true, note: 'Vu' }),
      convention: () => desk.post('/conventions/end', end, { 'If-Match': version }),
      account: () => desk.post(`/accounts/${mistyped(north.account.id)}/disabling`, {}),
      key: () => desk.send('DELETE', `/keys/${mistyped(north.key.id)}`),
      session: () => desk.send('DELETE', '/sessions/nulle-part'),
      heartbeat: () => north.post('/heartbeats/nulle-part'),
    };
    near = async (noun) => (await asked[noun]?.())?.body as never;
  });
  afterAll(() => world.close());

  it.each([
    'platform',
    'mutuelle',
    'organisation',
    'incident',
    'statement',
    'update',
    'notice',
    'maintenance',
    'probe',
    'proposal',
    'convention',
  ])('is named: the %s', async (noun) => {
    const body = await near(noun);
    expect(body).toMatchObject({ type: 'urn:comptoir:problem:unknown-id', near: expect.any(Array) });
    expect(body.near.map(({ id }) => id)).toContain(ids[noun]);
  });
  it.each(['account', 'key', 'session', 'heartbeat'])('is never named: the %s', async (noun) => {
    expect(await near(noun)).toMatchObject({ type: 'urn:comptoir:problem:unknown-id', near: [] });
  });
});

describe('our own client', () => {
  const asked = async (id: string) => {
    const addresses: string[] = [];
    const client = createClient('http://here.invalid', async (input) => {
      addresses.push(String(input));
      return Response.json({});
    });
    await client.api.v1.mutuelles[':id'].$get({ param: { id } });
    return addresses;
  };

  it.each(['../platforms', 'x?at=2024-02-02T12:00:00Z', 'x#y', 'a/b', '%2e%2e', 'é'])(
    'asks for the one thing named %s',
    async (id) => {
      expect(await asked(id)).toEqual([`http://here.invalid/api/v1/mutuelles/${encodeURIComponent(id)}`]);
    },
  );
});
