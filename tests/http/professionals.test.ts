import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Db } from '#db/database';
import { createProSanteConnect, type ProSanteConnect } from '#server/accounts/openid-sign-in';
import { createSecrets } from '#server/accounts/secrets';
import { HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { professionals } from '#server/http/reporting/professionals';
import {
  CLIENT,
  createVisitor,
  NUMBERS,
  passProvider,
  startIdentityProvider,
  type Visitor,
} from '../support/peers/identity-provider';
import { closeContexts, sharedBrowser } from '../support/runner/browser';
import { createDatabase } from '../support/runner/database';

const secrets = createSecrets('a key of the tests, long enough for them');

let database: Awaited<ReturnType<typeof createDatabase>>;
let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
let server: ServerType;
/** Not 127.0.0.1, where the provider is: to the browser, another site. */
let origin: string;
/** What the doors are given, changed at will. */
let given: { db: Db; now: () => Date; publicUrl: string | null; proSanteConnect: ProSanteConnect | null };

const connectTo = (issuer: string): ProSanteConnect =>
  createProSanteConnect({ ...CLIENT, issuer, redirectUri: callback(), isLoopbackAllowed: true });
const doors = () => new Hono().route('/api/v1', professionals({ ...given, secrets }));
const door = (name: string) => `${origin}/api/v1/professionals/${name}`;
const callback = () => door('callback');
const signIn = (back: string) => `${door('sign-in')}?return=${encodeURIComponent(back)}`;

beforeAll(async () => {
  database = await createDatabase();
  server = serve({
    fetch: (request) =>
      request.url.includes('/api/') ? doors().fetch(request) : new Response('<title>Comptoir</title>', PAGE),
    port: 0,
    hostname: '127.0.0.1',
  });
  await once(server, 'listening');
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  provider = await startIdentityProvider(callback());
});
afterAll(async () => {
  server.close();
  await provider.stop();
  await database.close();
});
beforeEach(async () => {
  await database.db.deleteFrom('professionalSession').execute();
  const { db } = database;
  given = { db, now: () => new Date(), publicUrl: origin, proSanteConnect: connectTo(provider.issuer) };
});

/** Whom `me` answers when nobody is signed in. */
const NOBODY = { signedIn: false, until: null, isOffered: true };
const PAGE = { headers: { 'Content-Type': 'text/html' } };

const sessions = () => database.db.selectFrom('professionalSession').selectAll().execute();
const me = async (visitor: Visitor) => (await visitor.visit(door('me'))).json();
/** Where one is sent, as a path of ours. */
const sentTo = async (visitor: Visitor, address: string): Promise<string | null> =>
  (await visitor.visit(address)).headers.get('Location');
/** Through the provider and back; resolves to the page one ends on. */
const enter = async (visitor: Visitor, login: string | null, back = '/pharmacien') =>
  sentTo(visitor, await passProvider(visitor, signIn(back), login));

describe('a professional', () => {
  it('signs in, comes back to the page of before, is known for twelve hours, signs out', async () => {
    const visitor = createVisitor();
    expect(await me(visitor)).toEqual(NOBODY);
    expect(await enter(visitor, 'claire', '/pharmacien?q=mgen&connexion=refusee#liste')).toBe(
      '/pharmacien?q=mgen#liste',
    );
    const { signedIn, until } = await me(visitor);
    expect(signedIn).toBe(true);
    expect(+new Date(until) - Date.now()).toBeGreaterThan(12 * HOUR - MINUTE);
    const token = visitor.cookies().find(({ name }) => name === 'professional')?.value;

    const out = await visitor.visit(door('sign-out'), { method: 'POST', headers: { Origin: origin } });
    expect([out.status, await me(visitor), await sessions()]).toEqual([204, NOBODY, []]);
    const stolen = await fetch(door('me'), { headers: { Cookie: `professional=${token}` } });
    expect([await stolen.json(), stolen.headers.get('Cache-Control')]).toEqual([NOBODY, 'no-store']);
  });

  it('does the same in a browser, by the provider’s own forms', async () => {
    const browser = await sharedBrowser();
    try {
      const page = await browser.newPage();
      // The provider's page asks for a font far away.
      await page.route(/^https:/, (route) => route.abort());
      await page.goto(signIn('/opticien'));
      await page.getByPlaceholder('Enter any login').fill('claire');
      await page.getByPlaceholder('and password').fill('any');
      await page.getByRole('button', { name: 'Sign-in' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.waitForURL(`${origin}/opticien`);
      const asked = await page.evaluate(async (address) => (await fetch(address)).json(), door('me'));
      expect(asked.signedIn).toBe(true);
      const held = await page.context().cookies(origin);
      expect(held.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
        ['professional', true, 'Lax'],
      ]);
      const left = await page.evaluate(
        async (address) => (await fetch(address, { method: 'POST' })).status,
        door('sign-out'),
      );
      expect([left, await sessions()]).toEqual([204, []]);
    } finally {
      await closeContexts(browser);
    }
  });

  it('is kept as a keyed digest, by national number when there is one, the same at each visit', async () => {
    for (const login of ['claire', 'claire', 'paul']) await enter(createVisitor(), login);
    const kept = await sessions();
    const keyed = (subject: string) => secrets.keyed('professional', subject);
    const number = NUMBERS.claire ?? '';
    expect(kept.map(({ subjectHash }) => subjectHash).sort()).toEqual(
      [keyed(number), keyed(number), keyed('paul')].sort(),
    );
    for (const clear of ['claire', 'paul', number]) expect(JSON.stringify(kept)).not.toContain(clear);
    expect(Object.keys(kept[0] ?? {}).sort()).toEqual(['createdAt', 'expiresAt', 'subjectHash', 'tokenHash']);
  });

  it('is nobody after twelve hours', async () => {
    const visitor = createVisitor();
    await enter(visitor, 'claire');
    given.now = () => shift(new Date(), 12 * HOUR);
    expect(await me(visitor)).toEqual(NOBODY);
  });

  it('has cookies bound to us alone behind https', async () => {
    given.publicUrl = 'https://comptoir.example';
    const begun = await createVisitor().visit(signIn('/'));
    expect(begun.headers.getSetCookie().join()).toMatch(
      /^__Host-professional-sign-in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });
});

describe('is sent back, without a session', () => {
  const nothing = async (visitor: Visitor) => {
    expect(await sessions()).toEqual([]);
    expect(await me(visitor)).toEqual(NOBODY);
  };
  const changed = (address: string, name: string, value: string): string => {
    const url = new URL(address);
    url.searchParams.set(name, value);
    return url.href;
  };

  it('whoever cancels', async () => {
    const visitor = createVisitor();
    expect(await enter(visitor, null)).toBe('/pharmacien?connexion=refusee');
    await nothing(visitor);
  });

  it.each(['state', 'code', 'iss'])('whoever comes back with another %s', async (name) => {
    const visitor = createVisitor();
    const back = await passProvider(visitor, signIn('/pharmacien'), 'claire');
    expect(await sentTo(visitor, changed(back, name, 'another'))).toBe('/pharmacien?connexion=interrompue');
    await nothing(visitor);
  });

  it('whoever touched the cookie, or comes in with another’s callback', async () => {
    const visitor = createVisitor();
    const back = await passProvider(visitor, signIn('/pharmacien'), 'claire');
    const sealed = visitor.cookies().find(({ name }) => name === 'professional-sign-in')?.value ?? '';
    const touched = `${sealed.slice(0, -4)}AAAA`;
    for (const cookie of ['', 'x', touched, secrets.seal('{}'), secrets.seal('JBSWY3DPEHPK3PXP')]) {
      const headers = { Cookie: `professional-sign-in=${cookie}` };
      const response = await fetch(back, { headers, redirect: 'manual' });
      expect(response.headers.get('Location')).toBe('/?connexion=interrompue');
    }
    const stranger = createVisitor();
    await stranger.visit(signIn('/opticien'));
    expect(await sentTo(stranger, back)).toBe('/opticien?connexion=interrompue');
    await nothing(stranger);
  });

  it('whoever plays a callback again, with the cookie kept aside', async () => {
    const visitor = createVisitor();
    const back = await passProvider(visitor, signIn('/pharmacien'), 'claire');
    const [kept] = visitor.cookies().filter(({ name }) => name === 'professional-sign-in');
    expect(await sentTo(visitor, back)).toBe('/pharmacien');
    expect(await sentTo(visitor, back)).toBe('/?connexion=interrompue');
    const headers = { Cookie: `professional-sign-in=${kept?.value}` };
    const again = await fetch(back, { headers, redirect: 'manual' });
    expect(again.headers.get('Location')).toBe('/pharmacien?connexion=interrompue');
    expect(await sessions()).toHaveLength(1);
  });

  it('whoever takes ten minutes', async () => {
    const visitor = createVisitor();
    const back = await passProvider(visitor, signIn('/pharmacien'), 'claire');
    given.now = () => shift(new Date(), 10 * MINUTE);
    expect(await sentTo(visitor, back)).toBe('/pharmacien?connexion=interrompue');
    await nothing(visitor);
  });

  it('whoever comes while the database is away', async () => {
    const visitor = createVisitor();
    const back = await passProvider(visitor, signIn('/pharmacien'), 'claire');
    const away = connect({ ...database.address, host: '/nowhere' });
    given.db = away.db;
    expect(await sentTo(visitor, back)).toBe('/pharmacien?connexion=indisponible');
    await away.close();
  });

  it('whoever comes while the provider is down; it is found again once it is back', async () => {
    const other = await startIdentityProvider(callback());
    const port = Number(new URL(other.issuer).port);
    await other.stop();
    given.proSanteConnect = connectTo(other.issuer);
    const visitor = createVisitor();
    expect(await sentTo(visitor, signIn('/pharmacien'))).toBe('/pharmacien?connexion=indisponible');

    const restarted = await startIdentityProvider(callback(), port);
    expect(await enter(visitor, 'claire')).toBe('/pharmacien');
    const back = await passProvider(visitor, signIn('/pharmacien'), 'claire');
    await restarted.stop();
    expect(await sentTo(visitor, back)).toBe('/pharmacien?connexion=indisponible');
  });

  it('whoever comes while the provider hangs, within six seconds', async () => {
    const hung = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(hung, 'listening');
    given.proSanteConnect = connectTo(`http://127.0.0.1:${(hung.address() as AddressInfo).port}`);
    const from = Date.now();
    expect(await sentTo(createVisitor(), signIn('/pharmacien'))).toBe('/pharmacien?connexion=indisponible');
    expect(Date.now() - from).toBeLessThan(6000);
    hung.closeAllConnections();
    hung.close();
  });

  it('whoever the provider would have us ask at another machine about', async () => {
    let calls = 0;
    const canary = createServer((_, response) => response.end(String(calls++))).listen(0, '127.0.0.1');
    const liar = createServer((_, response) => {
      const elsewhere = `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
      const endpoints = { token_endpoint: `${elsewhere}/token`, jwks_uri: `${elsewhere}/keys` };
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify({ issuer: lies(), authorization_endpoint: `${lies()}/auth`, ...endpoints }),
      );
    }).listen(0, '127.0.0.1');
    const lies = () => `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;
    await Promise.all([canary, liar].map((each) => each.listening || once(each, 'listening')));
    given.proSanteConnect = connectTo(lies());
    const visitor = createVisitor();
    const asked = new URL((await sentTo(visitor, signIn('/pharmacien'))) ?? '');
    const back = `${callback()}?code=c&state=${asked.searchParams.get('state')}`;
    expect(await sentTo(visitor, back)).toBe('/pharmacien?connexion=indisponible');
    expect(calls).toBe(0);
    for (const each of [canary, liar]) each.close();
  });
});

describe('is refused', () => {
  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    'pharmacien',
    '',
    `/${'a'.repeat(600)}`,
  ])('a way back that leads elsewhere: %j', async (back) => {
    const response = await createVisitor().visit(signIn(back));
    const body = (await response.json()) as { pointer: string };
    expect([response.status, body.pointer]).toEqual([400, '/query/return']);
  });

  it('a sign-out that another site asks for', async () => {
    const visitor = createVisitor();
    await enter(visitor, 'claire');
    for (const headers of [
      {},
      { Origin: 'https://evil.example' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ] as Record<string, string>[]) {
      const response = await visitor.visit(door('sign-out'), { method: 'POST', headers });
      expect(response.status).toBe(403);
    }
    expect((await me(visitor)).signedIn).toBe(true);
  });

  it('a sign-in where no provider is configured', async () => {
    given.proSanteConnect = null;
    const response = await createVisitor().visit(signIn('/'));
    const body = (await response.json()) as { detail: string };
    expect([response.status, body.detail]).toEqual([
      404,
      'La connexion des professionnels n’est pas configurée ici.',
    ]);
  });

  it.each([
    ['http://psc.example', true],
    ['http://10.0.0.1', true],
    ['http://127.0.0.1.evil.example', true],
    ['http://127.0.0.1', false],
  ])('an issuer asked in clear over a network: %s', (issuer, isLoopbackAllowed) => {
    const create = () =>
      createProSanteConnect({ ...CLIENT, issuer, redirectUri: callback(), isLoopbackAllowed });
    expect(create).toThrow('PRO_SANTE_CONNECT_ISSUER');
  });
});
