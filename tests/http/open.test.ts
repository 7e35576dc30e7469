import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublicFormats } from '#server/http/feeds/public-formats';
import { aSaid, aWriter, faultOf, openWorld, type World } from '../support/world/writers';

let world: World;
let open: ReturnType<typeof createPublicFormats>;
beforeAll(async () => {
  world = await openWorld();
  open = createPublicFormats(world.deps, world.report);
  const north = await aWriter(world, { organisation: 'north' });
  await north.post('/statements', aSaid());
});
afterAll(() => world.close());

const read = async (path: string) => {
  const response = await open.request(path);
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : {} };
};

describe('a badge', () => {
  const titleOf = async (path: string) => /<title>([^<]+)/.exec((await read(path)).text)?.[1];

  it.each([
    [
      '/badges/north.svg?profession=optician',
      /^Nord, opticiens\u202f: Non, le \d+(?:er)? \S+ \d{4} à \d\d:\d\d$/,
    ],
    ['/badges/north.svg?profession=nurse', /^Nord, infirmiers\u202f: Oui, le /],
    ['/badges/north.svg', /^Nord, toutes professions\u202f: Coupé, le /],
    ['/badges/south.svg', /^Sud, toutes professions\u202f: Rien de signalé, le /],
  ])('%s says its word and its age', async (path, title) => {
    expect(await titleOf(path)).toMatch(title);
  });
  it('has a shape of its own for each word', async () => {
    const drawing = async (path: string) =>
      /viewBox="0 0 24 24">(.+?)<\/svg>/.exec((await read(path)).text)?.[1];
    const shape = (drawn: string | undefined) => drawn?.replace(/#[0-9a-f]{3,6}/g, '');
    expect(shape(await drawing('/badges/north.svg'))).not.toBe(shape(await drawing('/badges/south.svg')));
  });
  it('is an image, for any page', async () => {
    const { headers } = await read('/badges/north.svg');
    expect(headers.get('Content-Type')).toBe('image/svg+xml; charset=utf-8');
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(headers.get('Cache-Control')).toContain('max-age=5');
  });
  it.each([
    ['/badges/nort.svg', 404, '/platform'],
    ['/badges/north.svg?profession=opticien', 404, '/profession'],
    ['/badges/north.png', 400, '/param/file'],
  ])('%s is refused', async (path, status, pointer) => {
    expect(faultOf(await read(path))).toEqual({ status, pointer, hasCure: true });
  });
});

describe('what is framed', () => {
  it.each(['/embed/opticien', '/embed/optician'])(
    '%s has the operators, worst first, and no script but the file that watches its age',
    async (path) => {
      const { status, text } = await read(path);
      expect(status).toBe(200);
      expect(text.match(/<script\b.*?<\/script>/g)).toEqual(['<script src="/age.js" defer=""></script>']);
      expect(text).not.toMatch(/\sstyle="|\son[a-z]+="/);
      expect(text).toMatch(
        /Nord<\/span><strong data-judged>Non<\/strong>.+Sud<\/span><strong data-judged>Oui<\/strong>/,
      );
      expect(text).toMatch(/<p class="age" data-made=[^>]+>le \d+(?:er)? \S+ \d{4} à \d\d:\d\d</);
      expect(text).toContain('href="http://localhost/opticien"');
    },
  );
  it('stays true of the instant asked, and watches nothing then', async () => {
    const { text } = await read(`/embed/opticien?at=${encodeURIComponent(new Date().toISOString())}`);
    expect(text).toContain('<html lang="fr"><head>');
    expect(text).not.toMatch(/<script|data-until|class="due"/);
  });
  it('is of a profession, or refused', async () => {
    expect(faultOf(await read('/embed/fleuriste'))).toMatchObject({ status: 404, pointer: '/profession' });
  });
});

describe('oEmbed', () => {
  const ask = (url: string, more = '') => read(`/oembed?url=${encodeURIComponent(url)}${more}`);

  it('frames the board of a profession, within the size asked', async () => {
    for (const url of ['http://localhost/opticien', 'http://localhost/embed/opticien']) {
      const { body } = await ask(url, '&maxwidth=300');
      expect(body).toMatchObject({ version: '1.0', type: 'rich', width: 300, height: 560 });
      expect(body.html).toContain('<iframe src="http://localhost/embed/opticien" width="300"');
    }
  });
  it.each([
    ['http://localhost/opticien/alba', '/cards/opticien/alba.png', /^Alba/],
    ['http://localhost/opticien/operateur/north', '/cards/opticien/operateur/north.png', /^Nord/],
    [
      'http://localhost/opticien/alba?at=2024-02-02T12:00:00Z&foo=1',
      '/cards/opticien/alba.png?at=2024-02-02T12%3A00%3A00Z',
      /^Alba/,
    ],
  ])(
    'shows the card of %s, within the size asked, its title without the answer',
    async (url, card, title) => {
      const { body } = await ask(url, '&maxwidth=600');
      expect(body).toMatchObject({ type: 'photo', url: `http://localhost${card}`, width: 600, height: 315 });
      expect(body.title).toMatch(title);
      expect(body.title).not.toMatch(/Oui|Non\b/);
    },
  );
  it('shows the badge of a platform', async () => {
    const { body } = await ask('http://localhost/plateformes/north');
    expect(body).toMatchObject({ title: 'Nord', type: 'rich' });
    expect(body.html).toContain('<img src="http://localhost/badges/north.svg" alt="Nord"');
  });
  it.each([
    ['http://localhost/plateformes/nort', '', 404, '/query/url'],
    ['http://localhost/opticien/albo', '', 404, '/query/url'],
    ['http://localhost/incidents/none', '', 404, '/query/url'],
    ['http://elsewhere.example/opticien', '', 404, '/query/url'],
    ['opticien', '', 400, '/query/url'],
    ['http://localhost/opticien', '&format=xml', 501, undefined],
  ])('of %s%s is refused', async (url, more, status, pointer) => {
    expect(faultOf(await ask(url, more))).toEqual({ status, pointer, hasCure: true });
  });
});
