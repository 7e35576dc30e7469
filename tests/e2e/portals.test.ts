import { describe, expect, it } from 'vitest';
import { useDashboard } from '../support/runner/pages';
import { aPerson } from '../support/world/sign-in';

/** Another instance is on duty beside this one: nobody is called. */
describe('the desk and the public portals', () => {
  const dashboard = useDashboard();

  it('measures them in one act, having read what will be called, and stops likewise', async () => {
    const desk = await aPerson(dashboard, { organisation: 'desk' });
    const page = await dashboard.open('/espace', await desk.signedIn({ isFresh: false }));
    await page.getByRole('link', { name: 'Mesurer les portails publics' }).click();
    const portals = page.locator('section', { has: page.locator('#portails') });
    expect(await portals.innerText()).toMatch(/Aucun des 16 portails .* n’est mesuré/);
    await portals.locator('summary').click();
    expect(await portals.innerText()).toMatch(/Viamedis\s: www\.viamedis\.net/);
    expect(await portals.innerText()).toContain('toutes les 5\u202fmin');
    await portals.getByRole('button', { name: /Mesurer/ }).click();
    await portals.locator('.step-up .fault').waitFor();
    // Six digits are sent by themselves.
    await portals.getByLabel('Votre code').fill(desk.otp());
    await page.locator('.done', { hasText: 'Portails mesurés' }).waitFor();
    expect(await page.locator('.title').innerText()).toContain('16 en marche');
    await portals.locator('summary').click();
    await portals.getByRole('button', { name: /Ne plus mesurer/ }).click();
    await page.locator('.done', { hasText: 'Arrêt demandé' }).waitFor();
  });

  it('finds its rooms by the keyboard on a phone, in groups that close behind it', async () => {
    const desk = await aPerson(dashboard, { organisation: 'desk' });
    const phone = { viewport: { width: 390, height: 844 } };
    const page = await dashboard.open('/espace', { ...phone, ...(await desk.signedIn()) });
    const group = page.locator('.room', { hasText: 'Suivi' });
    await group.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Sondes' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('link', { name: 'Sondes' }).count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/espace/sondes');
    await expect.poll(() => page.getByRole('link', { name: 'Journal' }).count()).toBe(0);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
  });
});
