import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { professionWords } from '#app/words/professions';
import { keepSigningKeys } from '#db/signing-keys';
import { DAY, MINUTE } from '#server/domain/facts/intervals';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { readSigningKeys, rotateKey } from '#server/signing/keys';
import { serveFolder } from '../support/peers/folder-server';
import { htmlFaults } from '../support/runner/accessible';
import { closeContexts, sharedBrowser } from '../support/runner/browser';
import { startServer } from '../support/runner/server';
import { undoubted } from '../support/runner/undoubted';
import { loadOutage } from '../support/world/outage';

const PATIENCE = 60_000;

let dataDir: string;
let browser: Browser;
let folder: Awaited<ReturnType<typeof serveFolder>>;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'comptoir-published-'));
  const server = await startServer({ DATA_DIR: dataDir }, { isOnDuty: true });
  browser = await sharedBrowser();
  try {
    await untilPublished(() => true);
    const { keyId } = await rotateKey(dataDir, new Date());
    await keepSigningKeys(server.db, await readSigningKeys(dataDir));
    await loadOutage(server.db);
    await untilPublished((state) => state.keyId === keyId && state.incidents.length > 0);
    await untilPagesFollow();
  } finally {
    await server.stop();
  }
  folder = await serveFolder(join(dataDir, 'public'));
}, 180_000);
afterAll(async () => {
  await closeContexts(browser);
  await folder?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

type State = { keyId: string; generatedAt: string; since: number | null; incidents: unknown[] };

const readState = async (): Promise<State> => JSON.parse(await readPublished('snapshot.json'));

const untilPublished = (isAwaited: (state: State) => boolean): Promise<void> =>
  vi.waitFor(async () => expect(isAwaited(await readState())).toBe(true), {
    timeout: PATIENCE,
    interval: 200,
  });

/** What is signed comes first, the pages after it. */
const untilPagesFollow = (): Promise<void> =>
  vi.waitFor(
    async () => {
      const made = `data-made="${(await readState()).generatedAt}"`;
      for (const { slug } of PROFESSIONS.map((profession) => professionWords[profession]))
        for (const path of [slug, `embed/${slug}`])
          expect(await readPublished(`${path}/index.html`)).toContain(made);
      expect(await readPublished('index.html')).toContain(made);
    },
    { timeout: PATIENCE, interval: 200 },
  );

const readPublished = (name: string): Promise<string> => readFile(join(dataDir, 'public', name), 'utf8');

/** A page of the folder, in a browser whose clock begins when the page was made, and can be moved. */
const opened = async (path: string, run: (page: Page) => Promise<void>): Promise<void> => {
  const context = await browser.newContext({ baseURL: folder.origin });
  const page = await context.newPage();
  await page.clock.install({ time: (await readState()).generatedAt });
  await page.goto(path);
  await run(page);
  await context.close();
};

describe('once we are gone, a static server on the published folder', () => {
  it('shows opticians their board without JavaScript, and its age', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: folder.origin });
    const page = await context.newPage();
    const refused: string[] = [];
    page.on('response', (response) => {
      if (response.status() !== 200) refused.push(response.url());
    });
    await page.goto('/opticien');
    expect(await page.locator('#etat').textContent()).toMatch(/état de \d{2}:\d{2}/);
    expect(await page.getByText('Malakoff Humanis').count()).toBeGreaterThan(0);
    expect(refused).toEqual([]);
    await context.close();
  });
  it('names on it every mutuelle of the answers', async () => {
    const html = await readPublished('opticien/index.html');
    const { answers } = JSON.parse(await readPublished('answers/optician.json'));
    const absent = answers.filter(
      ({ mutuelle }: { mutuelle: string }) => !html.includes(`data-mutuelle="${mutuelle}"`),
    );
    expect(absent).toEqual([]);
  });
  it('leads from the first page to each board, and to nothing that is not there', async () => {
    const pages = (await readdir(join(dataDir, 'public'), { recursive: true })).filter((name) =>
      /(index|503)\.html$/.test(name),
    );
    expect(pages).toHaveLength(28);
    const found = new Map<string, number>();
    for (const name of pages) {
      const html = await readPublished(name);
      const address = `${folder.origin}/${name.replace('index.html', '')}`;
      for (const [, written = ''] of html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)) {
        const url = new URL(written, address);
        if (url.origin !== folder.origin || /^#(sign|pay|mark|i)\b/.test(url.hash)) continue;
        if (url.hash !== '') expect(html, `${name} ${written}`).toContain(`id="${url.hash.slice(1)}"`);
        found.set(url.pathname, found.get(url.pathname) ?? (await fetch(url)).status);
      }
    }
    expect([...found].filter(([, status]) => status !== 200)).toEqual([]);
    for (const name of ['index.html', '503.html']) {
      const html = await readPublished(name);
      for (const profession of PROFESSIONS)
        expect(html).toContain(`href="/${professionWords[profession].slug}"`);
    }
  });
  it('offers nothing that would not answer, and does not say that it is of now', async () => {
    for (const name of ['opticien', 'embed/opticien', '.']) {
      const html = await readPublished(`${name}/index.html`);
      expect(html).not.toMatch(
        /<form|<input|<button|À jour|En direct|<title>[^<]*maintenant|<h1>.*maintenant|il y a/,
      );
      expect(html).toMatch(/<p id="etat"[^>]*>Copie de secours.+état de \d\d:\d\d/);
      expect(await htmlFaults(html)).toEqual([]);
    }
    expect(await htmlFaults(await readPublished('503.html'))).toEqual([]);
  });
  it.each(['/opticien', '/embed/opticien'])('%s keeps its age in sight, whatever one reads', async (path) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: folder.origin });
    const page = await context.newPage();
    await page.goto(path);
    await page.mouse.wheel(0, 2000);
    const box = await page.locator('#etat').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeLessThan(200);
    await context.close();
  });
  it('weighs no more than 60 kB a page', async () => {
    const bytes = await readFile(join(dataDir, 'public/opticien/index.html.gz'));
    expect(bytes.length).toBeLessThanOrEqual(60_000);
  });
  it('gives the answers, the signed snapshot, the keys before and after a rotation, the feed and a badge', async () => {
    for (const path of [
      '/answers/optician.json',
      '/snapshot.json',
      '/snapshot.json.sig',
      '/signing-keys.json',
      `/heads/${(await readState()).generatedAt.slice(0, 10)}.json`,
      '/feeds/history.atom',
      '/feeds/history.rss',
      '/feeds/history.json',
      '/badges/viamedis.svg',
    ]) {
      expect([path, (await fetch(folder.origin + path)).status]).toEqual([path, 200]);
    }
    const { keys } = JSON.parse(await readPublished('signing-keys.json'));
    expect(keys).toMatchObject([
      { until: expect.any(String) },
      { keyId: (await readState()).keyId, until: null },
    ]);
  });
  it('says inside each answer what it answers, for whoever asked a server that reads no query', async () => {
    for (const profession of PROFESSIONS) {
      const result = JSON.parse(await readPublished(`answers/${profession}.json`));
      expect(result).toMatchObject({ profession, at: expect.stringMatching(/Z$/) });
      expect(result.answers.length).toBeGreaterThan(200);
    }
    expect((await readState()).since).toBeNull();
  });
});

