import { Resolver } from 'node:dns/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOutside } from '#server/outbound/outbound';
import { isCallable, type Outbound, resolveTarget, resolveUrl, systemLookup } from '#server/outbound/targets';
import { startCanary } from '../support/peers/canary';
import { type LoopbackPlatform, startPlatform } from '../support/peers/loopback-platform';
import { startNameServer } from '../support/peers/name-server';
import { startRawServer } from '../support/peers/raw-server';
import { addressesAt, HOSTS, locationsTo, redirectionsTo } from '../support/peers/tricks';

let canary: Awaited<ReturnType<typeof startCanary>>;
let names: Awaited<ReturnType<typeof startNameServer>>;
let platform: LoopbackPlatform;
beforeAll(async () => {
  [canary, names, platform] = await Promise.all([startCanary(), startNameServer(), startPlatform()]);
});
afterAll(async () => {
  expect(canary.connections()).toBe(0);
  await Promise.all([canary.stop(), names.stop(), platform.stop()]);
});

const CLOSED: Outbound = { isLoopbackAllowed: false, lookup: systemLookup, trusted: null };
const OPEN: Outbound = { ...CLOSED, isLoopbackAllowed: true };
const asking = (outbound: Outbound): Outbound => ({
  ...outbound,
  lookup: (name) => {
    const resolver = new Resolver();
    resolver.setServers([names.place]);
    return resolver.resolve4(name);
  },
});
const call = (outbound: Outbound, url: string) =>
  callOutside(outbound, { url, signal: AbortSignal.timeout(2_000) });

describe('an address', () => {
  it.each([
    ['93.184.216.34', true],
    ['2a00:1450:4007:80e::2003', true],
    ['::ffff:93.184.216.34', true],
    ['::ffff:10.0.0.1', false],
    ['127.0.0.1', false],
    ['0x7f.1', false],
    ['portail.example', false],
    ['', false],
  ])('%s may be called: %s', (address, may) => expect(isCallable(address, false)).toBe(may));
});

describe('never called', () => {
  it.each(HOSTS)('a page at %s', async (host) => {
    expect((await call(CLOSED, `http://${host}:${canary.port}/`)).ok).toBe(false);
    expect((await call(CLOSED, `https://${host}:${canary.port}/`)).ok).toBe(false);
  });
  it.each(HOSTS)('a port at %s', async (host) => {
    const bare = host.replace(/^\[|\]$/g, '');
    for (const each of [host, bare]) expect((await resolveTarget(CLOSED, each, canary.port)).ok).toBe(false);
  });
  it('an address that tricks whoever reads it', async () => {
    for (const address of addressesAt(canary.port))
      expect(`${address} ${(await call(CLOSED, address)).ok}`).toBe(`${address} false`);
  });
});

describe('why', () => {
  it.each([
    ['http://127.0.0.1/', 'private-address'],
    ['http://2130706433/', 'odd-spelling'],
    ['http://134744072/', 'odd-spelling'],
    ['http://nom:passe@example.org/', 'userinfo'],
    ['ftp://example.org/', 'scheme'],
    ['http://example.org:25/', 'port'],
    ['http://example.org:0/', 'port'],
    ['example.org', 'unreadable'],
    ['http://rien.invalid/', 'unresolved'],
  ])('%s: %s', async (address, why) => {
    const outbound = { ...CLOSED, lookup: async () => Promise.reject(new Error('nothing')) };
    expect(await resolveUrl(outbound, address)).toEqual({ ok: false, refusal: why });
  });
});

describe('a redirection', () => {
  it('is checked like a first address', async () => {
    for (const address of redirectionsTo(canary.port)) {
      platform.be('moved', address);
      expect(`${address} ${(await call(OPEN, platform.url())).ok}`).toBe(`${address} false`);
    }
    platform.be('working');
  });
  it('is checked whatever the bytes it is written with', async () => {
    const raw = await startRawServer();
    for (const line of locationsTo(canary.port)) {
      raw.say(`HTTP/1.1 302 Found\r\n${line}\r\nContent-Length: 0\r\n\r\n`);
      const answered = await call(OPEN, raw.url());
      expect(`${line} ${answered.ok && answered.value.status}`).toMatch(/ (false|302)$/);
    }
    await raw.stop();
  });
  it('that may be followed is', async () => {
    const other = await startPlatform();
    platform.be('moved', other.url());
    expect(await call(OPEN, platform.url())).toMatchObject({ ok: true, value: { status: 200 } });
    platform.be('working');
    await other.stop();
  });
});

describe('a name', () => {
  it.each([
    [['127.0.0.1', '93.184.216.34']],
    [['93.184.216.34', '8.8.8.8', '10.0.0.1']],
    [['93.184.216.34', '::ffff:127.0.0.1']],
    [['2a00:1450:4007:80e::2003', 'fd00::1']],
    [['93.184.216.34', '64:ff9b::7f00:1']],
    [[...Array.from({ length: 30 }, () => '93.184.216.34'), '127.0.0.1']],
  ])('whose addresses are %j is refused: each counts, in whatever place', async (addresses) => {
    const outbound = { ...CLOSED, lookup: async () => addresses };
    const refused = { ok: false, refusal: 'private-address' };
    for (const scheme of ['http', 'https'])
      expect(await call(outbound, `${scheme}://several.test:${canary.port}/`)).toEqual(refused);
    expect(await resolveTarget(outbound, 'several.test', canary.port)).toEqual(refused);
  });
  it('with one private address among public ones is refused', async () => {
    names.say('mixed.test', ['93.184.216.34', '127.0.0.1']);
    expect(await call(asking(CLOSED), `http://mixed.test:${canary.port}/`)).toEqual({
      ok: false,
      refusal: 'private-address',
    });
  });
  it('that changes its mind once checked is called where it was checked', async () => {
    const before = names.questions();
    names.say('turning.test', ['127.0.0.1'], ['127.0.0.2']);
    const answered = await call(asking(OPEN), platform.url('/', 'turning.test'));
    expect(answered).toMatchObject({ ok: true, value: { status: 200 } });
    expect(names.questions() - before).toBe(1);
    names.say('turning.test', ['127.0.0.9'], ['127.0.0.1']);
    await expect(call(asking(OPEN), `http://turning.test:${canary.port}/`)).rejects.toThrow();
  });
});
