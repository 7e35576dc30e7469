import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useReaders } from '../support/runner/pages';

/** A machine that sleeps while a page waits for an answer, and a network that comes back. Real time, in milliseconds. */
const SOON = { interval: 100 };

/** Each with what it asks to be up to date. */
const PAGES = [
  ['/opticien', '**/api/v1/answers?*'],
  ['/opticien/malakoff-humanis', '**/api/v1/answers/**'],
  ['/pharmacien/operateur/almerys', '**/api/v1/answers/**'],
  ['/plateformes/viamedis', '**/viamedis.data'],
  ['/?choisir=1', '**/_root.data?*'],
] as const;

const isAwake = () =>
  Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactFiber'));

describe('a page whose network comes back', () => {
  const { open, origin } = useReaders();
  const doubt = (page: Page) => page.locator('.past-its-time');

  const leave = async (path: string): Promise<Page> => {
    const page = await open('/healthz');
    await page.clock.install();
    await page.goto(origin() + path);
    await page.waitForFunction(isAwake);
    return page;
  };
  /** The first question of this kind that the page asks from now on; it waits until `answer` is called. */
  const hold = async (page: Page, asked: string) => {
    let resolve: (answer: () => Promise<void>) => void;
    const held = new Promise<() => Promise<void>>((kept) => {
      resolve = kept;
    });
    await page.route(
      asked,
      async (route: Route) => {
        const response = await route.fetch();
        // Given up for another one, it can no longer be answered.
        resolve(() => route.fulfill({ response }).catch(() => undefined));
      },
      { times: 1 },
    );
    return { held };
  };

  it.each(PAGES)(
    '%s: is confirmed at once, though what it had asked came after the sleep',
    async (path, asked) => {
      const page = await leave(path);
      const head = await page.locator('main h1').innerText();
      const { held } = await hold(page, asked);
      await page.clock.fastForward('14:00');
      const answer = await held;
      await page.context().setOffline(true);
      await page.clock.fastForward('16:00');
      await answer();
      await doubt(page).waitFor();
      await page.context().setOffline(false);
      await expect.poll(() => doubt(page).count(), SOON).toBe(0);
      expect(await page.locator('main h1').innerText()).toBe(head);
    },
  );

  it.each(PAGES)(
    '%s: is confirmed at once, though what it had asked is never answered',
    async (path, asked) => {
      const page = await leave(path);
      await hold(page, asked);
      await page.clock.fastForward('14:00');
      await page.context().setOffline(true);
      await page.clock.fastForward('16:00');
      await doubt(page).waitFor();
      await page.context().setOffline(false);
      await expect.poll(() => doubt(page).count(), SOON).toBe(0);
    },
  );

  it.each(PAGES.slice(0, 3))(
    '%s: one answer from memory alarms nobody, a second one says that the database is away',
    async (path, asked) => {
      const page = await leave(path);
      let fromMemory = 0;
      const remember = async (route: Route) => {
        const response = await route.fetch();
        fromMemory += 1;
        await route.fulfill({ response, headers: { ...response.headers(), Age: '2' } });
      };
      const spoken: string[] = [];
      await page.exposeFunction('note', (said: string) => void spoken.push(said));
      await page.evaluate(() => {
        const note = (window as unknown as { note: (said: string) => void }).note;
        const seen = { childList: true, subtree: true, characterData: true };
        new MutationObserver(() => note(document.body.innerText)).observe(document.body, seen);
      });
      await page.route(asked, remember, { times: 1 });
      await page.clock.fastForward('00:31');
      await expect.poll(() => fromMemory, SOON).toBe(1);
      await page.clock.fastForward('00:03');
      await page.clock.fastForward('00:31');
      expect(spoken.filter((said) => said.includes('injoignable'))).toEqual([]);
      await page.route(asked, remember);
      // Its next question is due half a minute after the answer to the last, whenever that came.
      const asksAgain = async () => {
        await page.clock.fastForward('00:31');
        return fromMemory;
      };
      await expect.poll(asksAgain, SOON).toBeGreaterThan(1);
      await page.clock.fastForward('00:03');
      await page.getByText('Base injoignable :').waitFor();
    },
  );

  it('follows again at once, though the browser would wait before it reconnects', async () => {
    const page = await open('/healthz');
    await page.route('**/api/v1/stream?*', (route) =>
      route.fulfill({ contentType: 'text/event-stream', body: 'retry: 600000\n\n' }),
    );
    await page.goto(`${origin()}/opticien`);
    await page.waitForFunction(isAwake);
    await expect.poll(() => page.locator('.live').innerText(), SOON).not.toMatch(/En direct/);
    await page.unroute('**/api/v1/stream?*');
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await page.locator('.live').getByText('En direct').waitFor();
  });

  it('the home, which says « maintenant », is read again twice a minute', async () => {
    const page = await leave('/?choisir=1');
    // One that was begun may be given up for a newer one: what counts is that it is answered, each time.
    for (let time = 0; time < 2; time += 1) {
      const read = page.waitForResponse('**/_root.data?*');
      await page.clock.fastForward('00:40');
      expect((await read).status()).toBe(200);
    }
  });

  it('stays when the network went while it was read again, and is then of now', async () => {
    const page = await leave('/plateformes/viamedis');
    let asked = 0;
    await page.route('**/viamedis.data', (route) => {
      asked += 1;
      return asked === 1 ? route.continue() : route.abort('internetdisconnected');
    });
    await page.clock.fastForward('07:00');
    await page.getByText('Pas de réseau').waitFor();
    expect(await page.locator('main h1').innerText()).toBe('Viamedis');
    await page.unroute('**/viamedis.data');
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await page.getByText('Pas de réseau').waitFor({ state: 'detached' });
    expect(await page.locator('main h1').innerText()).toBe('Viamedis');
  });

  it('stays where a click without a network was made; the page comes with the network', async () => {
    const page = await leave('/opticien');
    const rows = await page.locator('.row').count();
    await page.context().setOffline(true);
    await page.getByRole('link', { name: 'Avis' }).first().click();
    await page.getByText('Pas de réseau').waitFor();
    expect(await page.locator('.row').count()).toBe(rows);
    // Another click gives the first one up.
    await page.locator('.row-name:visible').first().click();
    expect(await page.locator('.row').count()).toBe(rows);
    await page.context().setOffline(false);
    await page.waitForURL(/\/opticien\/[a-z]/);
    await page.getByText('Pas de réseau').waitFor({ state: 'detached' });
  });

  it('stays where a click was made though nobody knew that the network is gone', async () => {
    const page = await open('/opticien');
    await page.waitForFunction(isAwake);
    const code = 'link[rel=modulepreload][href*="/answer.route-"]';
    await page.locator(code).waitFor({ state: 'attached' });
    await page.waitForLoadState('load');
    await page.waitForTimeout(500);
    await page.route('**/*', (route) => route.abort('internetdisconnected'));
    const rows = await page.locator('.row').count();
    await page.locator('.row-name:visible').first().click();
    await page.getByText('Pas de réseau').waitFor();
    expect(await page.locator('.row').count()).toBe(rows);
    await page.unroute('**/*');
    await page.waitForURL(/\/opticien\/[a-z]/);
    await page.locator('.band h1').waitFor();
  });

  it('is read again by itself when it gave way to an error that passes', async () => {
    const page = await leave('/plateformes');
    await page.route('**/avis.data*', async (route) => {
      // A refusal of ours, as if the database had not answered.
      const response = await route.fetch({ url: `${origin()}/avis.data?at=hier` });
      const body = (await response.text()).replaceAll('400', '503');
      await route.fulfill({ response, body, status: 503 });
    });
    await page.getByRole('link', { name: 'Avis' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Plateformes' }).waitFor({ state: 'detached' });
    await page.unroute('**/avis.data*');
    await page.clock.fastForward('01:10');
    await page.getByRole('heading', { level: 1, name: 'Avis' }).waitFor();
  });

  it('is confirmed at once in the frame of somebody else', async () => {
    const page = await open('/healthz');
    await page.clock.install();
    await page.goto(`${origin()}/embed/opticien`);
    await page.locator('html.is-watched').waitFor();
    await page.context().setOffline(true);
    await page.clock.fastForward('16:00');
    await page.locator('html.is-stale').waitFor();
    await page.clock.setSystemTime(new Date());
    await page.context().setOffline(false);
    await expect.poll(() => page.locator('html.is-stale').count(), SOON).toBe(0);
  });
});
