import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, shift } from '#server/domain/facts/intervals';
import type { Caller, Row } from '../../support/world/account-routes';
import { FOREIGN, rowsOf } from '../../support/world/routes';
import {
  API,
  aVisitor,
  aWriter,
  type Headers,
  kindOf,
  OWN_PAGE,
  openWorld,
  type World,
} from '../../support/world/writers';

let world: World;
let rows: Row[];
const callers = new Map<string, Caller>();
beforeAll(async () => {
  world = await openWorld();
  rows = await rowsOf(world);
  for (const [kind, organisation] of [
    ['operator', 'north'],
    ['union', 'opticians'],
    ['mutuelle', 'alba'],
  ] as const) {
    callers.set(kind, { kind, writer: await aWriter(world, { organisation }) });
    callers.set(`${kind} manager`, { kind, writer: await aWriter(world, { organisation, role: 'manager' }) });
  }
  callers.set('desk', { kind: 'desk', writer: await aWriter(world, { organisation: 'desk' }) });
});
afterAll(() => world.close());

const STATUSPAGE = [
  'summary',
  'status',
  'components',
  'incidents',
  'incidents/unresolved',
  'scheduled-maintenances',
  'scheduled-maintenances/upcoming',
  'scheduled-maintenances/active',
].map((name) => `/api/v2/${name}.json`);
/** Doors that anyone reads: they say nothing that the board does not. */
const PUBLIC = [
  '/openapi.json',
  '/answers',
  '/answers/:profession/:mutuelle',
  '/answers/:profession/platforms/:platform',
  '/answers/:profession/:mutuelle/timeline',
  '/answers/:profession/mutuelles/:mutuelle/timeline',
  '/answers/:profession/platforms/:platform/timeline',
  '/attestations/:id',
  '/search',
  '/mutuelles',
  '/mutuelles/:id',
  '/platforms',
  '/platforms/:id',
  '/platforms/:id/availability',
  '/platforms/:id/payments',
  '/platforms/:id/availability.csv',
  '/availability',
  '/overview',
  '/incidents',
  '/incidents/:id',
  '/maintenances',
  '/maintenances/:id',
  '/notices',
  '/notices/:id',
  '/probes',
  '/snapshot',
  '/snapshot.sig',
  '/signing-keys',
  '/signed-heads',
  '/first-steps',
  '/sign-in/providers',
  '/sign-in/start',
  '/sign-in/callback',
  '/stream',
  '/reports',
  '/subscription-channels',
  '/push-key',
  '/professionals/sign-in',
  '/professionals/callback',
  '/professionals/me',
  ...STATUSPAGE,
  '/api/docs',
  '/api/docs/style.css',
].map((path) => `GET ${path}`);
/** The token of the address, or of a header, says who calls. */
const BY_TOKEN = [
  'POST /heartbeats',
  'GET /heartbeats/:token',
  'POST /heartbeats/:token',
  'POST /inbound/:token',
  'GET /subscriptions/:token',
  'PUT /subscriptions/:token',
  'DELETE /subscriptions/:token',
  'POST /subscriptions/:token/confirmation',
  'POST /subscriptions/:token/resumption',
  'POST /subscriptions/:token/secret',
];
const isSafe = (route: string) => route.startsWith('GET');

type Voice = ReturnType<typeof aVisitor>;

const expected = ({ may }: Row, name: string, kind: string): string => {
  const isManager = name.endsWith('manager');
  return may[name] ?? (isManager ? may.manager : undefined) ?? may[kind] ?? '403 403';
};

/** What is answered to a caller of its own thing, and of another's when the row tells them apart. */
const tried = async (row: Row, caller: Caller, voice: () => Promise<Voice>, isTwofold: boolean) => {
  const [method = ''] = row.route.split(' ');
  const statuses = [];
  for (const whose of [caller.writer.account.organisation, FOREIGN[caller.kind] ?? ''].slice(
    0,
    isTwofold ? 2 : 1,
  )) {
    const { path, body, headers } = await row.ask(whose, caller);
    const answer = await (await voice()).send(method, path, body, headers);
    statuses.push(answer.status);
    if (kindOf(answer) === 'out-of-scope') {
      expect(answer.body.detail).toMatch(
        / écrit sur .+ ; pas sur : .|est faite pour : .+ ; pas pour : .|par une clé de sonde/,
      );
      expect(answer.body.cure).toBeTruthy();
    }
  }
  return statuses.join(' ');
};

