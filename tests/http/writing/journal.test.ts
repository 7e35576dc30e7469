import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  API,
  aNotice,
  aSaid,
  aWriter,
  faultOf,
  type Headers,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
let north: Writer;
let colleague: Writer;
let union: Writer;
let alba: Writer;
let desk: Writer;
beforeAll(async () => {
  world = await openWorld();
  [north, colleague, union, alba, desk] = (await Promise.all(
    ['north', 'north', 'opticians', 'alba', 'desk'].map((organisation) => aWriter(world, { organisation })),
  )) as [Writer, Writer, Writer, Writer, Writer];
});
afterAll(() => world.close());

const last = async (): Promise<string> =>
  (await world.db.selectFrom('auditHead').select('number').executeTakeFirstOrThrow()).number;
const rowsSince = async (number: string) =>
  (
    await world.db
      .selectFrom('audit')
      .selectAll()
      .where('number', '>', number)
      .where('action', '<>', 'state')
      .orderBy('number')
      .execute()
  ).map(({ action, noun, before }) => `${action} ${noun}${before ? ' changed' : ''}`);
const version = async (path: string): Promise<Headers> => ({
  'If-Match': (await world.get(API + path)).headers.get('ETag') ?? '',
});
const cut = async (by: Pick<Writer, 'post'> = north) => (await by.post('/statements', aSaid())).body;
const back = async () => (await north.post('/statements', aSaid({ health: 'operational' }))).body;
const noticed = async () => `/notices/${(await union.post('/notices', aNotice())).body.id}`;
const window = () => ({
  platform: 'north',
  flows: ['pec'],
  professions: 'all',
  from: world.in(60_000),
  to: world.in(120_000),
});
const claim = { platform: 'north', flows: ['pec'], professions: ['optician'], health: 'down' };

/** What is sent, ready to go: preparing it may write too. */
type Sending = () => Promise<() => Promise<{ status: number }>>;
const WRITES: [string, string[], Sending][] = [
  [
    'a cut',
    ['statement incident', 'statement statement'],
    async () => () => cut().then(() => ({ status: 201 })),
  ],
  ['a return', ['statement statement'], async () => () => back().then(() => ({ status: 201 }))],
  [
    'a confirmation',
    ['confirmation confirmation'],
    async () => {
      const { id } = await back();
      const hand = await colleague.session();
      return () => hand.post(`/statements/${id}/confirmation`);
    },
  ],
  [
    'a retraction',
    ['retraction retraction'],
    async () => {
      const hand = await north.session();
      const { id } = await cut(hand);
      return () => hand.post(`/statements/${id}/retraction`, {});
    },
  ],
  [
    'a retraction asked',
    ['retraction-asked request'],
    async () => {
      const { id } = await cut();
      const hand = await desk.session();
      return () => hand.post(`/statements/${id}/retraction`, {});
    },
  ],
  [
    'a retraction asked again',
    [],
    async () => {
      const { id } = await cut();
      const hand = await desk.session();
      await hand.post(`/statements/${id}/retraction`, {});
      return () => hand.post(`/statements/${id}/retraction`, {});
    },
  ],
  [
    'an incident with a step',
    ['incident incident', 'incident incidentUpdate', 'incident statement', 'incident statement'],
    async () => () =>
      north.post('/incidents', {
        title: 'Panne',
        platforms: ['north'],
        update: { effectiveAt: world.in(0), statements: [claim, { ...claim, flows: ['idb'] }] },
      }),
  ],
  [
    'a step',
    ['update incidentUpdate'],
    async () => {
      const { incident } = await cut();
      return () =>
        north.post(`/incidents/${incident}/updates`, { effectiveAt: world.in(0), text: 'On cherche' });
    },
  ],
  [
    'a closing',
    ['closing closing'],
    async () => {
      const hand = await north.session();
      const incident = (await hand.post('/incidents', { title: 'Panne', platforms: ['north'] })).body.id;
      const { id } = (await hand.post('/statements', aSaid({ incident }))).body;
      await hand.post(`/statements/${id}/retraction`, {});
      const headers = await version(`/incidents/${incident}`);
      return () => hand.post(`/incidents/${incident}/closing`, { effectiveAt: world.in(0) }, headers);
    },
  ],
  [
    'windows by a rule',
    ['maintenance maintenance', 'maintenance maintenance'],
    async () => () => north.post('/maintenances', { ...window(), rrule: 'FREQ=DAILY;COUNT=2' }),
  ],
  [
    'a cancellation',
    ['cancellation maintenance changed'],
    async () => {
      const { id } = (await north.post('/maintenances', window())).body;
      const headers = await version(`/maintenances/${id}`);
      return () => north.post(`/maintenances/${id}/cancellation`, undefined, headers);
    },
  ],
  ['a notice', ['notice notice'], async () => () => union.post('/notices', aNotice())],
  [
    'a correction',
    ['correction notice', 'correction notice changed'],
    async () => {
      const path = await noticed();
      const headers = await version(path);
      return () => union.post(`${path}/corrections`, aNotice(), headers);
    },
  ],
  [
    'a withdrawal',
    ['withdrawal notice changed'],
    async () => {
      const path = await noticed();
      const headers = await version(path);
      return () => union.post(`${path}/withdrawal`, undefined, headers);
    },
  ],
  [
    'a mutuelle changed',
    ['mutuelle mutuelle changed'],
    async () => {
      const headers = await version('/mutuelles/alba');
      const hand = await desk.session();
      return () => hand.put('/mutuelles/alba', { name: 'Alba !' }, headers);
    },
  ],
  [
    'a proposal',
    ['proposal proposal'],
    async () => {
      const headers = await version('/mutuelles/alba');
      return () => alba.put('/mutuelles/alba', { name: 'Alba ?' }, headers);
    },
  ],
  [
    'a proposal accepted',
    ['mutuelle mutuelle changed', 'decision proposal'],
    async () => {
      const { body } = await alba.put(
        '/mutuelles/alba',
        { name: 'Alba &' },
        await version('/mutuelles/alba'),
      );
      const hand = await desk.session();
      return () => hand.post(`/proposals/${body.proposal}/decision`, { accepted: true });
    },
  ],
  [
    'an organisation',
    ['organisation organisation'],
    async () => {
      const hand = await desk.session();
      return () => hand.post('/organisations', { id: 'gazette', name: 'La Gazette', kind: 'press' });
    },
  ],
  [
    'a key',
    ['key api_key'],
    async () => {
      const hand = await desk.session();
      return () => hand.post('/keys', { name: 'essai', actions: ['statement'] });
    },
  ],
  [
    'an invitation',
    ['invitation invitation'],
    async () => {
      const hand = await desk.session();
      return () => hand.post('/invitations', { organisation: 'north', email: 'x@example.org' });
    },
  ],
  [
    'a draft',
    [],
    async () => {
      const hand = await north.session();
      return () => hand.put('/drafts/words', { content: { text: ['essai'] } });
    },
  ],
];

