import { describe, expect, it } from 'vitest';
import { useDashboard } from '../support/runner/pages';
import { loadOutage } from '../support/world/outage';
import { aPerson } from '../support/world/sign-in';

const WAYS = [
  ['with script', 'viamedis', {}],
  ['with JavaScript off', 'almerys', { javaScriptEnabled: false }],
] as const;

describe('at night, an operator says when it should be back', () => {
  const dashboard = useDashboard();
  const statementsOf = (incident: string) =>
    dashboard
      .db()
      .selectFrom('statement')
      .select(['flows', 'professions', 'health', 'expectedBack'])
      .where('incident', '=', incident)
      .orderBy('recordedAt')
      .execute();

  it.each(WAYS)(
    '%s: without touching a cell; « Rétabli » needs no date taken away',
    async (_, operator, options) => {
      const duty = await aPerson(dashboard, { organisation: operator });
      const id = await loadOutage(dashboard.db(), `retour-${operator}`, operator);
      const page = await dashboard.visit(`/espace/incidents/${id}`, {
        ...options,
        ...(await duty.signedIn()),
      });
      const publish = () =>
        page.getByRole('button', { name: 'Publier maintenant', exact: true }).last().click();
      await page.getByLabel('Texte public').fill('Le retour est prévu.');
      await page.getByLabel('À une autre heure').first().check();
      await page.getByLabel('Retour (heure de Paris)').fill('2099-01-02T09:00');
      await publish();
      await page.waitForURL(/publie=/);
      const [, dated, ...none] = await statementsOf(id);
      expect(none).toEqual([]);
      expect(dated).toMatchObject({
        flows: ['pec'],
        professions: ['optician'],
        health: 'down',
        expectedBack: new Date('2099-01-02T08:00:00Z'),
      });

      await page.goto(`${dashboard.origin()}/espace/incidents/${id}`);
      await page.getByLabel('Texte public').fill('Tout est revenu.');
      await page.getByLabel('À une autre heure').first().check();
      await page.getByLabel('Retour (heure de Paris)').fill('2099-01-02T09:00');
      await page.getByLabel('Rétabli').check();
      await page.getByRole('checkbox', { name: /^Prise en charge/ }).check();
      await page.getByRole('checkbox', { name: /^Opticien/ }).check();
      await publish();
      await page.waitForURL(/publie=/);
      expect((await statementsOf(id)).at(-1)).toMatchObject({ health: 'operational', expectedBack: null });
    },
  );
});
