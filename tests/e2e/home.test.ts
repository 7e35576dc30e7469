import { describe, expect, it } from 'vitest';
import { CRISIS, useReaders } from '../support/runner/pages';

const bare = { javaScriptEnabled: false };

describe('the home, before a profession is chosen', () => {
  const { visit, origin } = useReaders();

  it('a quiet day: nothing is signalled, hollow, and no green anywhere', async () => {
    const page = await visit('/', bare);
    const main = page.locator('main');
    expect(await main.locator('.home-today').innerText()).toBe('Rien de signalé');
    expect(await main.innerText()).toMatch(/Ce n’est pas la preuve que tout marche/);
    expect(await main.innerText()).toMatch(/Viamedis\s+aucun incident signalé, paiement compris/);
    expect(await main.innerText()).toMatch(/Rien d’annoncé pour les sept jours/);
    expect(await main.innerText()).toMatch(/Dernier mot entendu\s+.+2024/);
    const signs = await main
      .locator('.sign use')
      .evaluateAll((all) => all.map((use) => use.getAttribute('href')));
    expect(new Set(signs)).toEqual(new Set(['#sign-possible-presumed']));
  });

  it('2 February 2024, without script: who is touched, for whom, whether one is paid', async () => {
    const page = await visit(`/?${CRISIS}`, bare);
    expect(await page.locator('.home-today').innerText()).toBe('Viamedis, Kalixia et Oxantis sont touchés');
    const viamedis = page.locator('.home-operator', {
      has: page.getByRole('link', { name: 'Viamedis', exact: true }),
    });
    const said = await viamedis.innerText();
    expect(said).toMatch(/Non\s+Paiement normal\s+opticiens/);
    expect(said).toMatch(/Oui, avec réserve\s+Paiement suspendu\s+pharmaciens, depuis le 29 janvier/);
    expect(said).toMatch(/les autres professions, aucun incident signalé/);
    expect(await page.locator('.home-operator', { hasText: 'Oxantis' }).innerText()).toContain(
      's’appuie sur Viamedis',
    );
    await viamedis.getByRole('link', { name: 'Viamedis', exact: true }).click();
    expect(page.url()).toMatch(/\/plateformes\/viamedis\?at=2024-02-02/);
  });

  it('is one tap from a board, and leads there by itself afterwards', async () => {
    const page = await visit('/');
    await page.locator('main').getByRole('link', { name: 'Infirmier' }).click();
    await page.waitForURL(/\/infirmier$/);
    await expect.poll(() => page.evaluate(() => document.cookie)).toContain('profession=nurse');
    await page.goto(origin());
    await page.waitForURL(/\/infirmier$/);
    await page.goto(`${origin()}/?choisir=1`);
    expect(await page.locator('h1').innerText()).toMatch(/Le tiers payant/);
  });

  it.each(['/', `/?${CRISIS}`])('%s scrolls down only, at 320 px too', async (path) => {
    const page = await visit(path);
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(excess, `${width} px`).toBeLessThanOrEqual(0);
    }
  });
});
