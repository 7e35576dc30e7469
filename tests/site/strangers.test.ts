import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problem } from '#server/contract/problem';
import { BODIES, PIECES, TEXTS } from '../faults/fuzz/hostile';
import { askRaw, type RawAsked, type RawReply } from '../support/raw';
import { startServer } from '../support/server';

let server: Awaited<ReturnType<typeof startServer>>;
let port: number;
beforeAll(async () => {
  server = await startServer();
  port = Number(new URL(server.origin).port);
});
afterAll(() => server.stop());

/** Each from somewhere else, so that the share of one network is not what answers. */
let count = 0;
const elsewhere = (): string => `198.${18 + (++count % 2)}.${count % 250}.7`;
const ask = ({ headers = [], ...asked }: RawAsked): Promise<RawReply> => {
  const isSaid = headers.some(([name]) => name === 'X-Forwarded-For');
  return askRaw(port, {
    ...asked,
    headers: isSaid ? headers : [...headers, ['X-Forwarded-For', elsewhere()] as const],
  });
};

const PROGRAMS = /^\/(api|feeds|badges|embed|oembed|healthz|readyz|metrics)(?:[/?]|$)/;
/** Where a target leads once its dots are read, as any client reads them. */
const pathOf = (target: string): string => {
  const read = `http://here.invalid${target}`;
  return URL.canParse(read) ? new URL(read).pathname : target;
};
const isForPrograms = (target: string): boolean => PROGRAMS.test(pathOf(target));

