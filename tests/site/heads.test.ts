import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RECEIVER } from '#app/about/receiver';
import { openSite } from '#server/runtime/site';
import { builtDashboard } from '#server/site/dashboard';
import { aNotice, aSaid, aWriter, openWorld, type World } from '../support/world/writers';

const ORIGIN = 'https://comptoir.example';
const HOSTILE = '"><script>alert(1)</script> & co';

let world: World;
let incident: string;
let notice: string;
let ask: (path: string) => Promise<{ status: number; headers: Headers; text: string }>;
beforeAll(async () => {
  world = await openWorld();
  const { dashboard } = await builtDashboard();
  const { site } = openSite({ ...world.deps, publicUrl: ORIGIN }, dashboard, {
    watched: {} as never,
    leaving: new AbortController().signal,
    lastKnown: async () => null,
    securityContact: 'mailto:securite@comptoir.example',
    privacy: { controller: null, contact: null },
    legal: { publisher: null, host: null, accessibility: null },
    mail: { hasServer: false, hasSender: false },
    isUnclaimed: () => false,
    report: world.doors.report,
    fail: (error) => {
      throw error;
    },
  });
  ask = async (path) => {
    const asked = new Request(`http://localhost${path}`);
    const response = await site.fetch(asked, { incoming: { socket: { remoteAddress: '127.0.0.1' } } });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const north = await aWriter(world, { organisation: 'north' });
  ({ incident } = (await north.post('/statements', aSaid())).body);
  const opticians = await aWriter(world, { organisation: 'opticians' });
  notice = (await opticians.post('/notices', aNotice({ title: HOSTILE }))).body.id;
});
afterAll(() => world.close());

const headOf = async (path: string): Promise<string> =>
  /<head>(.*?)<\/head>/s.exec((await ask(path)).text)?.[1] ?? '';
const valuesOf = (head: string, form: RegExp) =>
  [...head.matchAll(form)].map(([, value = '']) => value.replaceAll('&amp;', '&').replaceAll('&quot;', '"'));
const property = (head: string, name: string): string | undefined =>
  valuesOf(head, new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`, 'g'))[0];
const linksOf = (head: string, type: string) =>
  valuesOf(
    head,
    new RegExp(`<link rel="alternate" type="${type.replace('+', '\\+')}"[^>]* href="([^"]*)"`, 'g'),
  );

const pages = () => ({
  board: '/opticien',
  answer: '/opticien/alba',
  operator: '/opticien/operateur/north',
  incident: `/incidents/${incident}`,
  notice: `/avis/${notice}`,
});

describe('the head of a page', () => {
  it('says the answer in words, its payment with it, for who pastes its address', async () => {
    const head = await headOf(pages().operator);
    expect(property(head, 'og:title')).toMatch(
      /^Nord, opticiens\s: NON depuis le \d.+ — paiement (normal|suspendu|retardé|à vérifier)$/,
    );
    expect(property(head, 'og:description')).toMatch(
      /\d{4}, \d\d:\d\d \(Paris\)\s: .+\. À vérifier sur comptoir\.example\.$/,
    );
    expect(property(head, 'description')).toBe(property(head, 'og:description'));
  });
  it('has a card, a feed and a description for oEmbed that all answer', async () => {
    for (const [name, path] of Object.entries(pages())) {
      const head = await headOf(path);
      const card = property(head, 'og:image') ?? '';
      expect(card, name).toMatch(new RegExp(`^${ORIGIN}/cards${path}\\.png\\?v=`));
      expect(property(head, 'og:image:alt'), name).toContain(property(head, 'og:title') ?? '?');
      expect(property(head, 'twitter:card'), name).toBe('summary_large_image');
      const feed = linksOf(head, 'application/atom+xml');
      const oembed = linksOf(head, 'application/json+oembed');
      expect([feed.length, oembed.length], name).toEqual([1, 1]);
      for (const address of [card, ...feed, ...oembed]) {
        const { status } = await ask(address.replace(ORIGIN, ''));
        expect(status, address).toBe(200);
      }
    }
  });
  it('names the one address of the page, without what it does not read', async () => {
    const canonical = async (path: string) =>
      valuesOf(await headOf(path), /<link rel="canonical" href="([^"]*)"/g);
    expect(await canonical('/opticien?utm_source=x&verdict=suspended&foo=1')).toEqual([`${ORIGIN}/opticien`]);
    expect(await canonical('/opticien/alba?csr=1&code=TP&signale=ca-passe')).toEqual([
      `${ORIGIN}/opticien/alba?code=TP&csr=1`,
    ]);
    expect(await canonical('/a-propos')).toEqual([`${ORIGIN}/a-propos`]);
  });
  it('asks that no replay be found by a search, and its card is of that instant', async () => {
    expect(await headOf('/opticien')).not.toContain('noindex');
    const at = '2024-02-02T12:00:00Z';
    const head = await headOf(`/opticien?at=${at}`);
    expect(property(head, 'robots')).toBe('noindex');
    expect(property(head, 'og:image')).toContain(`?at=${encodeURIComponent(at)}`);
    expect(property(head, 'og:url')).toBe(`${ORIGIN}/opticien`);
  });
  it('is valid, and lets no text become a tag', async () => {
    const validate = new HtmlValidate({
      extends: ['html-validate:standard'],
      rules: { 'long-title': 'off' },
    });
    for (const path of Object.values(pages())) {
      const head = await headOf(path);
      expect(head).not.toContain('<script>alert');
      const page = `<!doctype html><html lang="fr"><head>${head}</head><body></body></html>`;
      const { results } = await validate.validateString(page);
      const faults = results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message }) => `${ruleId} ${message}`),
      );
      expect(faults, path).toEqual([]);
    }
  });
});

