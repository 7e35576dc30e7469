import { describe, expect, it } from 'vitest';
import { CRISIS, useReaders } from '../support/runner/pages';

describe('with JavaScript off', () => {
  const { visit } = useReaders();
  const bare = { javaScriptEnabled: false };

  it('the board is read, filtered and searched', async () => {
    const page = await visit(`/opticien?${CRISIS}`, bare);
    expect(await page.locator('main').innerText()).toContain('prise en charge');
    await page.locator('input[name=q]').fill('malakoff');
    await page.locator('input[name=q]').press('Enter');
    await page.waitForURL(/q=malakoff/);
    expect(new URL(page.url()).searchParams.get('at')).toBe('2024-02-02T12:00:00+01:00');
    await page.locator('main a[href*="/opticien/malakoff-humanis"]').first().click();
    await page.waitForURL(/malakoff-humanis/);
    expect(await page.locator('main').innerText()).toContain('Non');
  });

  it('the profession is chosen, the other pages are read', async () => {
    const page = await visit('/', bare);
    await page.locator('main a', { hasText: 'Opticien' }).first().click();
    await page.waitForURL(/\/opticien/);
    for (const path of ['/plateformes/viamedis', '/incidents/viamedis-2024', '/avis', '/a-propos']) {
      const other = await visit(path, bare);
      expect((await other.locator('main').innerText()).length, path).toBeGreaterThan(300);
    }
  });

  it('the slider is a form', async () => {
    const page = await visit(`/opticien?${CRISIS}`, bare);
    const slider = page.locator('input[type=range]').first();
    await slider.focus();
    await page.keyboard.press('End');
    await page.locator('form', { has: slider }).locator('button').click();
    await page.waitForURL((url) => url.searchParams.get('at') !== '2024-02-02T12:00:00+01:00');
    expect(await page.locator('main h1').innerText()).toContain('Opticien');
  });
});
