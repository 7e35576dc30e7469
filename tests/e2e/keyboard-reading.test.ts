import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { goTo, walk } from '../support/runner/by-keyboard';
import { awake, CRISIS, useDashboard } from '../support/runner/pages';
import { load } from '../support/world/datasets';
import { daysOfPayment } from '../support/world/told-days';

/** Each by its own key. */
const openFolds = async (page: Page): Promise<void> => {
  const count = await page.locator('main details:not([open]) > summary').count();
  for (let opened = 0; opened < count; opened += 1) {
    await page.locator('main details:not([open]) > summary').first().focus();
    await page.keyboard.press('Enter');
  }
};

describe('reading by keyboard alone', () => {
  const { open, visit, db } = useDashboard();
  beforeAll(async () => {
    expect(await load(db(), daysOfPayment())).toEqual(expect.objectContaining({ ok: true }));
  });

  it.each(['/', `/?${CRISIS}`, '/plateformes/viamedis', '/pharmacien/mgen', '/opticien/malakoff-humanis'])(
    '%s: every stop is seen, none is skipped, and one gets out',
    async (path) => {
      const page = await open(path);
      await awake(page);
      await openFolds(page);
      const { stops, skipped } = await walk(page);
      expect(stops.length).toBeGreaterThan(10);
      expect(skipped).toEqual([]);
      const isLost = ({ isMarked, isInSight, name }: (typeof stops)[number]) =>
        !isMarked || !isInSight || name === '';
      expect(stops.filter(isLost)).toEqual([]);
    },
  );

  it('the home: a profession is chosen, and an operator opened', async () => {
    const page = await open(`/?${CRISIS}`);
    await awake(page);
    await goTo(page, 'Aller au contenu');
    await page.keyboard.press('Enter');
    await goTo(page, 'Viamedis');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/plateformes\/viamedis/);
    await page.goBack();
    await awake(page);
    await goTo(page, /^Pharmacien/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/pharmacien/);
  });

  it('days of payment: the table opens, is scrolled, and closes', async () => {
    const page = await visit('/plateformes/viamedis');
    await awake(page);
    await goTo(page, 'Jour par jour, en tableau');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'Manquant' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/Viamedis/);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('cell', { name: 'Manquant' }).waitFor({ state: 'hidden' });
  });

  it('the table of logos: what one read is said, kept, and forgotten', async () => {
    const page = await visit('/pharmacien/mgen');
    await awake(page);
    await goTo(page, /^Je l’ai lu\s*: Viamedis/);
    await page.keyboard.press('Enter');
    await page.locator('.read-here', { hasText: 'Viamedis, lu par vous' }).waitFor();
    await goTo(page, 'Oublier');
    await page.keyboard.press('Enter');
    await page.locator('.read-here').waitFor({ state: 'detached' });
  });
});
