import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { loadOutage } from '../support/outage';
import { useDashboard } from '../support/pages';

describe('a page that is left open', () => {
  const { open, db } = useDashboard();
  const viamedisOn = (page: Page) => page.locator('.operators a', { hasText: 'Viamedis' }).innerText();
  const soon = { timeout: 5_000 };

  it('changes by itself on the board of the profession concerned', async () => {
    const opticians = await open('/opticien');
    const nurses = await open('/infirmier');
    for (const page of [opticians, nurses]) await page.getByText('En direct').waitFor();
    await loadOutage(db());
    await expect.poll(() => viamedisOn(opticians), soon).toMatch(/Non/);
    await expect
      .poll(() => opticians.locator('main').innerText(), soon)
      .toMatch(/prises? en charge.*coupée/i);
    expect(await viamedisOn(nurses)).toMatch(/Oui/);
  });

  it('changes by itself on an answer', async () => {
    const page = await open('/pharmacien/operateur/almerys');
    await page.getByText('En direct').waitFor();
    const word = () => page.locator('main').innerText();
    expect(await word()).toMatch(/^Oui$/m);
    await db()
      .insertInto('statement')
      .values({
        ...{ id: 'almerys-carte', by: 'almerys', platform: 'almerys', flows: ['carte'], health: 'down' },
        ...{ effectiveAt: new Date(), recordedAt: new Date(), precision: 'minute' },
        ...{ incident: null, update: null, professions: null, mutuelles: null, validUntil: null },
        ...{ expectedBack: null, nextUpdateDue: null, stage: null, text: null, sourceUrl: null },
      })
      .execute();
    await expect.poll(word, soon).toMatch(/^Non$/m);
  });
});
