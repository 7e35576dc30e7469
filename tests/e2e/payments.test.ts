import { describe, expect, it } from 'vitest';
import { localOf } from '#app/space/form/readings';
import { DAY } from '#server/domain/facts/intervals';
import { barriers } from '../support/runner/accessible';
import { useDashboard } from '../support/runner/pages';
import { aPerson } from '../support/world/sign-in';

const bare = { javaScriptEnabled: false };

describe('days of payment', () => {
  const dashboard = useDashboard();
  it('an operator says which days are paid, and a professional reads it under the answer', async () => {
    const person = await aPerson(dashboard, { organisation: 'viamedis' });
    const page = await dashboard.open('/espace/paiements', { ...bare, ...(await person.signedIn()) });
    const publish = () => page.getByRole('button', { name: 'Publier ces jours' }).click();
    await page.getByLabel('Texte public').fill('Lot du matin.');
    await publish();
    expect(await page.locator('#probleme').innerText()).toContain('Aucun jour n’est renseigné');
    expect(await page.getByLabel('Texte public').inputValue()).toBe('Lot du matin.');

    const daysAgo = (days: number, on = page) =>
      on.locator(
        `select[name="jour-${localOf(new Date(Date.now() - days * DAY).toISOString()).slice(0, 10)}"]`,
      );
    await daysAgo(3).selectOption('paid');
    await daysAgo(2).selectOption('promised');
    await daysAgo(1).selectOption('missing');
    await publish();
    expect(await page.locator('#probleme').innerText()).toContain('promis');
    expect(await daysAgo(3).inputValue()).toBe('paid');
    const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Les jours promis sont attendus le').fill(nextWeek);
    await publish();
    expect(await page.locator('.done').innerText()).toContain('Jours publiés');

    const answer = await dashboard.open('/opticien/malakoff-humanis', bare);
    expect(await answer.locator('.band').innerText()).toMatch(
      /Payé jusqu’au .+\s; le .+ attendu le .+\s; le .+ manquant \(Viamedis\)/,
    );
    expect(await answer.locator('.band .paid-sentence').innerText()).toMatch(
      /tous les jours ne sont pas payés/,
    );

    const platform = await dashboard.open('/plateformes/viamedis', bare);
    const days = platform.getByRole('region', { name: /^Jours de paiement, 60/ });
    expect(await days.innerText()).toMatch(/Pour toutes les professions servies\s+Payé jusqu’au/);
    expect(await days.getByRole('img').getAttribute('aria-label')).toMatch(
      /^Viamedis, du .+ au .+\s: 1 jour manquant, 1 jour promis, 1 jour payé, 57 jours sans rien de dit$/,
    );
    expect(await days.locator('figure rect').count()).toBe(60);
    await days.getByText('Jour par jour, en tableau').click();
    expect(await days.getByRole('row').allInnerTexts()).toEqual([
      expect.stringMatching(/^Jour\s+Factures de ce jour\s+Qui le dit$/),
      expect.stringMatching(/\sManquant\s+Viamedis$/),
      expect.stringMatching(/\sPromis pour le .+\sViamedis$/),
      expect.stringMatching(/\sPayé\s+Viamedis$/),
    ]);
    // A union that says otherwise to its own: two strips, told apart by whom they are said to.
    const union = await aPerson(dashboard, { organisation: 'uspo' });
    const other = await dashboard.open('/espace/paiements', { ...bare, ...(await union.signedIn()) });
    await other.getByLabel('Plateforme').selectOption('viamedis');
    await daysAgo(3, other).selectOption('missing');
    await other.getByRole('button', { name: 'Publier ces jours' }).click();
    expect(await other.locator('.done').innerText()).toContain('Jours publiés');
    const both = await dashboard.open('/plateformes/viamedis');
    const scopes = both.locator('.pay-scope');
    expect(await scopes.first().innerText()).toMatch(/^Pour les pharmaciens\s[\s\S]+ dit le .+ manquant\./);
    expect(await scopes.last().innerText()).toMatch(/^Pour les autres professions servies/);
    for (const fold of await scopes.locator('summary').all()) await fold.click();
    expect(await barriers(both)).toEqual([]);
  });
});
