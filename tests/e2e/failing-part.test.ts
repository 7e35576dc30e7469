import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { partWords } from '#app/words/connection';
import { closeContexts, sharedBrowser } from '../support/runner/browser';
import { PATIENCE } from '../support/runner/pages';
import { startServer } from '../support/runner/server';
import { loadOutage } from '../support/world/outage';

/** A part that fails in a browser; its console says so, which the other tests take for a fault. */
describe('a part of a page that fails in a browser', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), sharedBrowser()]);
  });
  afterAll(async () => {
    await closeContexts(browser);
    await server.stop();
  });
  afterEach(() => page.context().close());
  const open = async (prepare: (page: Page) => Promise<unknown> = async () => undefined) => {
    const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 } });
    context.setDefaultTimeout(PATIENCE);
    page = await context.newPage();
    await prepare(page);
    await page.goto(`${server.origin}/opticien`);
    await page.getByText('En direct').waitFor();
  };
  const note = () => page.getByText(partWords.beside);
  const moved = (id: string) => loadOutage(server.db, id);

  it('leaves the header, the operators and the answers, and comes back with what is right', async () => {
    let isBroken = true;
    await open((opened) =>
      opened.route('**/api/v1/incidents?*', async (route) =>
        isBroken
          ? route.fulfill({ json: { incidents: [{ id: 'faux', platforms: [] }], next: null } })
          : route.continue(),
      ),
    );
    await moved('premiere');
    await note().waitFor();
    expect(await note().count()).toBe(1);
    await page.locator('header.top').waitFor();
    await page.locator('.operators').getByText('Viamedis').waitFor();
    await page.locator('.group:visible').first().waitFor();
    isBroken = false;
    await moved('seconde');
    await page.getByRole('heading', { name: 'Incidents en cours' }).waitFor();
    await note().waitFor({ state: 'detached' });
  });

  it('says so when the server cannot tell it, and shows the rest', async () => {
    await open((opened) =>
      opened.route('**/api/v1/notices?*', (route) =>
        route.fulfill({ status: 500, json: { title: 'Erreur', status: 500, detail: 'x' } }),
      ),
    );
    await moved('troisieme');
    await note().waitFor();
    await page.locator('.operators').getByText('Viamedis').waitFor();
    await page.getByText('En direct').waitFor();
  });

  it('failed on the server, is shown as the server showed it, then tried here', async () => {
    const complaints: string[] = [];
    const written = `<p class="part-note" role="note">${partWords.beside}<!-- --> ${partWords.reference('K7QF-2M9D')}</p>`;
    await open(async (opened) => {
      opened.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      opened.on('pageerror', (error) => complaints.push(error.message));
      await opened.route(`${server.origin}/opticien`, async (route) => {
        const response = await route.fetch();
        const body = (await response.text())
          .replace('<html lang="fr"', '<html lang="fr" data-failed-parts="notices=K7QF-2M9D"')
          .replace(/<section class="group" aria-labelledby="avis">.*?<\/section>/s, written);
        await route.fulfill({ response, body });
      });
    });
    await page.getByRole('heading', { name: 'Avis des syndicats et des autorités' }).waitFor();
    expect(await note().count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('a page that cannot be read keeps the header', async () => {
    await open((opened) =>
      opened.route('**/plateformes.data*', (route) => route.fulfill({ status: 500, body: 'panne' })),
    );
    await page.getByRole('link', { name: 'Plateformes', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Le tableau ne répond pas' }).waitFor();
    await page.locator('header.top').getByRole('link', { name: 'Historique' }).waitFor();
  });
});
