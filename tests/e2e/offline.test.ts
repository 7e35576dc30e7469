import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { time } from '#app/words/instants';
import { openWay } from '../support/peers/way';
import { awake, useReaders } from '../support/runner/pages';
import { leftUndoubted } from '../support/runner/undoubted';

/** Everything of ours is dead, and somebody had visited a page. */
describe('a page that this device kept', () => {
  const { open, origin } = useReaders();
  let way: Awaited<ReturnType<typeof openWay>>;
  beforeAll(async () => {
    way = await openWay(origin());
  });
  beforeEach(() => way.be('whole'));
  afterAll(() => way.close());

  const isKept = (page: Page, path: string) =>
    page.evaluate(
      async (asked) => Boolean(await caches.match(asked, { cacheName: 'comptoir-pages-1' })),
      path,
    );

  /** Visited long enough to be kept, by a browser whose clock is ours to move. */
  const visited = async (path: string): Promise<Page> => {
    const page = await open(`${way.origin}/healthz`, { serviceWorkers: 'allow' });
    await page.clock.install();
    await page.goto(way.origin + path);
    await awake(page);
    await page.clock.fastForward('00:07');
    await expect.poll(() => isKept(page, path), { interval: 100 }).toBe(true);
    return page;
  };
  const link = (page: Page) => page.locator('.live').innerText();
  const banner = (page: Page) => page.locator('.past-its-time');

  it('is kept by a worker that is asked for again each time, and a browser may install it', async () => {
    const worker = await fetch(`${origin()}/sw.js`);
    expect(worker.headers.get('cache-control')).toBe('no-cache');
    expect(worker.headers.get('service-worker-allowed')).toBe('/');
    const manifest = await fetch(`${origin()}/manifest.webmanifest`);
    expect(manifest.headers.get('content-type')).toContain('application/manifest+json');
    const { icons }: { icons: { src: string }[] } = await manifest.json();
    for (const { src } of icons) expect((await fetch(origin() + src)).status).toBe(200);
  });

  it('is shown with the hour of what was signed, doubts itself after a quarter of an hour, and lives again with us', async () => {
    const page = await visited('/opticien');
    const state: { generatedAt: string } = await (await fetch(`${origin()}/api/v1/snapshot`)).json();
    way.be('dead');
    await page.goto(`${way.origin}/opticien`);
    await awake(page);
    await expect.poll(() => link(page)).toMatch(/^Hors ligne\s+copie/);
    expect(await link(page)).toContain(`copie de ${time(state.generatedAt)}`);
    expect(await banner(page).count()).toBe(0);
    expect(await page.locator('main .verdict.is-possible').count()).toBeGreaterThan(0);
    await page.clock.fastForward('16:00');
    await expect.poll(() => leftUndoubted(page)).toEqual([]);
    way.be('whole');
    await page.clock.fastForward('00:40');
    await expect.poll(() => banner(page).count()).toBe(0);
    expect(await link(page)).toMatch(/^(En direct|À jour)/);
  });

  it('vouches for nothing where the signed state that came was not ours, and says so', async () => {
    way.be('tampering');
    const page = await visited('/plateformes');
    way.be('dead');
    await page.goto(`${way.origin}/plateformes`);
    await awake(page);
    await expect.poll(() => leftUndoubted(page)).toEqual([]);
    expect(await banner(page).innerText()).toMatch(/le dernier état reçu est refusé/);
  });

  it('is one of those that the page in place of another leads to; nothing private is kept', async () => {
    const page = await visited('/opticien/alan');
    await page.goto(`${way.origin}/espace/connexion`);
    await page.goto(`${way.origin}/opticien?q=alan`);
    await page.clock.fastForward('00:07');
    way.be('dead');
    await page.goto(`${way.origin}/espace`);
    expect(await page.locator('h1').innerText()).toBe('Hors ligne');
    expect(await page.locator('main').innerText()).not.toMatch(/Oui|Non\b/);
    await page.getByRole('link', { name: /^Alan, opticien/ }).click();
    await awake(page);
    await expect.poll(() => link(page)).toMatch(/^Hors ligne\s+copie/);
    const addresses = await page.evaluate(async () => {
      const caught = await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
      );
      return caught.flat().map(({ url }) => url);
    });
    expect(addresses.filter((address) => /\?|\/espace/.test(address))).toEqual([]);
  });
});
