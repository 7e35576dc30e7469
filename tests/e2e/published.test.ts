import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { professionWords } from '#app/words/fr/professions';
import { MINUTE } from '#server/domain/intervals';
import { PROFESSIONS } from '#server/domain/vocabulary';
import { htmlFaults } from '../support/accessible';
import { openBrowser } from '../support/browser';
import { serveFolder } from '../support/folder-server';
import { startServer } from '../support/server';

const PATIENCE = 60_000;

let dataDir: string;
let browser: Browser;
let folder: Awaited<ReturnType<typeof serveFolder>>;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'comptoir-published-'));
  const server = await startServer({ DATA_DIR: dataDir });
  browser = await openBrowser();
  await vi
    .waitFor(() => stat(join(dataDir, 'public/snapshot.json')), { timeout: PATIENCE, interval: 200 })
    .finally(server.stop);
  folder = await serveFolder(join(dataDir, 'public'));
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await folder?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

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
    const html = await readFile(join(dataDir, 'public/opticien/index.html'), 'utf8');
    const { answers } = JSON.parse(await readFile(join(dataDir, 'public/answers/optician.json'), 'utf8'));
    const absent = answers.filter(
      ({ mutuelle }: { mutuelle: string }) => !html.includes(`data-mutuelle="${mutuelle}"`),
    );
    expect(absent).toEqual([]);
  });
  it('leads from the first page to each board, and to nothing that is not there', async () => {
    const pages = (await readdir(join(dataDir, 'public'), { recursive: true })).filter((name) =>
      name.endsWith('index.html'),
    );
    expect(pages).toHaveLength(27);
    const found = new Map<string, number>();
    for (const name of pages) {
      const html = await readFile(join(dataDir, 'public', name), 'utf8');
      const address = `${folder.origin}/${name.replace('index.html', '')}`;
      for (const [, written = ''] of html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)) {
        const url = new URL(written, address);
        if (url.origin !== folder.origin) continue;
        if (url.hash !== '') expect(html, `${name} ${written}`).toContain(`id="${url.hash.slice(1)}"`);
        found.set(url.pathname, found.get(url.pathname) ?? (await fetch(url)).status);
      }
    }
    expect([...found].filter(([, status]) => status !== 200)).toEqual([]);
    const index = await readFile(join(dataDir, 'public/index.html'), 'utf8');
    for (const profession of PROFESSIONS)
      expect(index).toContain(`href="/${professionWords[profession].slug}"`);
  });
  it('offers nothing that would not answer, and does not say that it is of now', async () => {
    for (const name of ['opticien', 'embed/opticien', '.']) {
      const html = await readFile(join(dataDir, 'public', name, 'index.html'), 'utf8');
      expect(html).not.toMatch(
        /<form|<input|<button|À jour|En direct|<title>[^<]*maintenant|<h1>.*maintenant/,
      );
      expect(html).toMatch(/<p id="etat"[^>]*>Copie de secours.+état de \d\d:\d\d/);
      expect(await htmlFaults(html)).toEqual([]);
    }
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
  it('turns the age to « à vérifier » once it is due', async () => {
    const context = await browser.newContext({ baseURL: folder.origin });
    const page = await context.newPage();
    await page.clock.setSystemTime(Date.now() + 16 * MINUTE);
    for (const path of ['/opticien', '/embed/opticien', '/']) {
      await page.goto(path);
      await expect.poll(() => page.locator('#etat').textContent()).toMatch(/^À vérifier/);
    }
    await context.close();
  });
  it('weighs no more than 60 kB a page', async () => {
    const { size } = await stat(join(dataDir, 'public/opticien/index.html.gz'));
    expect(size).toBeLessThanOrEqual(60_000);
  });
  it('gives the answers, the signed snapshot, the feed and a badge', async () => {
    for (const path of [
      '/answers/optician.json',
      '/snapshot.json',
      '/snapshot.json.sig',
      '/feeds/history.atom',
      '/badges/viamedis.svg',
    ]) {
      expect([path, (await fetch(folder.origin + path)).status]).toEqual([path, 200]);
    }
    const answers = JSON.parse(await readFile(join(dataDir, 'public/answers/optician.json'), 'utf8'));
    expect(answers.answers.length).toBeGreaterThan(200);
  });
});