describe('the table of doors', () => {
  it('names every door that writes, and every one that only writers read', () => {
    const served = world.api.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(API, '')}`);
    const known = [...PUBLIC, ...BY_TOKEN, ...rows.map(({ route }) => route)];
    expect([...new Set(served)].sort()).toEqual([...new Set(known)].sort());
  });

  it('answers each role as it says, of its own things and of others’', async () => {
    for (const row of rows) {
      for (const [name, caller] of callers) {
        const wanted = expected(row, name, caller.kind);
        const given = await tried(row, caller, () => caller.writer.session(), wanted.includes(' '));
        expect(`${row.route}, ${name}: ${given}`).toBe(`${row.route}, ${name}: ${wanted}`);
      }
    }
  }, 180_000);

  it('answers keys as it says: a writer’s less than its session, a probe’s nothing', async () => {
    const { writer, kind } = callers.get('operator manager') as Caller;
    const probe = await writer.probe();
    for (const row of rows) {
      for (const [name, voice] of [['key', writer] as const, ['probe', probe] as const]) {
        const wanted = row.may[name] ?? '403 403';
        const given = await tried(row, { writer, kind }, async () => voice, wanted.includes(' '));
        expect(`${row.route}, ${name}: ${given}`).toBe(`${row.route}, ${name}: ${wanted}`);
      }
    }
  }, 60_000);

  it('answers 401 to nobody, to an expired session, to one without its second factor, to a false key', async () => {
    const caller = callers.get('operator manager') as Caller;
    const strangers: Record<string, () => Promise<Voice>> = {
      nobody: async () => aVisitor(world),
      expired: () => caller.writer.session({ openedAt: shift(world.now(), -DAY) }),
      unproved: () => caller.writer.session({ isProved: false }),
      false: async () => aVisitor(world, { ...OWN_PAGE, Authorization: `Bearer comptoir_${'x'.repeat(43)}` }),
    };
    for (const row of rows.filter(({ may }) => may.nobody === undefined)) {
      for (const [name, voice] of Object.entries(strangers)) {
        const given = await tried(row, caller, voice, false);
        // Whoever waits for its second factor may leave all the same.
        const isLeaving = row.route === 'DELETE /session' && name === 'unproved';
        expect(`${row.route}, ${name}: ${given}`).toBe(`${row.route}, ${name}: ${isLeaving ? 200 : 401}`);
      }
    }
  }, 60_000);

  it('lets the desk’s session write from our own pages only', async () => {
    const caller = callers.get('desk') as Caller;
    const elsewhere: Record<string, Headers> = {
      'nothing said': {},
      'another origin': { Origin: 'https://evil.example' },
      'a null origin': { Origin: 'null' },
      'another site': { Origin: 'http://localhost', 'Sec-Fetch-Site': 'cross-site' },
      'a neighbour site': { 'Sec-Fetch-Site': 'same-site' },
      'no page at all': { 'Sec-Fetch-Site': 'none' },
    };
    for (const row of rows.filter(({ route }) => !isSafe(route))) {
      for (const [name, headers] of Object.entries(elsewhere)) {
        const { token } = await caller.writer.session();
        const voice = aVisitor(world, { Cookie: `session=${token}`, ...headers });
        const given = await tried(row, caller, async () => voice, false);
        expect(`${row.route}, ${name}: ${given}`).toBe(`${row.route}, ${name}: 403`);
      }
    }
  }, 120_000);
});

describe('what writers read', () => {
  it('is of their own people; of everyone’s for the desk', async () => {
    const { writer } = callers.get('operator manager') as Caller;
    const hand = await writer.session();
    const own: Record<string, string> = {
      accounts: 'accounts',
      'audit?limit=200': 'rows',
      invitations: 'invitations',
      keys: 'keys',
    };
    for (const [path, list] of Object.entries(own)) {
      const { body } = await hand.get(`/${path}`);
      const organisations = new Set(
        body[list].map(({ organisation }: { organisation: string }) => organisation),
      );
      expect([path, ...organisations]).toEqual([path, 'north']);
      const all = (await (await (callers.get('desk') as Caller).writer.session()).get(`/${path}`)).body[list];
      expect(
        new Set(all.map(({ organisation }: { organisation: string }) => organisation)).size,
      ).toBeGreaterThan(2);
    }
    expect(JSON.stringify((await hand.get('/keys')).body)).not.toContain('comptoir_');
  });
});
