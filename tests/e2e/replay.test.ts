import { describe, expect, it } from 'vitest';
import { CRISIS, useReaders } from '../support/runner/pages';

describe('replay February 2024', () => {
  const { visit } = useReaders();

  it('from the home page to the board of 2 February, under a banner that says so, and back to now', async () => {
    const page = await visit('/');
    await page.locator('a', { hasText: 'février 2024' }).first().click();
    await page.waitForURL(/at=2024-02-02T12/);
    expect(await page.locator('body').innerText()).toMatch(/vendredi 2 février 2024/);
    await page.locator('a', { hasText: 'Revenir à maintenant' }).first().click();
    await page.waitForURL((url) => !url.searchParams.has('at'));
  });

  it('keeps the instant from page to page', async () => {
    const page = await visit(`/opticien?${CRISIS}`);
    const hrefs = await page
      .locator('main a[href^="/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    const lost = hrefs.filter((href) => !href.includes('at=2024-02-02') && !href.startsWith('/api/'));
    expect(lost.filter((href) => href !== '/opticien')).toEqual([]);
  });

  it('moves along the incident by the slider', async () => {
    const page = await visit(`/opticien?${CRISIS}`);
    const slider = page.locator('input[type=range]').first();
    await slider.focus();
    for (let hour = 0; hour < 48; hour += 1) await page.keyboard.press('ArrowRight');
    await expect.poll(() => new URL(page.url()).searchParams.get('at')).not.toBe('2024-02-02T12:00:00+01:00');
    expect(await slider.getAttribute('aria-valuetext')).toMatch(/février 2024/);
  });
});