describe('a published page that nobody keeps up to date', () => {
  it.each(['/opticien', '/embed/opticien', '/'])('%s turns by itself, every word of it', async (path) => {
    await opened(path, async (page) => {
      const before = await page.locator('[data-judged]').allTextContents();
      await page.clock.fastForward(10 * MINUTE);
      expect(await page.locator('[data-judged]').allTextContents()).toEqual(before);
      expect(await page.title()).not.toContain('À vérifier');
      await page.clock.fastForward(2 * DAY);
      expect(await page.locator('#etat').textContent()).toMatch(/^À vérifier.+\d{4}, \d\d:\d\d/);
      expect(await page.title()).toMatch(/^À vérifier/);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^À vérifier/);
      expect(await undoubted(page)).toEqual([]);
    });
  });
  it('says what it was, not only that it is to be checked, to eyes and ears alike', async () => {
    await opened('/opticien', async (page) => {
      await page.clock.fastForward(16 * MINUTE);
      const operators = await page.getByRole('region', { name: 'Par opérateur' }).ariaSnapshot();
      expect(operators).toContain('À vérifier (était Non)');
      expect(operators).toContain('À vérifier (était Oui)');
      const heads = await page.getByRole('heading', { level: 2 }).allTextContents();
      expect(heads).toContainEqual(expect.stringMatching(/^À vérifier \(était Non\) · \d+$/));
      const colours = await page
        .locator('.verdict')
        .evaluateAll((each) => each.map((one) => getComputedStyle(one).color));
      expect(new Set(colours).size).toBe(1);
    });
  });
  it('is to be checked too when the reader’s clock is hours late', async () => {
    const context = await browser.newContext({ baseURL: folder.origin });
    const page = await context.newPage();
    await page.clock.install({ time: Date.now() - 120 * MINUTE });
    await page.goto('/opticien');
    await expect.poll(() => page.locator('#etat').textContent()).toMatch(/^À vérifier.+horloge/);
    expect(await undoubted(page)).toEqual([]);
    await context.close();
  });
});

describe('a published page asked about something else', () => {
  it.each([
    '/opticien?at=2024-02-02T12:00:00%2B01:00',
    '/opticien?verdict=possible',
    '/opticien?utm_source=lettre&q=alan',
    '/opticien?Profession=pharmacist',
    '/embed/opticien?at=2024-02-02T12:00:00Z',
  ])('%s says that it shows another state', async (path) => {
    await opened(path, async (page) => {
      const result = page.locator('#etat');
      await expect
        .poll(() => result.textContent())
        .toMatch(/^Cette copie montre l’état de .+, pas celui demandé/);
      expect(await result.textContent()).toMatch(/à vérifier passé/);
      await page.clock.fastForward(16 * MINUTE);
      expect(await result.textContent()).toMatch(/pas celui demandé.+À vérifier.: cette copie date/);
    });
  });
  it.each(['/opticien?utm_source=lettre&fbclid=x', '/?choisir=1', '/opticien?_=1&t=2&v=3'])(
    '%s asks nothing',
    async (path) => {
      await opened(path, async (page) => {
        await page.locator('html.is-watched').waitFor();
        expect(await page.locator('#etat').textContent()).toMatch(/^Copie de secours/);
      });
    },
  );
});