/** What somebody reads of a page: neither its tags nor its scripts. */
const seenIn = (html: string): string =>
  html
    .replace(/<(script|style|head)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

/** Every fault of an answer, in words; none: it is as it should be. */
const faultsOf = ({ target, method = 'GET' }: RawAsked, { status, headers, body }: RawReply): string[] => {
  const type = headers.get('Content-Type') ?? '';
  if (!(status >= 200 && status < 600)) return ['no answer'];
  const faults: string[] = [];
  // Of oEmbed alone: a form it does not speak.
  if (status >= 500 && !(status === 501 && target.startsWith('/oembed'))) faults.push('an accident');
  if (status === 405 && !headers.has('Allow')) faults.push('no Allow');
  if (status < 400 || method === 'HEAD') return faults;
  if (isForPrograms(target)) {
    if (type !== 'application/problem+json') faults.push(`no problem: ${type}`);
    else if (problem.parse(JSON.parse(body)).status !== status) faults.push('another status in the body');
  } else if (!isData(target)) {
    if (!type.startsWith('text/html')) faults.push(`no page: ${type}`);
    if (!/<h1>[^<]/.test(body)) faults.push('no title');
    if (!/<a [^>]*href="\/[^"]*"/.test(body)) faults.push('no way home');
    if (/\/api\/|openapi|\bat \S+:\d+:\d+\b/.test(seenIn(body))) faults.push('words for programs');
  }
  return faults;
};

/** What the dashboard asks for itself once it runs in a browser. */
const isData = (target: string): boolean => /^[^?]*\.data(\?|$)|^\/__manifest/.test(target);

const expectRefusal = async (asked: RawAsked): Promise<RawReply> => {
  const reply = await ask(asked);
  expect([asked.method, asked.target.slice(0, 200), reply.status, faultsOf(asked, reply)]).toEqual([
    asked.method,
    asked.target.slice(0, 200),
    reply.status,
    [],
  ]);
  return reply;
};

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
/** Whatever HTTP lets stand in a header. */
const valued = (text: string): string =>
  latin1(text)
    .replace(/[^\t\x20-\x7e\x80-\xff]/g, ' ')
    .slice(0, 2_000);
const lone = (text: string): string => text.replace(/[\ud800-\udfff]/gu, '\ufffd');

const hostile = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom('viamedis', 'optician', 'opticien', 'malakoff-humanis', 'n-e04'),
);
const encoded = hostile.map((text) => encodeURIComponent(lone(text).slice(0, 600)));
/** A piece of a path: encoded, badly encoded, or signs that no browser would send as they are. */
const piece = fc.oneof(
  encoded,
  fc.constantFrom(...PIECES),
  fc.string({ unit: fc.constantFrom(...'a%/._~!$&()*+,;=:@|"<>^`{}[]'), maxLength: 20 }),
  fc.constant('a'.repeat(6_000)),
);
const NAMES = [
  'at',
  'At',
  'knownAt',
  'profession',
  'q',
  'verdict',
  'platform',
  'cursor',
  'limit',
  'url',
  '_',
];
const query = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...NAMES), encoded),
      fc.oneof(encoded, fc.constantFrom('optician', '2024-02-02T12:00:00Z', '-1', '1e999', ...PIECES)),
    ),
    { maxLength: 4 },
  )
  .map((pairs) =>
    pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`,
  );

const HEADERS = [
  ...['Cookie', 'Accept-Language', 'Accept-Encoding', 'Accept', 'Authorization', 'If-None-Match', 'If-Match'],
  ...['Idempotency-Key', 'Origin', 'Sec-Fetch-Site', 'X-Forwarded-For', 'X-Forwarded-Host', 'Range'],
  ...['Last-Event-ID', 'Referer', 'Content-Type', 'Access-Control-Request-Method', 'User-Agent'],
];
const COOKIES = ['=;;', '%', 'session=%ff', 'profession=../x', 'session="', 'profession=%', ';'.repeat(999)];
const headers = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom(...HEADERS), hostile.map(valued)),
    fc.tuple(fc.constant('Cookie'), fc.constantFrom(...COOKIES)),
    fc.tuple(fc.constant('Origin'), fc.constantFrom('null', 'https://evil.example', 'http://[', 'x')),
  ),
  { maxLength: 4 },
);
const method = fc.oneof(
  { weight: 6, arbitrary: fc.constant('GET') },
  {
    weight: 4,
    arbitrary: fc.constantFrom('HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'TRACE'),
  },
);
const body = fc.oneof(fc.constant(null), fc.constantFrom(...BODIES), fc.constant(Buffer.alloc(70_000, 'a')));
const WITHOUT_BODY = ['GET', 'HEAD', 'TRACE'];

/** Node refuses by itself what is longer than 16 kB before its body, with what `askRaw` adds. */
const isReadByNode = ({ target, headers = [] }: RawAsked): boolean =>
  target.length + headers.flat().join('').length < 15_000;

const questions = (patterns: readonly string[]): fc.Arbitrary<RawAsked> =>
  fc
    .tuple(
      fc.constantFrom(...patterns),
      fc.array(piece, { minLength: 3, maxLength: 3 }),
      fc.tuple(query, headers, method, body),
    )
    .map(([pattern, pieces, [query, headers, method, body]]) => {
      const path = pieces.reduce((made, each) => made.replace('*', () => each), pattern);
      const target = path + query;
      return { method, target, headers, ...(body && !WITHOUT_BODY.includes(method) ? { body } : {}) };
    })
    .filter(isReadByNode);

const THEIRS = [
  ...['/api/v1/answers', '/api/v1/answers/*/malakoff-humanis', '/api/v1/answers/optician/*'],
  ...[
    '/api/v1/answers/optician/platforms/*',
    '/api/v1/mutuelles',
    '/api/v1/mutuelles/*',
    '/api/v1/platforms/*',
  ],
  ...['/api/v1/platforms/*/availability', '/api/v1/incidents', '/api/v1/incidents/*', '/api/v1/notices/*'],
  ...['/api/v1/maintenances/*', '/api/v1/reports', '/api/v1/heartbeats/*', '/api/v1/session', '/api/*/*'],
  ...['/api/v1/statements', '/api/v1/statements/*/retraction', '/api/v1/drafts/*', '/api/v1/imports'],
  ...['/api/v1/probes/*', '/api/v2/summary.json', '/api/v1/professionals/sign-in', '/api/v1/audit'],
  ...['/feeds/history.atom', '/feeds/*', '/badges/*', '/badges/*.svg', '/embed/*', '/oembed', '/healthz'],
];
const OURS = [
  ...[
    '/',
    '/*',
    '/opticien',
    '/opticien/*',
    '/*/*',
    '/opticien/operateur/*',
    '/plateformes',
    '/plateformes/*',
  ],
  ...['/incidents/*', '/avis', '/avis/*', '/maintenances', '/historique', '/signaler', '/signaler/annuaire'],
  ...['/espace', '/espace/connexion', '/espace/invitation', '/espace/incidents/*', '/espace/*', '/*/*/*'],
  ...['/opticien.data', '/_root.data', '/*.data', '/espace/annuaire/import', '/__manifest'],
];

describe('whatever strangers send', () => {
  it('to what programs read, is answered, or refused with a problem', async () => {
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(questions(THEIRS), async (asked) => {
        const { status } = await expectRefusal(asked);
        seen.set(status, (seen.get(status) ?? 0) + 1);
      }),
      { numRuns: 400 },
    );
    for (const status of [200, 400, 404, 405]) expect(seen.get(status), String(status)).toBeGreaterThan(0);
  }, 180_000);
  it('to pages, is answered, or refused with a page', async () => {
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(questions(OURS), async (asked) => {
        const { status } = await expectRefusal(asked);
        seen.set(status, (seen.get(status) ?? 0) + 1);
      }),
      { numRuns: 250 },
    );
    for (const status of [200, 404, 405]) expect(seen.get(status), String(status)).toBeGreaterThan(0);
  }, 180_000);
});

const form = ['Content-Type', 'application/x-www-form-urlencoded'] as const;

it('a byte that is no letter of an address, or too many of them, is refused by Node itself', async () => {
  for (const [target, expected] of [
    [latin1('/opticien/é'), 400],
    [`/opticien/${'a'.repeat(17_000)}`, 431],
  ] as const) {
    const { status, headers } = await ask({ target });
    expect([status, headers.get('Connection')]).toEqual([expected, 'close']);
  }
});

describe('a body that is too large', () => {
  const LARGE = Buffer.alloc(70_000, 'a');
  const CHUNKED = Buffer.from(`${LARGE.length.toString(16)}\r\n${LARGE}\r\n0\r\n\r\n`);

  it.each([
    ['/espace/connexion', 'text/html; charset=utf-8'],
    ['/signaler', 'text/html; charset=utf-8'],
    ['/espace/annuaire/alan', 'text/html; charset=utf-8'],
    ['/api/v1/session', 'application/problem+json'],
    ['/api/v1/reports', 'application/problem+json'],
  ])('is refused at %s, its length announced or not', async (target, type) => {
    const json = ['Content-Type', 'application/json'] as const;
    const announced = target.startsWith('/api') ? json : form;
    const whole = await ask({ method: 'POST', target, headers: [announced], body: LARGE });
    const pieces = await ask({
      method: 'POST',
      target,
      headers: [announced, ['Transfer-Encoding', 'chunked']],
      body: CHUNKED,
    });
    for (const { status, headers } of [whole, pieces])
      expect([status, headers.get('Content-Type')]).toEqual([413, type]);
  });
  it('is answered before the rest of it has come', async () => {
    const endless = [form, ['Content-Length', '99999999']] as const;
    const { status } = await ask({
      method: 'POST',
      target: '/espace/connexion',
      headers: endless,
      body: LARGE,
    });
    expect(status).toBe(413);
  });
});

describe('an address', () => {
  it.each([
    'x/api/v1/answers?profession=optician&z=',
    'x@evil.example',
    'evil.example/',
    'a b',
    '[::1',
    'x:99999999',
    '-',
    '\\',
    `${'a'.repeat(300)}.example`,
  ])('whose host is « %s » is refused before anything is made of it', async (host) => {
    for (const [target, type] of [
      ['/api/v1/mutuelles', 'application/problem+json'],
      ['/opticien', 'text/html; charset=utf-8'],
    ] as const) {
      const reply = await ask({ target, headers: [['Host', host]] });
      expect([reply.status, reply.headers.get('Content-Type')]).toEqual([400, type]);
    }
  });
  it.each(['localhost', 'comptoir.example', 'comptoir.example:8443', '[::1]:3000', 'a', '127.0.0.1'])(
    'whose host is « %s » is answered',
    async (host) => {
      expect((await ask({ target: '/api/v1/mutuelles', headers: [['Host', host]] })).status).toBe(200);
    },
  );
  it('that repeats its host is the address after it; another host is none', async () => {
    const mine = `http://127.0.0.1:${port}`;
    expect((await ask({ target: `${mine}/api/v1/mutuelles/alan` })).status).toBe(200);
    expect((await ask({ target: 'http://evil.example/api/v1/mutuelles/alan' })).status).toBe(400);
  });
});

