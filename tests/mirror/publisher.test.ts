import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWords, publishedWords } from '#app/words/public-formats';
import { MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { problemOf } from '#server/http/kit/problems';
import { createPublisher } from '#server/mirror/publisher';

/** A site of a few lines: what it says is one word, at one instant. */
const createSite = () => {
  let at = new Date('2026-03-02T13:32:00.345Z');
  let word = 'un';
  let version = 1;
  let signedAt = at;
  const asked: string[] = [];
  const failing = new Set<string>();
  const meanwhile = new Map<string, () => void>();
  const say = (next: string): void => {
    [word, version, at] = [next, version + 1, shift(at, SECOND)];
    signedAt = at;
  };
  const pageOf = () =>
    `<html><head></head><body><main><time dateTime="${at.toISOString()}">${publishedWords.instant(at)}</time>` +
    `<p>${word}</p></main></body></html>`;
  const answer = (path: string): [body: string, headers: Record<string, string>] => {
    if (path === '/api/v1/snapshot') {
      const generatedAt = signedAt.toISOString();
      const validUntil = shift(signedAt, 15 * MINUTE).toISOString();
      const head = { seq: version, generatedAt, validUntil, platforms: [{ id: 'north' }], word };
      return [JSON.stringify(head), { ETag: `${word} ${generatedAt}`, 'Snapshot-Signature': `of ${word}` }];
    }
    if (path.startsWith('/api/v1/signed-heads')) return ['{"heads":[]}', {}];
    if (path.startsWith('/badges/')) return ['<svg/>', {}];
    if (path.startsWith('/api/')) return [JSON.stringify({ at, word }), {}];
    return [pageOf(), {}];
  };
  return {
    say,
    asked,
    failing,
    meanwhile,
    /** Time passes, and nothing else: what is signed is signed again. */
    pass: (ms: number): void => {
      at = shift(at, ms);
      signedAt = at;
    },
    count: (path: string) => asked.filter((each) => each === path).length,
    ask: (path: string): Response => {
      asked.push(path);
      if (failing.has(path)) return new Response(null, { status: 500 });
      const [body, headers] = answer(path);
      const then = meanwhile.get(path);
      meanwhile.delete(path);
      then?.();
      return new Response(body, { headers });
    },
    now: () => at,
    version: () => version,
  };
};

let folder: string;
let site: ReturnType<typeof createSite>;
let publish: ReturnType<typeof createPublisher>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-publisher-'));
  site = createSite();
  publish = publisher();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const publisher = () =>
  createPublisher({
    ...{ folder, ask: site.ask, now: site.now, version: site.version },
    renewedAfter: 5 * MINUTE,
    slugs: openWords.professions,
    words: publishedWords,
    problem: problemOf({ kind: 'only-copy' }).problem,
    origin: 'http://localhost',
    besides: [],
  });
const read = (name: string) => readFile(join(folder, name), 'utf8').catch(() => null);
const boards = PROFESSIONS.map((profession) => `/${openWords.professions[profession].slug}`);
const pages = ['/', ...boards, ...boards.map((path) => `/embed${path}`)];
const wordsOf = async () => {
  const texts = await Promise.all(pages.map((path) => read(join(path, 'index.html'))));
  return [...new Set(texts.map((text) => /<p>(\w+)<\/p>/.exec(text ?? '')?.[1] ?? null))];
};

describe('the published folder', () => {
  it('is whole when its first snapshot is there', async () => {
    site.meanwhile.set('/embed/opticien', () => site.failing.add('/badges/north.svg'));
    await expect(publish()).rejects.toThrow('/badges/north.svg');
    expect(await read('snapshot.json')).toBeNull();
    site.failing.clear();
    await publish();
    expect(await read('snapshot.json')).toContain('"un"');
    expect(await wordsOf()).toEqual(['un']);
  });
  it('asks for nothing and writes nothing while nothing changes', async () => {
    await publish();
    const before = site.asked.length;
    await publish();
    site.pass(4 * MINUTE);
    await publish();
    expect(site.asked.length).toBe(before);
  });
  it('says a change first in what is signed and what programs read, then in its pages', async () => {
    await publish();
    site.say('deux');
    let seen: (string | null)[] = [];
    site.meanwhile.set(boards[0] ?? '', () => {
      seen = [site.asked.includes('/api/v1/answers?profession=optician') ? 'answers' : null];
    });
    const done = publish();
    await done;
    expect(seen).toEqual(['answers']);
    expect(await read('snapshot.json')).toContain('"deux"');
    expect(await read('snapshot.json.sig')).toBe('of deux\n');
    expect(await read('answers/optician.json')).toContain('"deux"');
    expect(await wordsOf()).toEqual(['deux']);
  });
  it('begins again with the newest when something changes while it writes, and no page is left out', async () => {
    await publish();
    site.say('deux');
    let changes = 0;
    const change = () => {
      changes += 1;
      site.say(`mot${changes}`);
      if (changes < 4) for (const path of boards.slice(0, 3)) site.meanwhile.set(path, change);
    };
    site.meanwhile.set(boards[1] ?? '', change);
    for (let before = -1; changes > before; await publish()) before = changes;
    expect(changes).toBeGreaterThan(0);
    expect(await read('snapshot.json')).toContain(`"mot${changes}"`);
    expect(await wordsOf()).toEqual([`mot${changes}`]);
  });
  it('is renewed without rendering a board, and writes no byte that did not change', async () => {
    await publish();
    const [first = ''] = boards;
    const asked = [site.count(first), site.count('/')];
    const badge = await stat(join(folder, 'badges/north.svg'));
    const before = await read(join(first, 'index.html'));
    site.pass(5 * MINUTE);
    await publish();
    expect([site.count(first), site.count('/')]).toEqual([asked[0], (asked[1] ?? 0) + 1]);
    expect((await stat(join(folder, 'badges/north.svg'))).ino).toBe(badge.ino);
    const after = await read(join(first, 'index.html'));
    expect(after).not.toBe(before);
    // Another publisher has nothing at hand, and renders.
    await rm(folder, { recursive: true });
    publish = publisher();
    await publish();
    expect(await read(join(first, 'index.html'))).toBe(after);
  });
  it('renders again a page that somebody touched, and all of them on another day', async () => {
    await publish();
    const [first = '', second = ''] = boards;
    await rm(join(folder, first), { recursive: true });
    site.pass(5 * MINUTE);
    await publish();
    expect([site.count(first), site.count(second)]).toEqual([2, 1]);
    site.pass(24 * 60 * MINUTE);
    await publish();
    expect([site.count(first), site.count(second)]).toEqual([3, 2]);
  });
});
