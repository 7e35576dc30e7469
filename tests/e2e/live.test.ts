import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { admin } from '../support/runner/admin';
import { useDashboard } from '../support/runner/pages';
import { loadOutage } from '../support/world/outage';

describe('a page that is left open', () => {
  const dashboard = useDashboard();
  const { open, db, origin, beside } = dashboard;
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
        id: 'almerys-carte',
        by: 'almerys',
        platform: 'almerys',
        flows: ['carte'],
        health: 'down',
        effectiveAt: new Date(),
        recordedAt: new Date(),
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
    await expect.poll(word, soon).toMatch(/^Non$/m);
  });

  it('changes on two instances, when something is said through one', async () => {
    const other = await beside();
    try {
      const here = await open('/opticien');
      const there = await open(`${other.origin}/opticien`);
      for (const page of [here, there]) await page.getByText('En direct').waitFor();
      const desk = ['desk@comptoir.example', '--organisation', 'desk', '--name', 'Bureau'];
      const key = (await admin(dashboard, 'key', ...desk)).trim().split('\n').at(-1);
      const { status } = await fetch(`${origin()}/api/v1/statements`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          platform: 'sp-sante',
          flows: ['carte'],
          professions: 'all',
          health: 'down',
          precision: 'minute',
          effectiveAt: new Date().toISOString(),
        }),
      });
      expect(status).toBe(201);
      for (const page of [here, there])
        await expect
          .poll(() => page.locator('.operators a', { hasText: 'SP santé' }).innerText(), {
            ...soon,
            message: page === here ? 'here' : 'there',
          })
          .toMatch(/Non/);
      // A page left open would go on asking an instance that is no more.
      await there.close();
    } finally {
      await other.stop();
    }
  });
});
