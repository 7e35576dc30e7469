import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useDashboard } from '../support/runner/pages';
import { loadOutage } from '../support/world/outage';
import { aPerson } from '../support/world/sign-in';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();
const bare = { javaScriptEnabled: false };
const inHours = (hours: number) =>
  new Date(Date.now() + hours * 3_600_000)
    .toLocaleString('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' })
    .replace(' ', 'T');

describe('what was said is taken back, and stays readable', () => {
  const dashboard = useDashboard();
  const { open, visit } = dashboard;
  const opened = async (path: string, organisation: string) => {
    const person = await aPerson(dashboard, { organisation });
    return open(path, { ...bare, ...(await person.signedIn()) });
  };

  it('a slip, within ten minutes, alone', async () => {
    const page = await opened('/espace/incidents/nouveau', 'almerys');
    await page.getByLabel('Titre').fill('Mauvaise case');
    await page.getByLabel('Coupé', { exact: true }).check();
    await page.getByRole('checkbox', { name: /^Carte acceptée/ }).check();
    await page.getByRole('checkbox', { name: /^Pharmacien/ }).check();
    await press(page, 'Publier maintenant');
    const board = await visit('/pharmacien', bare);
    const almerys = board.locator('.operators li', { hasText: 'Almerys' }).locator('.verdict');
    expect(await almerys.innerText()).toBe('Non');
    await page.getByRole('button', { name: /^Annuler \(encore/ }).click();
    expect(await page.locator('.done').innerText()).toContain('Annulé');
    await board.reload();
    expect(await almerys.innerText()).toBe('Oui');
    expect(await page.locator('.story').innerText()).toContain('Retiré');
  });

  it('later, one person asks and a second one agrees', async () => {
    await loadOutage(dashboard.db(), 'ancienne');
    const page = await opened('/espace/declarations', 'viamedis');
    const line = page.locator('#ancienne-1');
    await line.getByRole('link', { name: /^Retirer/ }).click();
    expect(await page.locator('.published').innerText()).toContain('une deuxième personne');
    await page.getByLabel('Motif').fill('Faux signalement');
    await press(page, 'Demander le retrait');
    expect(await page.locator('.done').innerText()).toContain('deuxième personne');
    expect(await line.innerText()).toContain('Retrait demandé');
    const other = await opened('/espace/declarations', 'viamedis');
    await other
      .locator('#ancienne-1')
      .getByRole('link', { name: /^Retirer/ })
      .click();
    await press(other, 'Demander le retrait');
    expect(await other.locator('#ancienne-1').innerText()).toContain('Retiré');
  });

  it('a notice', async () => {
    const page = await opened('/espace/avis/nouveau', 'fspf');
    await page.getByLabel('Titre').fill('Avis trop rapide');
    await page.getByLabel('Texte', { exact: true }).fill('Suspendez tout.');
    await page.getByLabel('Toutes les mutuelles').check();
    await press(page, 'Publier maintenant');
    expect(await page.locator('h1').innerText()).toBe('C’est fait');
    await page.getByRole('link', { name: 'Corriger ou retirer cet avis' }).click();
    await page.locator('summary', { hasText: 'Retirer l’avis' }).click();
    await press(page, 'Retirer l’avis');
    expect(await page.locator('main').innerText()).toMatch(/Avis retiré[\s\S]*Retiré le/);
    await page.goto(`${dashboard.origin()}/espace/avis`);
    expect(await page.locator('.notices').innerText()).toMatch(/Avis trop rapide[\s\S]*Retiré le/);
  });

  it('one window of a maintenance announced for three weeks', async () => {
    const page = await opened('/espace/maintenances/nouvelle', 'viamedis');
    await page.getByLabel('Portail web').check();
    await page.getByLabel('Début').fill(inHours(24));
    await page.getByLabel('Fin').fill(inHours(20));
    await page.getByLabel('Répétition').selectOption('WEEKLY');
    await page.getByLabel('Nombre de fois').fill('3');
    await press(page, 'Annoncer');
    expect(await page.locator('#probleme').innerText()).toContain('se termine avant de commencer');
    expect(await page.getByLabel('Portail web').isChecked()).toBe(true);
    await page.getByLabel('Fin').fill(inHours(26));
    await press(page, 'Voir l’aperçu');
    const previewed = page.locator('section[aria-labelledby="apercu"]');
    expect(await previewed.innerText()).toContain('3 fenêtres');
    expect(await previewed.locator('li').count()).toBe(3);
    await press(page, 'Annoncer');
    const windows = page.locator('.notices > li', { hasText: 'Prévue' });
    await expect.poll(() => windows.count()).toBe(3);
    await windows
      .last()
      .getByRole('link', { name: /^Annuler cette fenêtre/ })
      .click();
    await press(page, 'Annuler la fenêtre');
    expect(await page.locator('.done').innerText()).toContain('Fenêtre annulée');
    await expect.poll(() => windows.count()).toBe(2);
  });
});
