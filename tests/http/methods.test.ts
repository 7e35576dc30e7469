import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublicFormats as openReadings } from '#server/http/feeds/public-formats';
import { aSaid, aWriter, openWorld, type World } from '../support/world/writers';

let world: World;
let open: ReturnType<typeof openReadings>;
beforeAll(async () => {
  world = await openWorld();
  open = openReadings(world.deps, (error) => String(world.accidents.push(error)));
});
afterAll(() => world.close());

const ask = async (method: string, path: string, headers: Record<string, string> = {}) => {
  const served = path.startsWith('/api/') ? world.api : open;
  const response = await served.request(path, { method, headers });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    type: response.headers.get('Content-Type'),
    body: response.headers.get('Content-Type')?.includes('json') ? JSON.parse(text || 'null') : text,
  };
};

describe('an address asked by a method it has not', () => {
  it.each([
    ['DELETE', '/api/v1/answers', 'GET, HEAD, OPTIONS'],
    ['PUT', '/api/v1/platforms/north', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/api/v1/mutuelles/alba', 'GET, HEAD, PUT, OPTIONS'],
    ['GET', '/api/v1/imports', 'POST, OPTIONS'],
    ['POST', '/api/v1/openapi.json', 'GET, HEAD, OPTIONS'],
    ['PROPFIND', '/api/v2/summary.json', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/feeds/history.atom', 'GET, HEAD, OPTIONS'],
    ['POST', '/badges/north.svg', 'GET, HEAD, OPTIONS'],
    ['PUT', '/feeds/notices.rss', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/cards/opticien/alba.png', 'GET, HEAD, OPTIONS'],
    ['PUT', '/embed/opticien', 'GET, HEAD, OPTIONS'],
    ['POST', '/oembed', 'GET, HEAD, OPTIONS'],
  ])('%s %s is told those it has', async (method, path, allow) => {
    const { status, headers, type, body } = await ask(method, path);
    expect([status, headers.get('Allow'), type]).toEqual([405, allow, 'application/problem+json']);
    expect(body.type).toBe('urn:comptoir:problem:method-not-allowed');
  });
  it.each(['/api/v1/nowhere', '/api/nowhere', '/feeds/nope.atom', '/badges/', '/embed', '/oembed/x'])(
    'is unknown, for programs, when nothing is at %s',
    async (path) => {
      for (const method of ['GET', 'DELETE', 'OPTIONS']) {
        const { status, type } = await ask(method, path);
        expect([method, status, type]).toEqual([method, 404, 'application/problem+json']);
      }
    },
  );
});

describe('OPTIONS', () => {
  it.each([
    ['/api/v1/answers?profession=optician', 'GET, HEAD, OPTIONS'],
    ['/api/v1/session', 'GET, HEAD, POST, DELETE, OPTIONS'],
    ['/feeds/history.atom', 'GET, HEAD, OPTIONS'],
  ])('says what %s answers to, to whoever asks and to browsers', async (path, allow) => {
    const { status, headers } = await ask('OPTIONS', path, {
      Origin: 'https://example.org',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization',
    });
    expect([status, headers.get('Allow')]).toEqual([204, allow]);
    expect(headers.get('Access-Control-Allow-Methods')?.split(',').sort()).toEqual(allow.split(', ').sort());
    expect(headers.get('Access-Control-Max-Age')).toBe('86400');
  });
  it('lets scripts read when to come back and where a thing is', async () => {
    const { headers } = await ask('GET', '/api/v1/answers?profession=optician');
    expect(headers.get('Access-Control-Expose-Headers')?.split(',')).toEqual(
      expect.arrayContaining(['ETag', 'Retry-After', 'Location']),
    );
  });
});

describe('HEAD', () => {
  it.each([
    '/api/v1/answers?profession=optician',
    '/api/v1/platforms/north',
    '/api/v1/openapi.json',
    '/feeds/history.atom',
    '/feeds/notices.json',
    '/badges/north.svg',
  ])('is GET without its body at %s', async (path) => {
    const [head, get] = [await ask('HEAD', path), await ask('GET', path)];
    expect([head.status, head.headers.get('ETag'), head.type]).toEqual([
      200,
      get.headers.get('ETag'),
      get.type,
    ]);
  });
  it('of the stream does not wait, and is never told that it is full', async () => {
    const { status, type, headers, body } = await ask('HEAD', '/api/v1/stream?profession=optician');
    expect([status, type, headers.get('Cache-Control'), body]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      'no-store',
      '',
    ]);
    expect((await ask('HEAD', '/api/v1/stream?profession=opticien')).status).toBe(404);
  });
});

describe('a stranger', () => {
  const BROKEN = [
    ['a body that is none', '/statements', '{'],
    ['a body that says nothing', '/statements', {}],
    ['an id that is none', `/incidents/${'x'.repeat(200)}/updates`, {}],
    ['a parameter that nobody knows', '/notices?At=1', {}],
  ] as const;

  it.each(BROKEN)('is told so before what is wrong: %s', async (_, path, body) => {
    const nobody: Record<string, string>[] = [
      {},
      { Authorization: 'Bearer nobody' },
      { Cookie: 'session=nobody' },
    ];
    for (const headers of nobody) {
      const { status } = await world.doors.send('POST', `/api/v1${path}`, body, headers);
      expect(status).toBe(401);
    }
  });
  it('is told so before how a body is announced', async () => {
    const headers = { 'Content-Type': 'text/plain' };
    const { status } = await world.doors.send('POST', '/api/v1/statements', 'x', headers);
    expect(status).toBe(401);
  });
  it.each(BROKEN)('somebody known is told what is wrong: %s', async (_, path, body) => {
    const writer = await aWriter(world, { organisation: 'north' });
    expect((await writer.post(path, body)).status).toBe(400);
  });
  it('may get a form wrong where nobody has to be known', async () => {
    expect((await world.doors.send('POST', '/api/v1/reports', {})).status).toBe(400);
    expect((await world.doors.send('POST', '/api/v1/remarks', '{')).status).toBe(400);
  });
});

describe('a body', () => {
  it.each(['application/JSON', 'Application/Json; Charset=UTF-8', ' application/json'])(
    'is JSON when it is announced as %s',
    async (type) => {
      const writer = await aWriter(world, { organisation: 'north' });
      const { status } = await writer.post('/statements', aSaid(), { 'Content-Type': type });
      expect(status).toBe(201);
    },
  );
  it.each(['text/plain', 'application/jsonp', 'application/json charset=x', 'application'])(
    'is not when it is announced as %s',
    async (type) => {
      const writer = await aWriter(world, { organisation: 'north' });
      const { status, body } = await writer.post('/statements', aSaid(), { 'Content-Type': type });
      expect([status, body.type]).toEqual([415, 'urn:comptoir:problem:unsupported-media']);
    },
  );
});
