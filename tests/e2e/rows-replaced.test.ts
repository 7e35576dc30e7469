import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { awake, useDashboard } from '../support/runner/pages';
import { aDataset, load } from '../support/world/datasets';

/** Made up: one operator, known for opticians alone, and more mutuelles than a group shows without folding. */
const ODD_NAME = '<b>"L’Œuf" & \'Cie\' 🥚</b>';
const names = [ODD_NAME, ...Array.from({ length: 14 }, (_, n) => `Essai ${String(n).padStart(2, '0')}`)];
const someDataset = () =>
  aDataset({
    platforms: [{ id: 'north', name: 'Nord & <i>Fils</i>', kind: 'operator', flows: ['carte', 'idb'] }],
    mutuelles: names.map((name, n) => ({ id: `m-${n}`, name, aliases: [], amcNumbers: [] })),
    conventions: names.map((_, n) => ({
      mutuelle: `m-${n}`,
      platform: 'north',
      professions: ['optician'],
      from: '2024-01-01',
      source: { confidence: 'high' },
    })),
  });

describe('the rows of a board that is left open', () => {
  const { open, db } = useDashboard({}, { fill: (filled) => load(filled, someDataset()) });
  const follow = async (path: string): Promise<Page> => {
    const page = await open(path);
    await awake(page);
    await page.getByText('En direct').waitFor();
    return page;
  };

  it('keep the focus when one above them leaves', async () => {
    const page = await follow('/opticien');
    const mine = page.locator('#mes-mutuelles');
    for (const id of ['m-1', 'm-2', 'm-3'])
      await page
        .locator(`section:not(#mes-mutuelles) li[data-mutuelle=${id}] .star`)
        .evaluate((star) => (star as HTMLElement).click());
    await mine.locator('li[data-mutuelle=m-3] .row-name').focus();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await awake(other);
    await other.locator('#mes-mutuelles li[data-mutuelle=m-1] .star').click();
    await expect.poll(() => mine.locator('li').count()).toBe(2);
    expect(await page.evaluate(() => document.activeElement?.closest('li')?.dataset.mutuelle)).toBe('m-3');
  });

  it('say what is so now, folded or not, while the pointer rests on them, and stay open', async () => {
    const page = await follow('/pharmacien');
    const fold = page.locator('section[aria-labelledby="g-likely"] details.fold');
    await fold.locator('summary').click();
    await fold.locator('li[data-mutuelle=m-2]').hover();
    expect(await fold.locator('summary').innerText()).toMatch(/:\s+Oui/);
    expect(await fold.locator('li[data-mutuelle=m-0] .row-name').innerText()).toBe(ODD_NAME);
    const now = new Date().toISOString();
    await load(db(), {
      format: 'comptoir-dataset/1',
      statements: [
        {
          id: 's1',
          incident: 'outage',
          by: 'north',
          effectiveAt: now,
          recordedAt: now,
          platform: 'north',
          flows: ['carte'],
          professions: 'all',
          health: 'down',
        },
      ],
    });
    await expect
      .poll(() => fold.locator('li[data-mutuelle=m-2]').innerText(), { timeout: 5_000 })
      .toMatch(/:\s+Non/);
    expect(await fold.locator('summary').innerText()).not.toMatch(/Oui/);
    expect(await fold.getAttribute('open')).not.toBeNull();
    await page.locator('h1').hover();
    await expect.poll(() => fold.locator('summary').innerText()).toMatch(/:\s+Non/);
    expect(await fold.getAttribute('open')).not.toBeNull();
  });

  it('go under their own head though the pointer was left on them, and take the focus along', async () => {
    const page = await open('/healthz');
    await page.clock.install();
    await page.goto(new URL('/opticien', page.url()).href);
    await awake(page);
    await page.getByText('En direct').waitFor();
    const groupOf = () =>
      page
        .locator('li[data-mutuelle=m-2]')
        .evaluate((row) => row.closest('section')?.getAttribute('aria-labelledby'));
    const fold = page.locator('details.fold').first();
    await fold.locator('summary').click();
    await fold.locator('li[data-mutuelle=m-2] .row-name').focus();
    await fold.locator('li[data-mutuelle=m-2]').hover();
    const before = await groupOf();
    const now = new Date().toISOString();
    await load(db(), {
      format: 'comptoir-dataset/1',
      statements: [
        {
          id: 's2',
          incident: 'outage',
          by: 'north',
          effectiveAt: now,
          recordedAt: now,
          platform: 'north',
          flows: ['carte'],
          professions: ['optician'],
          health: before === 'g-suspended' ? 'operational' : 'down',
        },
      ],
    });
    await expect
      .poll(() => page.locator('li[data-mutuelle=m-2]').getAttribute('class'), { timeout: 5_000 })
      .toContain('row-moved');
    const focused = () => page.evaluate(() => document.activeElement?.closest('li')?.dataset.mutuelle);
    expect(await groupOf()).toBe(before);
    expect(await focused()).toBe('m-2');
    await page.clock.fastForward('00:25');
    await expect.poll(groupOf).not.toBe(before);
    expect(await focused()).toBe('m-2');
  });
});