describe('a page', () => {
  const page = (target: string, headers: RawAsked['headers'] = []) => ask({ target, headers });

  it.each([
    ['/opticien?At=2024-02-02T12:00:00Z', '/opticien?at=2024-02-02T12%3A00%3A00Z'],
    [
      '/plateformes?KNOWNAT=2024-02-02T12:00:00Z&utm_source=x',
      '/plateformes?knownAt=2024-02-02T12%3A00%3A00Z',
    ],
  ])('whose parameter is misspelt in its capitals leads to the page meant: %s', async (target, location) => {
    const { status, headers } = await page(target);
    expect([status, headers.get('Location')]).toEqual([302, location]);
  });
  it('that does not know a parameter is the page without it', async () => {
    const { status, body } = await page('/opticien?jamais-vu=1&verdict=possible');
    expect(status).toBe(200);
    expect(body).not.toContain('jamais-vu');
  });
  it.each([
    ['/opticien/malakof', 'malakoff-humanis'],
    ['/plateformes/viamedi', 'viamedis'],
    ['/opticein', 'opticien'],
  ])('that is not there names what is near: %s', async (target, near) => {
    const { status, body } = await page(target);
    expect(status).toBe(404);
    expect(body).toMatch(new RegExp(`<a [^>]*href="/[^"]*${near}"`));
  });
  it('that is not there is searched for in the profession of its address', async () => {
    for (const target of ['/opticien/nulle-part', `/opticien/${'a'.repeat(5_000)}`, '/opticien/%00']) {
      const { status, body } = await page(target);
      expect([status, /<form method="get" action="\/opticien".+?name="q"/s.test(body)]).toEqual([404, true]);
    }
    const { status, body } = await page('/opticien?q=malakof');
    expect([status, body.includes('href="/opticien/malakoff-humanis"')]).toEqual([200, true]);
  });
  it('of no profession offers them all', async () => {
    for (const target of ['/blabla', '/nulle/part/du/tout']) {
      const { status, body } = await page(target);
      expect(status).toBe(404);
      expect(body).toMatch(/<nav[^>]*>.*href="\/pharmacien".*href="\/opticien"/s);
    }
  });
  it.each([
    ['https://evil.example', 403],
    ['null', 403],
    ['http://[', 403],
  ])('does not take the form of %s', async (origin, expected) => {
    const headers = [form, ['Origin', origin]] as const;
    const { status, body } = await ask({
      method: 'POST',
      target: '/espace/connexion',
      headers,
      body: Buffer.from('a=b'),
    });
    expect(status).toBe(expected);
    expect(seenIn(body)).not.toMatch(/\bat \S+:\d+/);
  });
  it('asked for its headers alone is asked as it is whole, by a browser’s own script too', async () => {
    for (const target of ['/opticien', '/opticien.data', '/nulle/part', '/espace/connexion.data']) {
      const head = await ask({ method: 'HEAD', target, headers: [['Origin', 'null']] });
      const whole = await ask({ target });
      expect([target, head.status, head.headers.get('Content-Type'), head.body]).toEqual([
        target,
        whole.status,
        whole.headers.get('Content-Type'),
        '',
      ]);
    }
  });
  it('says the methods it has', async () => {
    for (const [target, allow] of [
      ['/opticien', 'GET, HEAD, OPTIONS'],
      ['/espace/connexion', 'GET, HEAD, POST, OPTIONS'],
    ] as const) {
      const asked = await ask({ method: 'OPTIONS', target });
      expect([asked.status, asked.headers.get('Allow')]).toEqual([204, allow]);
      const refused = await ask({ method: 'DELETE', target });
      expect([refused.status, refused.headers.get('Allow')]).toEqual([405, allow]);
    }
    expect((await ask({ method: 'POST', target: '/opticien', headers: [form] })).status).toBe(405);
  });
});

