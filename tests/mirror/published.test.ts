import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedWords } from '#app/words/public-formats';
import { shift } from '#server/domain/facts/intervals';
import { createFiles } from '#server/mirror/files';
import { assetsOf, momentsWithin, renewed, standingAlone } from '#server/mirror/page';

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
  it('says nothing of itself to whoever pastes its address: it has no card', () => {
    const head =
      '<head><title>a</title><meta name="description" content="2 Non"/><meta property="og:title" content="b"/><meta name="twitter:card" content="c"/><meta name="viewport" content="d"/></head>';
    const alone = standingAlone(`<html>${head}<body><main></main></body></html>`, AGE, FOLDER);
    expect(alone.match(/<meta[^>]*>/g)).toEqual(['<meta name="viewport" content="d"/>']);
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

describe('a page of which only the instant changed', () => {
  const at = (made: Date) =>
    `<p><time dateTime="${made.toISOString()}">${publishedWords.instant(made)}</time></p>`;
  const rendered = (made: Date, age: typeof AGE, rest: string) =>
    standingAlone(`<html><body><main>${at(made)}${rest}</main></body></html>`, age, FOLDER);
  const LATER = new Date('2026-03-02T13:37:00.123Z');
  const later = {
    ...AGE,
    generatedAt: LATER,
    state: publishedWords.state(LATER, DUE),
    stale: publishedWords.stale(LATER),
  };
  // Another fact of the very same minute keeps its own.
  const rest = `<p>depuis <time dateTime="2026-03-02T13:32:00Z">${publishedWords.instant(MADE)}</time></p>`;
  it('is, byte for byte, what rendering it then would give', () => {
    const made = shift(MADE, 345);
    const page = rendered(made, AGE, rest);
    expect(momentsWithin(page, shift(made, -5), shift(made, 5))).toEqual([made.toISOString()]);
    const again = renewed(page, made.toISOString(), later, publishedWords.instant);
    expect(again).toBe(rendered(LATER, later, rest));
    expect(again).toContain('état de');
  });
  it('is left to be rendered when it does not say it once, or says it otherwise', () => {
    const iso = MADE.toISOString();
    expect(renewed(rendered(MADE, AGE, at(MADE)), iso, later, publishedWords.instant)).toBeNull();
    expect(renewed(rendered(MADE, AGE, rest), iso, later, () => 'autrement')).toBeNull();
    expect(renewed(`<main>${at(MADE)}</main>`, iso, later, publishedWords.instant)).toBeNull();
  });
});

describe('the folder', () => {
  it('holds whole files alone, with what browsers read compressed', async () => {
    const texts = Array.from({ length: 20 }, (_, number) => `état ${number} `.repeat(2000));
    const files = createFiles(folder);
    await Promise.all(texts.map((text) => files.put('etat.txt', Buffer.from(text))));
    expect((await readdir(folder)).sort()).toEqual(['etat.txt', 'etat.txt.br', 'etat.txt.gz']);
    expect(texts).toContain(await readFile(join(folder, 'etat.txt'), 'utf8'));
    expect(texts).toContain(gunzipSync(await readFile(join(folder, 'etat.txt.gz'))).toString('utf8'));
  });
});
