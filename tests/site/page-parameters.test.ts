import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PAGE_PARAMETERS } from '#app/page-parameters';
import { pageParameters } from '#server/http/kit/page-edge';
import { openSite } from '#server/runtime/site';
import { builtDashboard, methodsOfPages } from '#server/site/dashboard';
import { gatus } from '../support/world/tool-payloads';
import {
  aNotice,
  aSaid,
  aVisitor,
  aWriter,
  bySession,
  openWorld,
  type World,
} from '../support/world/writers';

let world: World;
let site: ReturnType<typeof openSite>['site'];
let patterns: readonly string[];
/** Somebody of the desk, signed in: every page of the space opens. */
let desk: Record<string, string>;
/** What each piece of an address may be here. */
let known: Record<string, string>;

beforeAll(async () => {
  world = await openWorld();
  const { dashboard } = await builtDashboard();
  patterns = [...methodsOfPages(await dashboard.build()).keys()];
  site = openSite(world.deps, dashboard, {
    watched: {
      db: world.db,
      pool: world.database.pool,
      readModel: world.readModel,
      waiting: () => 0,
      requests: () => [],
      chores: () => [],
      probeLag: () => 0,
      accidents: () => 0,
      trustedProxies: [],
    } as never,
    leaving: new AbortController().signal,
    lastKnown: async () => null,
    securityContact: null,
    privacy: { controller: null, contact: null },
    legal: { publisher: null, host: null, accessibility: null },
    mail: { hasServer: false, hasSender: false },
    isUnclaimed: () => false,
    report: world.doors.report,
    fail: () => {
      throw new Error('no page fails here');
    },
  }).site;
  const writer = await aWriter(world, { organisation: 'desk' });
  desk = (await writer.session()).who;
  const { incident } = (await writer.post('/statements', aSaid())).body;
  const notice = (await writer.post('/notices', aNotice())).body.id;
  const made = { platform: 'north', flow: 'pec', kind: 'heartbeat', name: 'Sonde inventée' };
  const probe = (await bySession(writer).post('/probes', made)).body.id;
  const window = { platform: 'north', flows: ['pec'], professions: 'all' };
  const times = { from: world.in(60_000), to: world.in(120_000) };
  const maintenance = (await writer.post('/maintenances', { ...window, ...times })).body.id;
  const { id: connector, token: inbound } = (await bySession(writer).post('/connectors', { name: 'Outil' }))
    .body;
  await writer.post(`/inbound/${inbound}`, gatus('TRIGGERED'));
  const [{ id: alert }] = (await writer.get('/due')).body.alerts;
  const follows = [{ profession: 'optician' }];
  const channel = { channel: 'push', endpoint: 'https://93.184.216.34/x', keys: DEVICE_KEYS };
  const { token } = (await aVisitor(world).post('/subscriptions', { ...channel, follows })).body;
  known = { incident, notice, maintenance, probe, connector, alert, token };
});
afterAll(() => world.close());

const DEVICE_KEYS = {
  p256dh: Buffer.alloc(65, 4).toString('base64url'),
  auth: Buffer.alloc(16).toString('base64url'),
};
/** Names of the dashboard's own machinery, on no address of a reader. */
/** Somebody has an account here. */
const GONE: readonly string[] = ['/premiers-pas'];
const MACHINERY = ['_data', '_routes', 'index'];

const read = new Set<string>();
const { get, has, getAll } = URLSearchParams.prototype;
beforeEach(() => {
  read.clear();
  const seen = (name: string) => {
    if (!MACHINERY.includes(name)) read.add(name);
  };
  URLSearchParams.prototype.get = function (name) {
    seen(name);
    return get.call(this, name);
  };
  URLSearchParams.prototype.getAll = function (name) {
    seen(name);
    return getAll.call(this, name);
  };
  URLSearchParams.prototype.has = function (name, ...rest) {
    seen(name);
    return has.call(this, name, ...rest);
  };
});
afterEach(() => Object.assign(URLSearchParams.prototype, { get, has, getAll }));

const addressOf = (pattern: string): string =>
  pattern
    .replace(':profession', 'opticien')
    .replace(':mutuelle', 'alba')
    .replace(':platform', 'north')
    .replace('plateformes/:id', 'plateformes/north')
    .replace('organisations/:id', 'organisations/desk')
    .replace('incidents/:id', `incidents/${known.incident}`)
    .replace('avis/:id', `avis/${known.notice}`)
    .replace('maintenances/:id', `maintenances/${known.maintenance}`)
    .replace('branchements/:id', `branchements/${known.connector}`)
    .replace('alertes/:id', `alertes/${known.alert}`)
    .replace('attestation/:id', 'attestation/optician.mutuelle.alba.20240202T110000Z')
    .replace('sondes/:id', `sondes/${known.probe}`)
    .replace(':token', String(known.token));

/** By somebody signed in whose profession is remembered, and by nobody. */
const open = async (address: string): Promise<number[]> => {
  const statuses = [];
  for (const headers of [{ ...desk, Cookie: `${desk.Cookie}; profession=optician` }, {}]) {
    const request = new Request(`http://localhost${address}`, { headers });
    const response = await site.fetch(request, { incoming: { socket: { remoteAddress: '127.0.0.1' } } });
    await response.text();
    statuses.push(response.status);
  }
  return statuses;
};

/** What only the form of a page reads, which is sent to the address of the page. */
const READ_BY_FORMS: Record<string, readonly string[]> = {
  '/espace/connexion/code': ['retour'],
  '/espace/mot-de-passe': ['retour'],
};

it('each page has its line in the table, and each line its page', () => {
  expect(Object.keys(PAGE_PARAMETERS).sort()).toEqual([...patterns].sort());
});

describe.each(Object.keys(PAGE_PARAMETERS))('%s', (pattern) => {
  it('reads what its line says', async () => {
    const statuses = await open(addressOf(pattern));
    expect(statuses.every((status) => (GONE.includes(pattern) ? [404] : [200, 302]).includes(status))).toBe(
      true,
    );
    const line = PAGE_PARAMETERS[pattern] ?? [];
    expect([...read].filter((name) => !line.includes(name))).toEqual([]);
    // A page that only leads elsewhere has no banner.
    const unread = line.filter((name) => name !== 'at' && !read.has(name));
    expect(unread).toEqual(READ_BY_FORMS[pattern] ?? []);
  });
});

describe('the parameters of an address', () => {
  const at = pageParameters(PAGE_PARAMETERS);

  it.each([
    ['/opticien', '/:profession'],
    ['/Opticien/', '/:profession'],
    ['/opticien/alba', '/:profession/:mutuelle'],
    ['/avis/x', '/avis/:id'],
    ['/avis', '/avis'],
    ['/espace/annuaire/import', '/espace/annuaire/import'],
  ])('%s are those of %s, in order', (address, pattern) => {
    expect(at('GET', address)).toEqual([...(PAGE_PARAMETERS[pattern] ?? [])].sort());
    expect(at('HEAD', address)).toEqual(at('GET', address));
  });
  it('of what a page asks in a browser are those of the page', () => {
    expect(at('GET', '/opticien.data')).toEqual(['_routes', ...(at('GET', '/opticien') ?? [])]);
    expect(at('GET', '/_root.data')).toEqual(['_routes', ...(at('GET', '/') ?? [])]);
  });
  it('are none of no page, nor of a form', () => {
    expect(at('GET', '/a/b/c/d/e')).toBeNull();
    expect(at('POST', '/signaler')).toBeNull();
  });
});
