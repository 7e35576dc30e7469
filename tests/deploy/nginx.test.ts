import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { IGNORED_PARAMETERS } from '#server/contract/ignored-parameters';
import { checkSnapshot, readKeys } from '#server/signing/check';
import { findNginx, startNginx } from '../support/peers/nginx';
import { startServer } from '../support/runner/server';
import { loadOutage } from '../support/world/outage';

/** What stays true with other parameters that links carry along, in any order. */
const HELD = [
  '/api/v1/answers?profession=optician',
  '/api/v1/answers?utm_source=lettre&profession=optician',
  '/api/v1/answers?profession=optician&fbclid=a%26b&gclid=c',
  '/api/v1/answers?_=1&t=2&profession=optician&v=3&utm_medium=x',
  '/api/v1/answers?t&profession=optician',
];

/** A question each that the copy does not hold, and would answer wrongly with the board of now. */
const NOT_HELD = [
  '/api/v1/answers?profession=optician&at=2024-02-02T12:00:00Z',
  '/api/v1/answers?at=2024-02-02T12:00:00Z&profession=optician',
  '/api/v1/answers?profession=optician&knownAt=2024-02-02T12:00:00Z',
  '/api/v1/answers?profession=optician&verdict=suspended',
  '/api/v1/answers?profession=optician&q=alan',
  '/api/v1/answers?profession=optician&mutuelle=alan',
  '/api/v1/answers?profession=optician&amc=00410001',
  '/api/v1/answers?profession=optician&amc=00410001&code=ab&csr=12',
  '/api/v1/answers?profession=optician&code=ab',
  '/api/v1/answers?profession=optician&csr=12',
  '/api/v1/answers?profession=optician&platform=viamedis',
  '/api/v1/answers?profession=optician&concentrator=resopharma',
  '/api/v1/answers?profession=optician&inconnu=1',
  '/api/v1/answers?profession=optician&utm_source=x&at=2024-02-02T12:00:00Z&t=1',
  '/api/v1/answers?profession=optician&profession=pharmacist',
  '/api/v1/answers?profession=pharmacist&profession=optician',
  '/api/v1/answers?profession=%6fptician',
  '/api/v1/answers?%70rofession=optician',
  '/api/v1/answers?profession=',
  '/api/v1/answers?profession',
  '/api/v1/answers?profession=optician+',
  '/api/v1/answers?profession=optician%20',
  '/api/v1/answers?profession=optician;at=2024-02-02T12:00:00Z',
  '/api/v1/answers?t=1;profession=pharmacist&profession=optician',
  '/api/v1/answers?Profession=optician',
  '/api/v1/answers?PROFESSION=optician',
  '/api/v1/answers?profession=Optician',
  '/api/v1/answers?xprofession=optician',
  '/api/v1/answers?profession=optician&Verdict=suspended',
  '/api/v1/answers?profession=opticien',
  '/api/v1/answers?profession=../snapshot',
  '/api/v1/answers?profession=optician?at=2024',
  '/api/v1/answers?profession=optician&',
  '/api/v1/answers',
  '/api/v1/answers?t=1',
  '/api/v1/answers%3Fprofession=optician',
  '/api/v1/answers/optician/alan',
  '/api/v1/answers/optician/platforms/viamedis',
  '/api/v1/snapshot?since=20',
  '/api/v1/snapshot.sig?since=20',
  '/api/v1/platforms',
  '/api/v1/stream?profession=optician',
  '/api/v2/summary.json',
  '/badges/viamedis.svg?profession=pharmacist',
  '/badges/viamedis.svg?at=2024-02-02T12:00:00Z',
  '/feeds/history.atom?profession=pharmacist',
  '/feeds/history.atom?platform=viamedis',
  '/feeds/maintenances.ics?platform=viamedis',
  '/embed/optician',
  '/embed/opticien?at=2024-02-02T12:00:00Z',
  '/oembed?url=https://comptoir.example/opticien',
];
const PAGES_NOT_HELD = [
  '/opticien?at=2024-02-02T12:00:00%2B01:00',
  '/opticien?verdict=suspended',
  '/opticien?q=alan',
  '/opticien?utm_source=lettre&at=2024-02-02T12:00:00Z',
  '/opticien%3Fat=2024-02-02T12:00:00Z',
  '/opticien?choisir=1',
  '/?choisir=2',
  '/opticien/alan',
  '/plateformes',
  '/espace',
];

