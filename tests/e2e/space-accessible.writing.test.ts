import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriers, htmlFaults, typographyFaults } from '../support/runner/accessible';
import { useDashboard, type Visitor } from '../support/runner/pages';
import { load } from '../support/world/datasets';
import { loadOutage, OUTAGE } from '../support/world/outage';
import { aPerson, type Person } from '../support/world/sign-in';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

const RECORD = {
  format: 'comptoir-dataset/1',
  notices: [
    {
      id: 'avis-en-vigueur',
      by: 'rof',
      publishedAt: inDays(-1),
      validUntil: inDays(20),
      professions: ['optician'],
      title: 'Gardez les dossiers',
      body: 'Ils **attendent**.',
    },
    {
      id: 'avis-remplace',
      by: 'rof',
      publishedAt: inDays(-3),
      withdrawnAt: inDays(-1),
      professions: ['optician'],
      title: 'Ancien avis',
      body: 'Rien.',
    },
  ],
  maintenances: [
    {
      id: 'de-nuit',
      by: 'viamedis',
      platform: 'viamedis',
      flows: ['portail'],
      professions: 'all',
      from: inDays(1),
      to: inDays(1.1),
      recordedAt: inDays(-1),
      text: 'Changement de disques.',
    },
  ],
};

/** A page, and what one does there before it is looked at. */
type Stop = {
  path: string;
  who: 'operator' | 'union' | 'mutuelle' | 'desk';
  isFresh?: boolean;
  does?: (page: Page) => Promise<void>;
};

const STOPS: Record<string, Stop> = {
  'a new incident': { path: '/espace/incidents/nouveau', who: 'operator' },
  'a new incident refused': {
    path: '/espace/incidents/nouveau',
    who: 'operator',
    isFresh: true,
    does: async (page) => {
      await press(page, 'Publier maintenant');
      await page.locator('#probleme').waitFor();
    },
  },
  'the choice of platforms': { path: '/espace/incidents/nouveau', who: 'desk' },
  'a new incident on two platforms, every profession': {
    path: '/espace/incidents/nouveau?plateforme=viamedis&plateforme=resopharma&detail=1',
    who: 'desk',
  },
  'a new incident, as a mutuelle': {
    path: '/espace/incidents/nouveau?plateforme=viamedis',
    who: 'mutuelle',
  },
  'an update with its preview': {
    path: `/espace/incidents/${OUTAGE}`,
    who: 'operator',
    does: async (page) => {
      await page.getByText('Le détail, échange par échange').click();
      await page.getByLabel('Portail web, toute la ligne\u202f: après').selectOption('operational');
      await press(page, 'Voir l’aperçu');
      await page.locator('.preview').first().waitFor();
    },
  },
  'an update, as a union': { path: `/espace/incidents/${OUTAGE}`, who: 'union' },
  'an update just published': {
    path: '/espace/incidents/acheve',
    who: 'operator',
    isFresh: true,
    does: async (page) => {
      await page.getByLabel('Dégradé', { exact: true }).check();
      await page.getByRole('checkbox', { name: /^Facturation/ }).check();
      await page.getByRole('checkbox', { name: /^Opticien/ }).check();
      await press(page, 'Publier maintenant');
      await page.getByRole('button', { name: /^Annuler/ }).waitFor();
    },
  },
  'an update refused for a code': {
    path: `/espace/incidents/${OUTAGE}`,
    who: 'operator',
    does: async (page) => {
      await press(page, 'Publier maintenant');
      await page.locator('.step-up .fault').waitFor();
    },
  },
  'a closing refused': {
    path: '/espace/incidents/acheve',
    who: 'operator',
    isFresh: true,
    does: async (page) => {
      await page.locator('summary', { hasText: 'Clore l’incident' }).click();
      await press(page, 'Clore l’incident');
      await page.locator('.still').waitFor();
    },
  },
  'a closed incident': { path: '/espace/incidents/viamedis-2024', who: 'operator' },
  declarations: { path: '/espace/declarations', who: 'operator' },
  'a retraction': { path: `/espace/declarations?retirer=${OUTAGE}-1`, who: 'operator' },
  'own notices': { path: '/espace/avis', who: 'union' },
  'a new notice with its preview': {
    path: '/espace/avis/nouveau',
    who: 'union',
    does: async (page) => {
      await page.getByLabel('Titre').fill('Pour voir');
      await page.getByLabel('Texte', { exact: true }).fill('### Bonjour\n\n- un\n- deux');
      await page.getByLabel('Toutes les mutuelles').check();
      await press(page, 'Voir l’aperçu');
      await page.locator('#apercu').waitFor();
    },
  },
  'a new notice, as the desk': { path: '/espace/avis/nouveau', who: 'desk' },
  'a notice to correct': { path: '/espace/avis/avis-en-vigueur', who: 'union' },
  'a notice replaced': { path: '/espace/avis/avis-remplace', who: 'union' },
  'own maintenances': { path: '/espace/maintenances', who: 'operator' },
  'a cancellation': { path: '/espace/maintenances?annuler=de-nuit', who: 'operator' },
  'a new maintenance, with its windows': {
    path: '/espace/maintenances/nouvelle',
    who: 'desk',
    does: async (page) => {
      await page.getByLabel('Début').fill(`${inDays(2).slice(0, 10)}T23:00`);
      await page.getByLabel('Fin').fill(`${inDays(2).slice(0, 10)}T23:30`);
      await page.getByLabel('Répétition').selectOption('DAILY');
      await press(page, 'Voir l’aperçu');
      await page.locator('#apercu ~ * li').first().waitFor();
    },
  },
  'days of payment': { path: '/espace/paiements', who: 'union' },
  'a page for others': { path: '/espace/maintenances', who: 'union' },
};

describe('the pages one writes on', () => {
  const dashboard = useDashboard();
  let people: Record<Stop['who'], Person>;
  beforeAll(async () => {
    const person = (organisation: string) => aPerson(dashboard, { organisation });
    people = {
      operator: await person('viamedis'),
      union: await person('rof'),
      mutuelle: await person('malakoff-humanis'),
      desk: await person('desk'),
    };
    await loadOutage(dashboard.db());
    await loadOutage(dashboard.db(), 'acheve');
    const loaded = await load(dashboard.db(), RECORD);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
  });

  const visit = async ({ path, who, isFresh = false, does }: Stop, options: Visitor) => {
    const page = await dashboard.visit(path, { ...(await people[who].signedIn({ isFresh })), ...options });
    await does?.(page);
    return page;
  };

  it.each(Object.entries(STOPS))(
    '%s: axe finds nothing, light, dark, and on a phone',
    async (_, stop) => {
      expect(await barriers(await visit(stop, {}))).toEqual([]);
    },
    90_000,
  );

  it.each(Object.entries(STOPS))('%s: its HTML is valid, its French well set', async (_, { path, who }) => {
    const page = await visit({ path, who }, { javaScriptEnabled: false });
    expect(await typographyFaults(page)).toEqual([]);
    const [cookie] = await page.context().cookies();
    const html = await fetch(dashboard.origin() + path, { headers: { Cookie: `session=${cookie?.value}` } });
    expect(await htmlFaults(await html.text())).toEqual([]);
  });
});
