import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MINUTE } from '#server/domain/intervals';
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
      ({ mutuelle }: { mutuelle: string }) => !html.includes(`/opticien/${mutuelle}"`),
    );
    expect(absent).toEqual([]);
  });
  it('turns the age to « à vérifier » once it is due', async () => {
    const context = await browser.newContext({ baseURL: folder.origin });
    const page = await context.newPage();
    await page.clock.setSystemTime(Date.now() + 16 * MINUTE);
    await page.goto('/opticien');
    await expect.poll(() => page.locator('#etat').textContent()).toMatch(/^À vérifier/);
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
