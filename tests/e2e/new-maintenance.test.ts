import { describe, expect, it } from 'vitest';
import { awake, useDashboard } from '../support/runner/pages';
import { aPerson } from '../support/world/sign-in';

const inDays = (days: number, hour: string) =>
  `${new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })}T${hour}`;

describe('a maintenance being written', () => {
  const dashboard = useDashboard();

  it('shows, as one types, the windows that a rule makes, or why it makes none', async () => {
    const person = await aPerson(dashboard, { organisation: 'viamedis' });
    const page = await dashboard.open('/espace/maintenances/nouvelle', await person.signedIn());
    await awake(page);
    const shown = page.locator('section[aria-labelledby="apercu"]');
    await page.getByLabel('Début').fill(inDays(3, '23:00'));
    await page.getByLabel('Fin').fill(inDays(4, '01:00'));
    await page.getByLabel('Répétition').selectOption('DAILY');
    await page.getByLabel('Nombre de fois').fill('12');
    await page.getByLabel('Nombre de fois').blur();
    await expect.poll(() => shown.innerText()).toContain('12 fenêtres, dont voici les dix premières');
    expect(await shown.locator('li').count()).toBe(10);
    expect(await shown.locator('li').first().innerText()).toMatch(/^du .+, 23:00 au .+, 01:00$/);

    await page.getByLabel('Répétition').selectOption('regle');
    await page.getByLabel('Règle écrite').fill('FREQ=WEEKLY;BYMONTHDAY=3');
    await page.getByLabel('Règle écrite').blur();
    await expect.poll(() => shown.innerText()).toContain('Écrivez FREQ=MONTHLY;BYMONTHDAY=3');

    // Refused when it is sent too: at its field, with what was typed.
    await page.getByLabel('Portail web').check();
    await page.getByRole('button', { name: 'Annoncer', exact: true }).click();
    expect(await page.locator('#probleme').innerText()).toContain('BYMONTHDAY=3 ne va pas avec FREQ=WEEKLY');
    const rule = page.getByLabel('Règle écrite');
    expect([await rule.inputValue(), await rule.getAttribute('aria-invalid')]).toEqual([
      'FREQ=WEEKLY;BYMONTHDAY=3',
      'true',
    ]);
    await rule.fill('FREQ=DAILY');
    await page.getByRole('button', { name: 'Annoncer', exact: true }).click();
    await expect
      .poll(() => page.locator('.done').innerText())
      .toContain('La suite de la règle reste à annoncer');
  });
});
