import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedWords } from '#app/words/public-formats';
import { assetsOf, standingAlone } from '#server/mirror/page';
import { putFile } from '#server/mirror/publisher';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-published-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const MADE = new Date('2026-03-02T13:32:00Z');
const DUE = new Date('2026-03-02T13:47:00Z');
const AGE = {
  generatedAt: MADE,
  validUntil: DUE,
  state: publishedWords.state(MADE, DUE),
  stale: publishedWords.stale(MADE),
  clocksApart: publishedWords.clocksApart(MADE),
  notAsked: publishedWords.notAsked(MADE),
  word: publishedWords.word,
  reason: publishedWords.reason,
  title: publishedWords.title,
  now: publishedWords.now,
};
const FOLDER = {
  origin: 'http://localhost',
  holds: (path: string) => path === '/opticien' || path.startsWith('/assets/'),
};
const PAGE =
  '<html><head><link rel="modulepreload" href="/assets/a.js"/><link rel="stylesheet" href="/assets/b.css"/>' +
  '<script nonce="x">window.a = "</main>"</script></head><body><main id="contenu">Tableau</main>' +
  '<script type="module" src="/assets/a.js"></script></body></html>';

describe('a published page', () => {
  const page = standingAlone(PAGE, AGE, FOLDER);
  it('says its own age in words, and when it is no longer to be believed', () => {
    expect(page).toMatch(/état de 14:32/);
    expect(page).toMatch(/à vérifier passé 14:47/);
    expect(page).toContain(`data-made="${MADE.toISOString()}" data-until="${DUE.toISOString()}"`);
    expect(page).toContain('data-word="À vérifier (était {})"');
  });
  it('runs nothing but the script that watches its age', () => {
    expect(page.match(/<script\b[^>]*>/g)).toEqual(['<script src="/age.js" defer="">']);
    expect(page).not.toContain('modulepreload');
    expect(page).toContain('Tableau');
  });
  it('loses what nobody would answer, whatever is inside it', () => {
    const alone = (body: string) =>
      standingAlone(`<main>${body}</main>`, AGE, FOLDER).replace(/<p id.*?<\/p>/, '');
    expect(alone('<nav data-needs-us="true"><ul><nav></nav></ul></nav>a<nav>b</nav>')).toBe(
      '<main>a<nav>b</nav></main>',
    );
    expect(alone('<button class="star needs-script" type="button"><svg></svg></button>c')).toBe(
      '<main>c</main>',
    );
  });
  it.each([
    ['/opticien', ' href="/opticien"'],
    ['http://localhost/opticien', ' href="/opticien"'],
    ['/opticien/alan', ''],
    ['/opticien?at=2024-02-02', ''],
    ['/opticien?verdict=depends', ''],
    ['/opticien?verdict=possible', ' href="#g-possible"'],
    ['https://elsewhere.example/a?b&amp;c', ' href="https://elsewhere.example/a?b&amp;c"'],
  ])('a link to %s becomes <a%s>', (href, left) => {
    const made = standingAlone(`<main id="g-possible"><a href="${href}">x</a></main>`, AGE, FOLDER);
    expect(made).toContain(`<a${left}>x</a>`);
  });
  it('asks for no file but its style, and what watches its age', () => {
    expect(assetsOf(page)).toEqual(['/assets/b.css', '/age.js']);
  });
});

describe('the folder', () => {
  it('holds whole files alone, with what browsers read compressed', async () => {
    const texts = Array.from({ length: 20 }, (_, number) => `état ${number} `.repeat(2000));
    await Promise.all(texts.map((text) => putFile(join(folder, 'etat.txt'), Buffer.from(text))));
    expect((await readdir(folder)).sort()).toEqual(['etat.txt', 'etat.txt.br', 'etat.txt.gz']);
    expect(texts).toContain(await readFile(join(folder, 'etat.txt'), 'utf8'));
    expect(texts).toContain(gunzipSync(await readFile(join(folder, 'etat.txt.gz'))).toString('utf8'));
  });
});