describe('what is there for programs that read everything', () => {
  it('robots.txt keeps them out of the space and of replays, and names the sitemap', async () => {
    const { text } = await ask('/robots.txt');
    expect(text).toBe(
      `User-agent: *\nDisallow: /espace\nDisallow: /*?*at=\n\nSitemap: ${ORIGIN}/sitemap.xml\n`,
    );
  });
  it('the sitemap lists pages that are there, each once, and dates what is dated', async () => {
    const { text, headers } = await ask('/sitemap.xml');
    expect(headers.get('Content-Type')).toBe('application/xml; charset=utf-8');
    const addresses = valuesOf(text, /<loc>([^<]*)<\/loc>/g);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const path of Object.values(pages())) expect(addresses).toContain(ORIGIN + path);
    for (const address of addresses.filter((_, index) => index % 7 === 0))
      expect((await ask(address.replace(ORIGIN, ''))).status, address).toBe(200);
    expect(text).toMatch(new RegExp(`/incidents/${incident}</loc><lastmod>\\d{4}-`));
    expect(text).not.toMatch(/\/opticien<\/loc><lastmod>/);
  });
  it('security.txt holds what RFC 9116 asks', async () => {
    const { text, headers } = await ask('/.well-known/security.txt');
    const fields = new Map(
      text
        .trim()
        .split('\n')
        .map((line) => line.split(': ', 2) as [string, string]),
    );
    expect(headers.get('Content-Type')).toMatch(/^text\/plain; charset=utf-8$/i);
    expect(fields.get('Contact')).toBe('mailto:securite@comptoir.example');
    const expires = Date.parse(fields.get('Expires') ?? '') - +world.now();
    expect(expires).toBeGreaterThan(0);
    expect(expires).toBeLessThan(365 * 86_400_000);
    expect(fields.get('Canonical')).toBe(`${ORIGIN}/.well-known/security.txt`);
    expect(fields.get('Preferred-Languages')).toBe('fr, en');
  });
});

describe('what /brancher gives to copy', () => {
  const extractsOf = async (path: string): Promise<string[]> => {
    const found = valuesOf((await ask(path)).text, /<pre class="extract"><code>(.*?)<\/code><\/pre>/gs);
    return found.map((text) =>
      text
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&#x27;', "'")
        .replaceAll('<!-- -->', '')
        .replaceAll('&amp;', '&'),
    );
  };
  it('prints the receiver that its own test runs', async () => {
    expect((await extractsOf('/brancher'))[0]).toBe(RECEIVER);
  });
  it('gives a union the extracts of the profession it chose, whose addresses are there', async () => {
    const [, frame = '', page = '', oembed = '', mail = ''] = await extractsOf(
      '/brancher?profession=pharmacien',
    );
    expect(page).toBe(`${ORIGIN}/pharmacien`);
    const framed = /src="([^"]*)"/.exec(frame)?.[1] ?? '';
    for (const address of [framed, page, oembed, `${ORIGIN}/avis`])
      expect((await ask(address.replace(ORIGIN, ''))).status, address).toBe(200);
    expect(mail).toMatch(/^Objet\s: Tiers payant des pharmaciens/);
    expect(mail).toContain(`${ORIGIN}/pharmacien`);
  });
});
