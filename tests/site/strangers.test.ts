import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problem } from '#server/contract/problem';
import { BODIES, PIECES, TEXTS } from '../faults/fuzz/hostile';
import type { RawAsked, RawReply } from '../support/runner/raw';
import { asStranger, latin1, seenIn } from '../support/runner/strangers';

const { ask } = asStranger();

const PROGRAMS = /^\/+(api|feeds|badges|cards|embed|oembed|healthz|readyz|metrics)(?:[/?]|$)/i;
/** Where a target leads once its dots are read, as any client reads them. */
const pathOf = (target: string): string => {
  const read = `http://here.invalid${target}`;
  return URL.canParse(read) ? new URL(read).pathname : target;
};
const isForPrograms = (target: string): boolean => PROGRAMS.test(pathOf(target));

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
  ...['/incidents/*', '/avis', '/avis/*', '/maintenances', '/maintenances/*', '/historique'],
  ...['/signaler', '/signaler/annuaire', '/abonnements', '/abonnements/*'],
  ...['/espace', '/espace/connexion', '/espace/invitation', '/espace/incidents/*', '/espace/*', '/*/*/*'],
  ...['/opticien.data', '/_root.data', '/*.data', '/espace/annuaire/import', '/__manifest'],
];

describe('an address almost of programs', () => {
  it.each([
    '/API/v1/platforms',
    '//api/v1/platforms',
    '/Feeds/history.atom',
    '/oembed/x',
    '/embed',
    '/Badges/',
  ])('%s is unknown to them, not a page, by whatever method', async (target) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const { status, headers } = await expectRefusal({ target, method });
      expect([method, status, headers.get('Content-Type')]).toEqual([
        method,
        404,
        'application/problem+json',
      ]);
    }
  });
});

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