describe('what is written leaves exactly its rows', () => {
  it.each(WRITES)('%s', async (_, rows, prepare) => {
    const send = await prepare();
    const before = await last();
    expect((await send()).status).toBeLessThan(300);
    expect(await rowsSince(before)).toEqual(rows);
  });
  it('and what is refused, none', async () => {
    const before = await last();
    expect((await north.post('/statements', aSaid({ platform: 'south' }))).status).toBe(403);
    expect((await north.post('/statements', aSaid({ flows: ['noemie'] }))).status).toBe(422);
    const hand = await desk.session();
    expect((await hand.put('/mutuelles/alba', { name: 'x' }, { 'If-Match': '"x"' })).status).toBe(412);
    expect(await last()).toBe(before);
  });
});

describe('a row says', () => {
  it('who, by what, from which network, and what', async () => {
    const { body } = await north.post('/statements', aSaid(), { 'X-Forwarded-For': '203.0.113.77' });
    const manager = await (await aWriter(world, { organisation: 'north', role: 'manager' })).session();
    const [row] = (await manager.get(`/audit?noun=statement&id=${body.id}`)).body.rows;
    expect(row).toMatchObject({
      account: north.account.id,
      name: north.account.name,
      organisation: 'north',
      via: 'key',
      cameFrom: '203.0.113.0/24',
      action: 'statement',
      before: null,
      after: { id: body.id, health: 'down' },
    });
    const v6 = await north.post('/statements', aSaid(), { 'X-Forwarded-For': '2001:db8:1:2::3' });
    expect((await manager.get(`/audit?id=${v6.body.id}`)).body.rows[0].cameFrom).toBe('2001:db8:1::/48');
  });
  it('to its own organisation, page by page, and as a table nobody’s formula runs in', async () => {
    for (const text of ['un', 'deux', 'trois', '=1+1']) await north.post('/statements', aSaid({ text }));
    const page = (await (await desk.session()).get('/audit?limit=2')).body;
    const next = (await (await desk.session()).get(`/audit?limit=2&cursor=${page.next}`)).body;
    expect([...page.rows, ...next.rows].map(({ number }: { number: number }) => number)).toEqual(
      Array.from({ length: 4 }, (_, each) => page.rows[0].number - each),
    );
    const csv = await (await north.session()).get('/audit?format=csv&limit=3');
    expect(csv.headers.get('Content-Type')).toContain('text/csv');
    expect(csv.body.trim().split('\r\n')).toHaveLength(4);
    expect(csv.body).not.toMatch(/;"[=+@-]/);
    expect(faultOf(await (await north.session()).get('/audit?limit=0')).status).toBe(400);
  });
});
