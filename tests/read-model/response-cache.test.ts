import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../support/runner/server';
import { loadOutage } from '../support/world/outage';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Over the wire, as it is: nothing is decompressed on the way. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: Record<string, string>; body: Buffer }>((resolve, reject) => {
    const asked = request(server.origin + path, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });

const BOARD = '/api/v1/answers?profession=optician';
const ANSWER = '/api/v1/answers/optician/platforms/viamedis';
const said = (body: Buffer) => JSON.parse(body.toString());

describe('what is the same for everyone', () => {
  it('is sent in the encoding asked for, and reads the same in each', async () => {
    const plain = await ask(BOARD);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const br = await ask(BOARD, { 'Accept-Encoding': 'gzip, br' });
    const gzip = await ask(BOARD, { 'Accept-Encoding': 'gzip' });
    expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(said(brotliDecompressSync(br.body)).answers).toEqual(said(plain.body).answers);
    expect(said(gunzipSync(gzip.body)).answers).toEqual(said(plain.body).answers);
    expect(br.headers.vary).toBe('Accept-Encoding');
    expect(br.body.length).toBeLessThan(plain.body.length / 5);
  });
  it('is not sent again to whoever holds it, however that is said', async () => {
    const { headers } = await ask(BOARD);
    const tag = headers.etag ?? '';
    for (const held of [tag, `"other", ${tag}`, tag.replace('W/', ''), '*']) {
      const again = await ask(BOARD, { 'If-None-Match': held });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag]);
    }
    expect((await ask(BOARD, { 'If-None-Match': '"other"' })).status).toBe(200);
  });
  it.each([
    ['br;q=0, gzip;q=0', undefined],
    ['*;q=0', undefined],
    ['identity;q=0', undefined],
    ['identity;q=0, *;q=0', undefined],
    ['*;q=0, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    [',,;;q=\u00ff=,=', undefined],
    ['br;q=2', 'br'],
  ])('is sent to whoever says « %s » as %s, whole', async (accepted, encoding) => {
    const plain = await ask(BOARD);
    const { status, headers, body } = await ask(BOARD, { 'Accept-Encoding': accepted });
    expect([status, headers['content-encoding'], headers['content-length']]).toEqual([
      200,
      encoding,
      String(body.length),
    ]);
    const read = encoding === 'br' ? brotliDecompressSync(body) : encoding ? gunzipSync(body) : body;
    expect(said(read).answers).toEqual(said(plain.body).answers);
  });
  it.each(['', '   ', ',', '"', 'W/', 'W/"x", "y"', '"*"', 'null', '"a"'.repeat(500)])(
    'is sent again to whoever holds « %s »',
    async (held) => {
      expect((await ask(BOARD, { 'If-None-Match': held })).status).toBe(200);
    },
  );
  it('is measured without a body for HEAD, and whole for whoever asks a part', async () => {
    const whole = await ask(BOARD);
    const head = await ask(BOARD, {}, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(String(whole.body.length));
    const part = await ask(BOARD, { Range: 'bytes=0-9' });
    expect([part.status, part.body.length]).toEqual([200, whole.body.length]);
  });
  it('keeps its headers: for other sites, for caches, for safety', async () => {
    const { headers } = await ask(BOARD);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': expect.stringContaining('max-age=5'),
      'content-type': expect.stringContaining('application/json'),
      'x-content-type-options': 'nosniff',
    });
  });
  it('changes as soon as something is said', async () => {
    expect(said((await ask(ANSWER)).body).verdict).toBe('possible');
    await loadOutage(server.db);
    let verdict = '';
    for (let tries = 0; verdict !== 'suspended' && tries < 100; tries += 1) {
      verdict = said((await ask(ANSWER)).body).verdict;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(verdict).toBe('suspended');
  });
});

describe('a page', () => {
  /** Two minutes may meet between two questions: bytes are compared with those of the same version. */
  const isSentAsKept = async (path: string, headers: Record<string, string>) => {
    const before = await ask('/opticien');
    const asked = await ask(path, headers);
    const after = await ask('/opticien');
    return [before, after].some(({ body }) => body.equals(asked.body));
  };
  it.each([
    [
      'a browser that was here before',
      '/opticien',
      { Cookie: 'profession=pharmacist; _ga=GA1.1.2; device=x' },
    ],
    ['somebody signed in', '/opticien', { Cookie: 'session=whoever; professional=whoever' }],
    ['a program with a key', '/opticien', { Authorization: 'Bearer none' }],
    ['a shared link', '/opticien?utm_source=lettre&fbclid=abc', {}],
    ['a parameter that no page reads', '/opticien?x=1&%5F=2', {}],
    ['any language, any form', '/opticien', { 'Accept-Language': 'br', Accept: 'image/png' }],
  ])('is the bytes that everyone is sent, for %s', async (_, path, headers) => {
    expect(await isSentAsKept(path, headers)).toBe(true);
  });
  it('keeps the policy whose nonce its scripts bear', async () => {
    const { headers, body } = await ask('/opticien');
    const nonce = /'nonce-([^']+)'/.exec(headers['content-security-policy'] ?? '')?.[1];
    expect(nonce).toBeDefined();
    expect(body.toString()).toContain(`nonce="${nonce}"`);
  });
  it('of another instant is another page, in any order of its parameters', async () => {
    const at = 'at=2024-02-02T12%3A00%3A00Z';
    const then = await ask(`/opticien?${at}&verdict=suspended`);
    expect(then.body.equals((await ask('/opticien')).body)).toBe(false);
    expect((await ask(`/opticien?utm_medium=x&verdict=suspended&${at}`)).body.equals(then.body)).toBe(true);
  });
  it('of whoever chose a profession is its board; the choice stays a page', async () => {
    const sent = await ask('/', { Cookie: 'profession=pharmacist' });
    expect([sent.status, sent.headers.location]).toEqual([302, '/pharmacien']);
    expect((await ask('/?choisir=1', { Cookie: 'profession=pharmacist' })).status).toBe(200);
    expect((await ask('/')).status).toBe(200);
  });
  it('of the writers’ space is never kept', async () => {
    const { status, headers } = await ask('/espace');
    expect(status).toBe(302);
    expect(headers['cache-control']).toBe('no-store');
  });
  it('that is not there is not there twice', async () => {
    expect((await ask('/nulle-part')).status).toBe(404);
    expect((await ask('/nulle-part')).status).toBe(404);
  });
});
