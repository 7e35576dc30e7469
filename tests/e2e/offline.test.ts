import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attestationWords } from '#app/words/attestation';
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

  it('proves what it attests with everything of ours dead, and what somebody else was given', async () => {
    const id = 'optician.mutuelle.malakoff-humanis.20240202T110000Z';
    const other = 'pharmacist.platform.viamedis.20240202T110000Z';
    const given = await (await fetch(`${origin()}/api/v1/attestations/${other}`)).text();
    const forged = given.replace('"suspended"', '"possible"').replace('"restricted"', '"possible"');
    expect(forged).not.toBe(given);
    const page = await visited(`/attestation/${id}`);
    way.be('dead');
    await page.goto(`${way.origin}/attestation/${id}`);
    await awake(page);
    const own = page.locator('section[aria-labelledby=signature] [role=status]');
    await expect.poll(() => own.getAttribute('class')).toBe('attested');
    expect(await page.locator('.past-its-time').count()).toBe(0);
    const received = page.getByLabel(attestationWords.file);
    const said = page.locator('.needs-script [role=status]').last();
    for (const [text, shown] of [
      [given, 'attested'],
      [forged, 'warn'],
    ] as const) {
      const file = { name: `${other}.json`, mimeType: 'application/json', buffer: Buffer.from(text) };
      await received.setInputFiles(file);
      await expect.poll(() => said.getAttribute('class')).toBe(shown);
    }
    expect(await said.innerText()).not.toBe('');
  });

  it('has the files of its own build, when another took its place under an open tab', async () => {
    const page = await visited('/plateformes');
    way.be('rebuilt');
    await page.clock.fastForward('10:00');
    const kept = () =>
      page.evaluate(async () => {
        const found = await caches.match('/plateformes', { cacheName: 'comptoir-pages-1' });
        const { html = '' }: { html?: string } = (await found?.json()) ?? {};
        const names = html.match(/\/assets\/[\w.-]+/g) ?? [];
        const files = await Promise.all(names.map(async (name) => [name, await caches.match(name)] as const));
        return {
          isOfOther: html.includes('.autre.js'),
          missing: files.flatMap(([name, file]) => (file ? [] : [name])),
        };
      });
    await expect.poll(kept).toEqual({ isOfOther: true, missing: [] });
  });

  it('stays whole behind an address that nobody visited, and one step back', async () => {
    const page = await visited('/opticien');
    const rows = await page.locator('.row').count();
    way.be('dead');
    await page.goto(`${way.origin}/plateformes/almerys`);
    expect(await page.locator('h1').innerText()).toBe('Hors ligne');
    expect(await page.locator('main').innerText()).toContain('/plateformes/almerys');
    expect(await page.getByRole('link', { name: /^Opticien/ }).count()).toBe(1);
    await page.goBack();
    await awake(page);
    await expect.poll(() => page.locator('.row').count()).toBe(rows);
    // A link of the board to a page that is not kept leaves the board where it is, and says so.
    await page.locator('.row-name:visible').first().click();
    expect(await page.locator('.row').count()).toBe(rows);
    await page.getByText('Pas de réseau').waitFor();
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