describe('what is sent to a form of a page', () => {
  const send = (type: string | null, body: string) =>
    ask({
      method: 'POST',
      target: '/espace/connexion',
      headers: type === null ? [] : [['Content-Type', type]],
      body: Buffer.from(body),
    });

  it.each([
    ['nothing announced', null, ''],
    ['JSON', 'application/json', '{"adresse":"x"}'],
    ['a text', 'text/plain', 'adresse=x'],
    ['no media at all', ';;', 'adresse=x'],
  ])('is refused as no form: %s', async (_, type, body) => {
    expect((await send(type, body)).status).toBe(415);
  });
  it.each([
    ['without a boundary', 'multipart/form-data', '--x\r\n\r\n--x--'],
    [
      'cut short',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
    ],
    ['of another boundary', 'multipart/form-data; boundary=x', '--y--\r\n'],
    ['empty', 'multipart/form-data; boundary=x', ''],
  ])('is refused as a broken form: %s', async (_, type, body) => {
    expect((await send(type, body)).status).toBe(400);
  });
  it('is a form, in whatever letters that is said', async () => {
    const { status } = await send('Application/X-WWW-Form-URLEncoded; charset=UTF-8', 'adresse=x&passe=y');
    expect(status).not.toBe(415);
    expect(status).toBeLessThan(500);
  });
});
