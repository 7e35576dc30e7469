import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOutage } from '../support/outage';
import { startServer } from '../support/server';

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
  it('is the same bytes for two readers of one minute, under one policy; not for whoever is somebody', async () => {
    const one = await ask('/opticien');
    const two = await ask('/opticien');
    const nonce = (policy = '') => /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(one.status).toBe(200);
    expect(one.body.toString()).toContain(nonce(one.headers['content-security-policy']));
    if (two.body.equals(one.body))
      expect(two.headers['content-security-policy']).toBe(one.headers['content-security-policy']);
    const somebody = await ask('/opticien', { Cookie: 'session=nobody' });
    expect(nonce(somebody.headers['content-security-policy'])).not.toBe(
      nonce(one.headers['content-security-policy']),
    );
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
