import { parseFeed } from 'feedsmith';
import Parser from 'rss-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublicFormats } from '#server/http/feeds/public-formats';
import {
  aNotice,
  aSaid,
  aWriter,
  faultOf,
  openWorld,
  type World,
  type Writer,
} from '../support/world/writers';

let world: World;
let north: Writer;
let incident: string;
let open: ReturnType<typeof createPublicFormats>;
beforeAll(async () => {
  world = await openWorld();
  open = createPublicFormats(world.deps, world.report);
  north = await aWriter(world, { organisation: 'north' });
  const text = 'Ne <b>rien</b> envoyer & attendre ]]> <script>alert(1)</script> **gras**';
  ({ incident } = (await north.post('/statements', aSaid({ text }))).body);
  world.pass(60_000);
  const step = { effectiveAt: world.in(0), stage: 'identified', text: 'Cause trouvée.' };
  await north.post(`/incidents/${incident}/updates`, step);
  world.pass(60_000);
});
afterAll(() => world.close());

const read = async (path: string, headers: Record<string, string> = {}) => {
  const response = await open.request(path, { headers });
  const text = await response.text();
  const isProblem = response.headers.get('Content-Type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isProblem ? JSON.parse(text) : {},
  };
};

/** As rss-parser takes it, which reads no JSON Feed. */
const itemsOf = async (text: string) =>
  (await new Parser().parseString(text)).items.map((each) => ({
    id: each.id ?? each.guid,
    title: each.title,
    link: each.link,
    content: each['content:encoded'] ?? each.content,
  }));

/** The same as another reader takes it. */
const readBy = (text: string) => {
  const { format, feed } = parseFeed(text);
  if (format === 'rss')
    return (feed.items ?? []).map(({ guid, title, link, content }) => ({
      id: guid?.value,
      title,
      link,
      content: content?.encoded,
    }));
  if (format === 'json')
    return (feed.items ?? []).map(({ id, title, url, content_html }) => ({
      id,
      title,
      link: url,
      content: content_html,
    }));
  throw new Error(`a feed of ${format}`);
};

