import { describe, expect, it } from 'vitest';
import { awake, CRISIS, useReaders } from '../support/runner/pages';

describe('the board of a profession', () => {
  const { visit, origin } = useReaders();

  it('filters by verdict in the address, as links, and says how many', async () => {
    const page = await visit(`/opticien?${CRISIS}`);
    await page.locator('.filters a', { hasText: 'Selon la carte' }).click();
    await page.waitForURL(/verdict=depends/);
    expect(new URL(page.url()).searchParams.get('at')).toBe('2024-02-02T12:00:00+01:00');
    await expect.poll(() => page.locator('.row').count()).toBe(20);
  });

  it('opens the answer of the operator printed on the card', async () => {
    const page = await visit(`/opticien?${CRISIS}`);
    await page.locator('.operators a', { hasText: 'Oxantis' }).click();
    await page.waitForURL(/operateur\/oxantis/);
    await expect.poll(() => page.locator('main h1').innerText()).toContain('Oxantis');
    const text = await page.locator('main').innerText();
    expect(text).toMatch(/Non/);
    expect(text).toMatch(/Viamedis/);
  });

  it('keeps my mutuelles first, on this device', async () => {
    const page = await visit(`/opticien?${CRISIS}`);
    await awake(page);
    const star = page.locator('.row', { hasText: 'Aésio mutuelle' }).locator('button.star').first();
    await star.click();
    expect(await star.getAttribute('aria-pressed')).toBe('true');
    await page.reload();
    await expect.poll(() => page.locator('main').innerText()).toContain('Mes mutuelles');
  });

  it('remembers the profession chosen', async () => {
    const page = await visit('/');
    await page.locator('main a', { hasText: 'Pharmacien' }).first().click();
    await page.waitForURL(/\/pharmacien$/);
    await page.goto(origin());
    expect(page.url() + (await page.locator('body').innerText())).toMatch(/pharmacien/i);
  });

  it('sends English ids to the French address', async () => {
    const page = await visit(`/optician?${CRISIS}`);
    expect(page.url()).toContain('/opticien?at=');
  });

  it.each([
    `/opticien?${CRISIS}`,
    `/pharmacien/malakoff-humanis?${CRISIS}`,
    '/',
    '/plateformes',
    '/a-propos',
  ])('%s does not scroll sideways on a phone, nor on a wide screen', async (path) => {
    const page = await visit(path);
    for (const width of [390, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(excess, `${width} px`).toBeLessThanOrEqual(0);
    }
  });
});
