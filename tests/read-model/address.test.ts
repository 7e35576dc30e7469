import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf } from '#server/read-model/response-cache/address';

const PAGES = () => ['at', 'knownAt', 'verdict', 'q', 'profession'];
const pathOf = (url: string) => addressOf(url, PAGES)?.path ?? null;

describe('the address that names an answer', () => {
  it.each([
    ['/opticien', '/opticien'],
    ['/opticien?', '/opticien'],
    ['/opticien?utm_source=x&gclid=y&_ga=z', '/opticien'],
    ['/opticien?verdict=possible&at=2024', '/opticien?at=2024&verdict=possible'],
    ['/opticien?verdict=b&verdict=a', '/opticien?verdict=b&verdict=a'],
    ['/opticien?v%65rdict=a', '/opticien?verdict=a'],
    ['/opticien??verdict=%61', '/opticien'],
    ['/api/v1/answers??at=x', '/api/v1/answers?%3Fat=x'],
    ['/api/v1/answers?profession=%6Fptician&_=1', '/api/v1/answers?profession=optician'],
    ['/api/v2/summary.json?t=12', '/api/v2/summary.json'],
    ['/feeds/history.atom?platform=viamedis', '/feeds/history.atom?platform=viamedis'],
    ['/cards/opticien.png?v=htlat&at=2024', '/cards/opticien.png?at=2024'],
  ])('of %s is %s', (url, path) => expect(pathOf(url)).toBe(path));

  it('keeps what a route for programs has to refuse, and what a page sends on', () => {
    expect(pathOf('/api/v1/answers?profession=optician&asOf=2024')).toContain('asOf=2024');
    expect(pathOf('/opticien?At=2024')).toBe('/opticien?At=2024');
  });
  it.each([
    '/espace',
    '/espace/connexion',
    '/espace.data',
    '/Espace/compte',
    '/%65space',
    '/opticien/../espace',
    '//espace',
    '/signaler?profession=opticien',
    '/opticien/alan?signale=bloque-pec-anonyme',
    '/api/v1/stream?profession=optician',
    '/api/v1/session',
    '/api/v1/professionals/me',
    '/api/v1/heartbeats/abc',
    '/api/v1/due',
    '/api/v1/audit',
    '/api/v1/drafts',
    '/healthz',
    '/metrics',
    `/opticien/${'a'.repeat(600)}`,
  ])('is none for %s: it may depend on who asks, or is done rather than read', (url) =>
    expect(pathOf(url)).toBeNull(),
  );
  it('lets no card stand past its minute', () => {
    expect(addressOf('/cards/opticien/alan.png', PAGES)?.maxAge).toBe(60_000);
    expect(addressOf('/opticien/alan', PAGES)?.maxAge).toBeNull();
  });
  it('lets nothing measured stand for long', () => {
    const maxAge = (url: string) => addressOf(url, PAGES)?.maxAge;
    expect(maxAge('/opticien')).toBeNull();
    expect(maxAge('/plateformes')).toBeNull();
    for (const url of ['/plateformes/viamedis', '/historique', '/api/v1/platforms/x/availability.csv?days=9'])
      expect(maxAge(url)).toBeGreaterThan(0);
  });
  it('is the same however its names are written', () => {
    const names = [...PAGES(), 'signale', 'utm_source', 'fbclid', 'x', 'At', ''];
    const pairs = fc.array(fc.tuple(fc.constantFrom(...names), fc.stringMatching(/^[a-z0-9=?-]{0,8}$/)));
    // An escaped letter is read as a browser reads it, not looked at as it stands.
    const escaped = (name: string) => name.replace(/^./, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
    const queryOf = (given: [string, string][]) => given.map(([name, value]) => `${name}=${value}`).join('&');
    fc.assert(
      fc.property(fc.constantFrom('/opticien', '/api/v1/answers'), pairs, (path, given) => {
        const other = given.map(([name, value]): [string, string] => [escaped(name), value]);
        expect(pathOf(`${path}?${queryOf(other)}`)).toBe(pathOf(`${path}?${queryOf(given)}`));
      }),
    );
  });
  it('is the same whatever nobody reads, and whatever the order, of anything', () => {
    const read = fc
      .subarray(PAGES())
      .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), fc.string()))));
    const ignored = fc.array(
      fc.tuple(fc.constantFrom('utm_source', 'fbclid', '_', 'x', 'utm_'), fc.string()),
    );
    fc.assert(
      fc.property(read, ignored, fc.integer(), (asked, noise, seed) => {
        const plain = new URLSearchParams(asked as [string, string][]);
        const mixed = [...asked, ...noise].sort((a, b) => `${a}${seed}`.length - `${b}${seed}`.length);
        const noisy = new URLSearchParams(mixed as [string, string][]);
        fc.pre(`${plain}${noisy}`.length < 400);
        expect(pathOf(`/opticien?${noisy}`)).toBe(pathOf(`/opticien?${plain}`));
      }),
    );
  });
});