describe('the feed of incidents', () => {
  const parsed = async (query = '') =>
    new Parser().parseString((await read(`/feeds/history.atom${query}`)).text);

  it('has an entry an incident, updated by each step', async () => {
    const { items, title, feedUrl } = await parsed();
    expect(title).toBe('Comptoir – incidents du tiers payant');
    expect(feedUrl).toMatch(/\/feeds\/history\.atom$/);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      id: `urn:comptoir:incident:${incident}`,
      link: expect.stringContaining(`/incidents/${incident}`),
    });
    expect(items[0]?.title).toMatch(/ – cause identifiée$/);
    expect(items[0]?.content).toMatch(/Cause trouvée.+Ne &lt;b&gt;rien/);
  });
  it.each([
    ['?utm_source=lettre', ''],
    ['?_=1732&v=2', ''],
    ['?platform=north&profession=optician', '?profession=optician&platform=north&utm_campaign=x'],
  ])('is one feed, whatever a link adds to %s', async (one, other) => {
    const idOf = (text: string) => /<id>([^<]+)</.exec(text)?.[1];
    const [first, second] = await Promise.all(
      [one, other].map((query) => read(`/feeds/history.atom${query}`)),
    );
    expect(idOf(first?.text ?? '')).toMatch(/^urn:comptoir:feed:history/);
    expect(idOf(first?.text ?? '')).toBe(idOf(second?.text ?? ''));
    expect(first?.text).not.toMatch(/utm_|_=1732/);
  });
  it('never lets a text become a tag', async () => {
    const { text } = await read('/feeds/history.atom?granularity=update');
    expect(text).not.toMatch(/<script>|<b>/);
    const { items } = await parsed('?granularity=update');
    expect(items[1]?.content).toBe(
      '<p>Ne &lt;b&gt;rien&lt;/b&gt; envoyer &amp; attendre ]]&gt; &lt;script&gt;alert(1)&lt;/script&gt; **gras**</p>',
    );
  });
  it('has an entry an update when asked, each with an id that stays', async () => {
    const { items } = await parsed('?granularity=update');
    const ids = items.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    world.pass(60_000);
    await north.post(`/incidents/${incident}/updates`, { effectiveAt: world.in(0), text: 'On avance.' });
    const again = (await parsed('?granularity=update')).items;
    expect(again.map(({ id }) => id).slice(1)).toEqual(ids);
    expect(again[0]).toMatchObject({ author: 'Nord' });
  });
  it.each(['rss', 'json'])(
    'says the same as %s, with the ids of Atom, and no text is a tag',
    async (form) => {
      const atom = await parsed('?granularity=update');
      const { text, headers } = await read(`/feeds/history.${form}?granularity=update&utm_source=x`);
      expect(headers.get('Content-Type')).toMatch(/^application\/(rss\+xml|feed\+json); charset=utf-8$/);
      expect(text).not.toMatch(/utm_|<script>|<b>/);
      const said = atom.items.map(({ id, title, link, content }) => ({ id, title, link, content }));
      if (form === 'rss') expect(await itemsOf(text)).toEqual(said);
      expect(readBy(text)).toEqual(said);
    },
  );
  it('names in RSS who says it as a creator: an author there is a mail address', async () => {
    const { text } = await read('/feeds/history.rss');
    expect((await new Parser().parseString(text)).items[0]?.creator).toBe('Nord');
    expect(text).not.toContain('<author>');
  });
  it.each(['atom', 'rss'])('is %s that a parser takes, whatever is in a name', async (form) => {
    const before = (
      await world.db
        .selectFrom('organisation')
        .select('name')
        .where('id', '=', 'north')
        .executeTakeFirstOrThrow()
    ).name;
    const rename = (name: string) =>
      world.db.updateTable('organisation').set({ name }).where('id', '=', 'north').execute();
    await rename('Nord\f <b>');
    try {
      const { text } = await read(`/feeds/history.${form}`);
      expect(text).toMatch(/(?:name|creator)>Nord &lt;b/);
      expect(text).not.toContain('\f');
      expect((await new Parser().parseString(text)).items).toHaveLength(1);
    } finally {
      await rename(before);
    }
  });
  it('holds what RFC 4287 asks of a feed and of an entry', async () => {
    const { text, headers } = await read('/feeds/history.atom');
    expect(headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8');
    for (const part of ['id', 'title', 'updated', 'author']) {
      expect(text.match(new RegExp(`<${part}[ >]`, 'g'))?.length ?? 0).toBeGreaterThanOrEqual(2);
    }
    expect(text).toContain('rel="self"');
    const updated = [...text.matchAll(/<updated>([^<]+)/g)].map(([, instant]) => instant);
    expect(updated[0]).toBe(updated[1]);
  });
  it('is for one profession, one platform, one mutuelle', async () => {
    const count = async (query: string) => (await parsed(query)).items.length;
    expect(await count('?profession=optician')).toBe(1);
    expect(await count('?profession=nurse&granularity=update')).toBe(2);
    expect(await count('?platform=south')).toBe(0);
    expect(await count('?mutuelle=alba')).toBe(1);
    expect(await count('?mutuelle=brio')).toBe(0);
    expect((await parsed('?profession=optician&platform=north')).title).toMatch(/ – opticiens, Nord$/);
  });
  it('is not sent twice to whoever holds it, and is read from anywhere', async () => {
    const { headers } = await read('/feeds/history.atom');
    const held = await read('/feeds/history.atom', { 'If-None-Match': headers.get('ETag') ?? '' });
    expect(held.status).toBe(304);
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
  });
  it.each([
    ['an unknown profession', '?profession=opticien', 404, '/profession'],
    ['an unknown platform', '?platform=nort', 404, '/platform'],
    ['an unknown mutuelle', '?mutuelle=albo', 404, '/mutuelle'],
    ['another granularity', '?granularity=word', 400, '/query/granularity'],
  ])('refuses %s', async (_, query, status, pointer) => {
    expect(faultOf(await read(`/feeds/history.atom${query}`))).toEqual({ status, pointer, hasCure: true });
  });
});

describe('the feed of notices', () => {
  it.each(['atom', 'rss', 'json'])(
    'has an entry a notice as %s, which stays once withdrawn',
    async (form) => {
      const opticians = await aWriter(world, { organisation: 'opticians' });
      const title = `A <i>&</i> ${form}`;
      const { body } = await opticians.post('/notices', aNotice({ title }));
      const path = `/feeds/notices.${form}?profession=optician`;
      const find = async () => (await read(path)).text;
      expect(await find()).toContain(`urn:comptoir:notice:${body.id}`);
      // The title of a JSON Feed is text, never HTML.
      if (form !== 'json') expect(await find()).not.toMatch(/<i>/);
      world.pass(60_000);
      const { headers } = await world.get(`/api/v1/notices/${body.id}`);
      const held = { 'If-Match': headers.get('ETag') ?? '' };
      await opticians.post(`/notices/${body.id}/withdrawal`, { reason: 'Erreur.' }, held);
      expect(await find()).toMatch(/Retiré\u202f: A (<|&lt;)i/);
      const other = (await read(`/feeds/notices.${form}?profession=nurse`)).text;
      expect(other).not.toContain(body.id);
    },
  );
});
