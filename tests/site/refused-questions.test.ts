import { describe, expect, it } from 'vitest';
import type { RawAsked } from '../support/runner/raw';
import { asStranger, latin1, seenIn } from '../support/runner/strangers';

const { ask, port } = asStranger();

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
    const mine = `http://127.0.0.1:${port()}`;
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
  it.each([
    ['/en', '/'],
    ['/en/', '/'],
    ['/en/optician', '/opticien'],
    ['/EN/opticien', '/opticien'],
    ['/en/optician?at=2024-02-02T12:00:00Z', '/opticien?at=2024-02-02T12%3A00%3A00Z'],
    ['/en/pharmacist/malakoff-humanis', '/pharmacien/malakoff-humanis'],
    ['/en/optician/operator/viamedis', '/opticien/operateur/viamedis'],
    ['/en/operateur/viamedis', '/'],
    ['/en/platforms/viamedis', '/plateformes/viamedis'],
    ['/en/notices', '/avis'],
    ['/en/accessibility', '/accessibilite'],
    ['/en/nothing/of/ours', '/'],
  ])('in English is not there, and leads to the French page: %s', async (target, french) => {
    const { status, body } = await page(target);
    expect(status).toBe(404);
    const [, href] = /<a [^>]*href="([^"]*)"[^>]*>La page en français</.exec(body) ?? [];
    expect(href).toBe(french);
    if (french.startsWith('/opticien')) expect((await page(french)).status).toBe(200);
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
