import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { awake, useDashboard } from '../support/runner/pages';
import { loadOutage } from '../support/world/outage';

/** Long enough for whatever a page does because of a change. */
const AFTER_MS = 5_000;
const SOON = { timeout: 5_000 };

describe('pages that live from the stream', () => {
  const { open, db, origin } = useDashboard();
  let said = 0;
  /** Made up: one operator says of its card that it works, or not. */
  const say = async (health: 'down' | 'operational' | 'degraded', platform = 'viamedis') => {
    said += 1;
    const at = new Date();
    await db()
      .insertInto('statement')
      .values({
        id: `made-up-${said}`,
        by: platform,
        platform,
        flows: ['carte'],
        health,
        effectiveAt: at,
        recordedAt: at,
        precision: 'minute',
        incident: null,
        update: null,
        professions: null,
        mutuelles: null,
        validUntil: null,
        expectedBack: null,
        nextUpdateDue: null,
        stage: null,
        text: null,
        sourceUrl: null,
      })
      .execute();
  };
  const operator = (page: Page, name = 'Viamedis') =>
    page.locator('.operators a', { hasText: name }).innerText();
  const isLive = (page: Page) => page.locator('.live').getByText('En direct').waitFor();
  /** What a page asks from now on, the stream left out. */
  const questionsOf = (page: Page): string[] => {
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      const isQuestion = pathname.startsWith('/api/') || pathname.endsWith('.data');
      if (isQuestion && pathname !== '/api/v1/stream') asked.push(pathname);
    });
    return asked;
  };
  /** How many streams the server holds. */
  const streams = async () => {
    const text = await (await fetch(`${origin()}/metrics`)).text();
    return Number(/^comptoir_waiting_browsers (\d+)/m.exec(text)?.[1]);
  };

  it('a board puts in place what it is told, and asks nothing', async () => {
    const page = await open('/opticien');
    await isLive(page);
    const asked = questionsOf(page);
    await say('down');
    await expect.poll(() => operator(page), SOON).toMatch(/Non/);
    await page.locator('section[aria-labelledby="g-suspended"] .row').first().waitFor();
    await say('operational');
    await expect.poll(() => operator(page), SOON).toMatch(/Oui/);
    // With its incident, which the lines do not tell.
    await loadOutage(db(), 'made-up-outage');
    await page
      .locator('.incident')
      .getByText(/prises? en charge.*coupée/i)
      .first()
      .waitFor();
    await pause(AFTER_MS);
    expect(asked).toEqual([]);
  });

  it('an answer of somebody else asks nothing, the one that changed asks once', async () => {
    const other = await open('/opticien/operateur/sp-sante');
    const own = await open('/opticien/operateur/almerys');
    for (const page of [other, own]) await isLive(page);
    const [byOther, byOwn] = [questionsOf(other), questionsOf(own)];
    await say('down', 'almerys');
    await expect.poll(() => own.locator('main').innerText(), SOON).toMatch(/^Non$/m);
    await pause(AFTER_MS);
    expect(byOther.filter((each) => each.includes('/answers'))).toEqual([]);
    expect(byOwn.filter((each) => each.includes('/answers'))).toHaveLength(1);
    await say('operational', 'almerys');
  });

  it.each(['/plateformes/viamedis', '/?choisir=1'])('%s asks nothing because of a change', async (path) => {
    const page = await open(path);
    await awake(page);
    const asked = questionsOf(page);
    await say('degraded');
    await pause(AFTER_MS);
    await say('operational');
    expect(asked).toEqual([]);
  });

  it('a stream that was lost and refused, as by a server that starts, comes back by itself, and asks once', async () => {
    const page = await open('/healthz');
    let refusals = 0;
    const firstWord = 'retry: 100\n\nevent: here\nid: 0\ndata: {"seq":0}\n\n';
    await page.route('**/api/v1/stream?*', (route) => {
      refusals += 1;
      // The first was open, and was cut.
      return refusals === 1
        ? route.fulfill({ contentType: 'text/event-stream', body: firstWord })
        : route.fulfill({ status: 503, body: '' });
    });
    await page.goto(`${origin()}/opticien`);
    await awake(page);
    await expect.poll(() => refusals, SOON).toBe(2);
    await page.unroute('**/api/v1/stream?*');
    const asked = questionsOf(page);
    await isLive(page);
    await pause(1_000);
    expect(asked.filter((each) => each === '/api/v1/answers')).toHaveLength(1);
  });

  it('nine boards of one browser all load, by one stream, and go on when the one that had it is closed', async () => {
    const first = await open('/opticien');
    const context: BrowserContext = first.context();
    const boards = [first];
    while (boards.length < 9) {
      const page = await context.newPage();
      await page.goto(`${origin()}${boards.length % 3 === 0 ? '/pharmacien' : '/opticien'}`);
      boards.push(page);
    }
    for (const page of boards) await isLive(page);
    await expect.poll(streams, SOON).toBe(1);
    await say('down', 'almerys');
    for (const page of boards) await expect.poll(() => operator(page, 'Almerys'), SOON).toMatch(/Non/);
    await first.close();
    await expect.poll(streams, SOON).toBe(1);
    const others = boards.slice(1);
    for (const page of others) await isLive(page);
    await say('operational', 'almerys');
    for (const page of others) await expect.poll(() => operator(page, 'Almerys'), SOON).toMatch(/Oui/);
    expect(await streams()).toBe(1);
  });

  it('a tab that has the lead and sleeps is taken it from', async () => {
    const asleep = await open('/healthz');
    await asleep.evaluate(() => {
      void navigator.locks
        .request('comptoir-stream', () => new Promise(() => undefined))
        .catch(() => undefined);
    });
    const page = await asleep.context().newPage();
    await page.goto(`${origin()}/opticien`);
    await isLive(page);
  });

  it('a browser whose tabs cannot agree has a stream in the one that is looked at', async () => {
    const page = await open('/healthz');
    await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'locks'));
    await page.goto(`${origin()}/opticien`);
    await isLive(page);
    const see = (isHidden: boolean) =>
      page.evaluate((hidden) => {
        Object.defineProperty(document, 'hidden', { configurable: true, value: hidden });
        document.dispatchEvent(new Event('visibilitychange'));
      }, isHidden);
    await see(true);
    await expect.poll(streams, SOON).toBe(0);
    await say('down', 'almerys');
    await see(false);
    await isLive(page);
    await expect.poll(() => operator(page, 'Almerys'), SOON).toMatch(/Non/);
    await say('operational', 'almerys');
  });
});