it('leaves out of a question the parameters that the service leaves out', async () => {
  const text = await readFile('server/deploy/nginx.conf', 'utf8');
  const written = [...text.matchAll(/\(\?:(utm_.*?)\)/g)].map(([, names]) => names);
  const names = ['utm_[^=&;]*', ...IGNORED_PARAMETERS].join('|');
  expect(written).toEqual([names, names, names, names]);
});

const nginx = findNginx();

describe.runIf(nginx)('nginx, as server/deploy/nginx.conf says', () => {
  let dataDir: string;
  let server: Awaited<ReturnType<typeof startServer>> | null = null;
  let before: Awaited<ReturnType<typeof startNginx>>;
  const published = (name: string) => join(dataDir, 'public', name);

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'comptoir-deployed-'));
    server = await startServer({ DATA_DIR: dataDir }, { isOnDuty: true });
    before = await startNginx({
      program: nginx ?? '',
      service: server.origin,
      published: join(dataDir, 'public'),
    });
  }, 180_000);
  afterAll(async () => {
    await before?.stop();
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const json = async (path: string) => {
    const { status, body } = await before.ask(path);
    return { status, body: JSON.parse(body.toString('utf8')) };
  };
  const verdictOf = ({ platforms }: { platforms: { platform: string; verdict: string }[] }) =>
    platforms.find(({ platform }) => platform === 'viamedis')?.verdict;

  it('hands on every question while the service is there, and keeps nothing', async () => {
    const now = '/api/v1/answers?profession=optician';
    expect(verdictOf((await json(now)).body)).toBe('possible');
    expect(verdictOf((await json(`${now}&at=2024-02-02T12:00:00Z`)).body)).toBe('suspended');
    if (server) await loadOutage(server.db);
    await vi.waitFor(async () => expect(verdictOf((await json(now)).body)).toBe('suspended'), {
      timeout: 20_000,
      interval: 500,
    });
    expect(verdictOf((await json('/api/v1/answers?profession=pharmacist')).body)).toBe('possible');
    expect((await before.ask('/api/v1/answers?profession=opticien')).status).toBe(404);
  });

  describe('once the service is gone', () => {
    beforeAll(async () => {
      await vi.waitFor(
        async () => expect(await readFile(published('snapshot.json'), 'utf8')).toContain('panne-en-cours'),
        { timeout: 60_000, interval: 200 },
      );
      await server?.stop();
      server = null;
    }, 90_000);

    it.each(HELD)('%s answers from the copy', async (path) => {
      const { status, headers, body } = await before.ask(path);
      expect([status, headers['content-type']]).toEqual([200, 'application/json']);
      expect(body).toEqual(await readFile(published('answers/optician.json')));
      expect(headers['access-control-allow-origin']).toBe('*');
    });
    it.each(NOT_HELD)('%s is told that there is only a copy', async (path) => {
      const { status, headers, body } = await before.ask(path);
      expect([status, headers['content-type']]).toEqual([503, 'application/problem+json']);
      expect(headers).toMatchObject({
        'retry-after': '60',
        'cache-control': 'no-store',
        'access-control-allow-origin': '*',
      });
      const problem = JSON.parse(body.toString('utf8'));
      expect(problem).toMatchObject({ type: 'urn:comptoir:problem:only-copy', status: 503 });
      expect(problem.detail).toContain('copie de secours');
    });
    it.each(PAGES_NOT_HELD)('%s is told so on a page, which leads to the boards', async (path) => {
      const { status, headers, body } = await before.ask(path);
      expect([status, headers['content-type']]).toEqual([503, 'text/html; charset=utf-8']);
      expect(headers).toMatchObject({ 'retry-after': '60', 'cache-control': 'no-store' });
      expect(body.toString('utf8')).toMatch(/<h1>La copie de secours.+href="\/opticien"/s);
    });
    it.each([
      ['/', 'text/html; charset=utf-8', 'index.html'],
      ['/?choisir=1', 'text/html; charset=utf-8', 'index.html'],
      ['/opticien', 'text/html; charset=utf-8', 'opticien/index.html'],
      ['/opticien/', 'text/html; charset=utf-8', 'opticien/index.html'],
      ['/opticien?utm_source=lettre', 'text/html; charset=utf-8', 'opticien/index.html'],
      ['/embed/opticien', 'text/html; charset=utf-8', 'embed/opticien/index.html'],
      ['/embed/style.css', 'text/css; charset=utf-8', 'embed/style.css'],
      ['/age.js', 'text/javascript; charset=utf-8', 'age.js'],
      ['/widget.js', 'text/javascript; charset=utf-8', 'widget.js'],
      ['/favicon.svg', 'image/svg+xml; charset=utf-8', 'favicon.svg'],
      ['/badges/viamedis.svg', 'image/svg+xml; charset=utf-8', 'badges/viamedis.svg'],
      ['/feeds/history.atom', 'application/atom+xml; charset=utf-8', 'feeds/history.atom'],
      ['/feeds/history.rss', 'application/rss+xml; charset=utf-8', 'feeds/history.rss'],
      ['/feeds/maintenances.ics', 'text/calendar; charset=utf-8', 'feeds/maintenances.ics'],
      ['/api/v1/snapshot', 'application/json', 'snapshot.json'],
      ['/api/v1/snapshot?_=17', 'application/json', 'snapshot.json'],
      ['/api/v1/snapshot.sig', 'text/plain; charset=utf-8', 'snapshot.json.sig'],
      ['/api/v1/signing-keys', 'application/json', 'signing-keys.json'],
    ])('%s is there, as %s, compressed for who reads that', async (path, type, name) => {
      const bytes = await readFile(published(name));
      const plain = await before.ask(path);
      expect([plain.status, plain.headers['content-type']]).toEqual([200, type]);
      expect(plain.body.equals(bytes)).toBe(true);
      if (name.endsWith('.sig')) return;
      const packed = await before.ask(path, 'GET', { 'accept-encoding': 'gzip' });
      expect([packed.status, packed.headers['content-encoding'], packed.headers['content-type']]).toEqual([
        200,
        'gzip',
        type,
      ]);
      expect(gunzipSync(packed.body).equals(bytes)).toBe(true);
    });
    it('lets nobody run anything in it, nor frame it but what is made for that', async () => {
      const policy = async (path: string) => (await before.ask(path)).headers['content-security-policy'];
      expect(await policy('/opticien')).toMatch(/script-src 'self'.+frame-ancestors 'none'$/);
      expect(await policy('/embed/opticien')).toMatch(/script-src 'self'.+frame-ancestors \*$/);
      expect(await policy('/espace')).toMatch(
        /^default-src 'none'; style-src 'self'.+frame-ancestors 'none'$/,
      );
    });
    it('is checked with the keys it holds', async () => {
      const [state, signature, keys] = await Promise.all(
        ['/api/v1/snapshot', '/api/v1/snapshot.sig', '/api/v1/signing-keys'].map((path) => before.ask(path)),
      );
      expect(JSON.parse(keys?.body.toString('utf8') ?? '').keys).toHaveLength(1);
      const checked = await checkSnapshot({
        bytes: state?.body ?? Buffer.alloc(0),
        signature: signature?.body.toString('utf8') ?? '',
        keys: await readKeys(published('signing-keys.json')),
        seen: null,
      });
      expect(checked).toMatchObject({ ok: true });
    });
    it('answers HEAD as GET, without a body', async () => {
      for (const [path, status] of [
        ['/api/v1/answers?profession=optician', 200],
        ['/api/v1/answers?profession=optician&q=alan', 503],
        ['/opticien', 200],
        ['/api/v1/stream?profession=optician', 503],
      ] as const) {
        const [got, head] = [await before.ask(path), await before.ask(path, 'HEAD')];
        expect([path, head.status, head.body.length]).toEqual([path, status, 0]);
        expect(head.headers['content-type']).toBe(got.headers['content-type']);
        expect(head.headers['content-length']).toBe(got.headers['content-length']);
      }
    });
    it.each<Dispatcher.HttpMethod>(['POST', 'PUT', 'PATCH', 'DELETE'])('takes no %s', async (method) => {
      for (const path of [
        '/api/v1/answers?profession=optician',
        '/api/v1/statements',
        '/feeds/history.atom',
      ]) {
        const { status, headers, body } = await before.ask(path, method);
        expect([path, status, headers['content-type']]).toEqual([path, 503, 'application/problem+json']);
        expect(JSON.parse(body.toString('utf8')).cure).toContain('Idempotency-Key');
      }
      expect((await before.ask('/espace/connexion', method)).status).toBe(503);
    });
    it('lets a browser on another site ask again with If-None-Match', async () => {
      const path = '/api/v1/answers?profession=optician';
      const may = await before.ask(path, 'OPTIONS', {
        origin: 'https://union.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'if-none-match',
      });
      expect([may.status, may.headers['access-control-allow-origin']]).toEqual([204, '*']);
      expect(may.headers['access-control-allow-methods']).toBe('GET, HEAD');
      const { headers } = await before.ask(path);
      const again = await before.ask(path, 'GET', { 'if-none-match': String(headers.etag) });
      expect([again.status, again.headers['access-control-allow-origin']]).toEqual([304, '*']);
      const service = await before.ask(path, 'GET', { 'if-none-match': 'W/"what-the-service-said"' });
      expect(service.status).toBe(200);
    });
    it('never says that a refusal is still the same, nor gives a part of anything', async () => {
      const path = '/api/v1/answers?profession=optician&q=alan';
      const { headers } = await before.ask(path);
      const conditions: Record<string, string>[] = [
        { 'if-none-match': String(headers.etag ?? '*') },
        { 'if-none-match': '*' },
        { 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() },
        { range: 'bytes=0-3' },
      ];
      for (const asked of conditions)
        expect([asked, (await before.ask(path, 'GET', asked)).status]).toEqual([asked, 503]);
      expect((await before.ask('/opticien', 'GET', { range: 'bytes=0-3' })).status).toBe(200);
    });
    it('logs from which network, and nothing of what was looked for', async () => {
      await before.ask('/opticien?q=une-recherche');
      await before.ask('/api/v1/heartbeats/un-jeton');
      await before.ask('/api/v1/inbound/un-jeton');
      // nginx answers first and writes its line afterwards.
      const log = await vi.waitFor(async () => {
        const lines = await before.log();
        expect(lines).toContain(' GET /api/v1/heartbeats/- ');
        expect(lines).toContain(' GET /api/v1/inbound/- ');
        return lines;
      }, 5_000);
      expect(log).toMatch(/^127\.0\.0\.0\/24 \[\S+\] GET \/opticien 503 /m);
      expect(log).not.toMatch(/127\.0\.0\.1|une-recherche|un-jeton|\?/);
    });
    it('gives no file that nobody has an address for', async () => {
      for (const path of [
        '/503.json',
        '/503.html',
        '/.%2e/secret.key',
        '/..%2f..%2fsecret.key',
        '/keys/signing.pem',
      ])
        expect([path, (await before.ask(path)).status]).toEqual([path, expect.toSatisfy((is) => is >= 400)]);
    });
  });
});
