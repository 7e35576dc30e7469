import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriers, htmlFaults, typographyFaults } from '../support/runner/accessible';
import { useDashboard, type Visitor } from '../support/runner/pages';
import { aPerson, type Person } from '../support/world/sign-in';

const END = encodeURIComponent(JSON.stringify(['mgen', 'viamedis', null, null, null]));
const CSV = [
  'mutuelle;platform;professions;code;csr;from;to;source_url;source_kind;source_as_of;source_confidence',
  'mgen;almerys;optician|pharmacist;IS;;2026-01-01;2027-01-01;;press;2026-01;high',
].join('\n');

const click = (page: Page, name: string) => page.getByRole('button', { name }).first().click();

/** A page, and what one does there before it is looked at. */
type Stop = {
  path: string;
  who: 'desk' | 'mutuelle';
  isFresh?: boolean;
  does?: (page: Page) => Promise<void>;
};

const STOPS: Record<string, Stop> = {
  'the directory': { path: '/espace/annuaire', who: 'desk' },
  'a search without result': { path: '/espace/annuaire?q=zzzzzz', who: 'desk' },
  'a mutuelle, as the desk': { path: '/espace/annuaire/malakoff-humanis?fait=fiche', who: 'desk' },
  'a mutuelle, as itself': { path: '/espace/annuaire/malakoff-humanis', who: 'mutuelle' },
  'the end of a convention': { path: `/espace/annuaire/mgen?fin=${END}`, who: 'desk' },
  'a form refused': {
    path: '/espace/annuaire/mgen',
    who: 'desk',
    does: async (page) => {
      await page.getByLabel('Numéros AMC').fill('12');
      await click(page, 'Enregistrer la fiche');
      await page.getByRole('alert').waitFor();
    },
  },
  'a stale form': {
    path: '/espace/annuaire/mgen',
    who: 'desk',
    isFresh: true,
    does: async (page) => {
      await page
        .locator('input[name=version]')
        .first()
        .evaluate((input: HTMLInputElement) => {
          input.value = '"autre"';
        });
      await page.getByLabel('Alias', { exact: true }).fill('Enseignants');
      await click(page, 'Enregistrer la fiche');
      await page.locator('section.warn').waitFor();
    },
  },
  'the import': { path: '/espace/annuaire/import', who: 'desk' },
  'an import with faults': {
    path: '/espace/annuaire/import',
    who: 'desk',
    does: async (page) => {
      await page.getByLabel('Ou le texte du fichier').fill(CSV.replace('almerys', 'Almériz'));
      await click(page, 'Voir ce qui changerait');
      await page.getByRole('alert').waitFor();
    },
  },
  'an import to accept': {
    path: '/espace/annuaire/import',
    who: 'desk',
    does: async (page) => {
      await page.getByLabel('Ou le texte du fichier').fill(CSV);
      await click(page, 'Voir ce qui changerait');
      await page.locator('#ecart').waitFor();
    },
  },
  'addresses read each day': { path: '/espace/annuaire/sources', who: 'desk' },
  'an address refused': {
    path: '/espace/annuaire/sources',
    who: 'desk',
    does: async (page) => {
      await page.getByLabel('Adresse', { exact: true }).fill('http://listes.example/a.csv');
      await click(page, 'Faire lire cette adresse');
      await page.getByRole('alert').waitFor();
    },
  },
  organisations: { path: '/espace/organisations', who: 'desk' },
  'a new organisation': { path: '/espace/organisations/nouvelle', who: 'desk' },
  'an organisation': { path: '/espace/organisations/rof', who: 'desk' },
  'proposals to decide': { path: '/espace/propositions', who: 'desk' },
  'proposals, as their author': { path: '/espace/propositions', who: 'mutuelle' },
  'remarks to decide': { path: '/espace/remarques', who: 'desk' },
  'a page for others': { path: '/espace/organisations', who: 'mutuelle' },
};

describe('the pages of the desk', () => {
  const dashboard = useDashboard();
  let people: Record<Stop['who'], Person>;
  beforeAll(async () => {
    people = {
      desk: await aPerson(dashboard, { organisation: 'desk' }),
      mutuelle: await aPerson(dashboard, { organisation: 'malakoff-humanis' }),
    };
    const page = await dashboard.visit('/espace/annuaire/malakoff-humanis', await people.mutuelle.signedIn());
    await page.getByLabel('Numéros AMC').fill('00999111');
    await click(page, 'Proposer au bureau');
    await page.locator('.done').waitFor();
    const answer = await dashboard.visit('/opticien/malakoff-humanis');
    await answer.getByText('L’annuaire se trompe').click();
    await click(answer, 'Cette mutuelle n’est pas chez Viamedis');
    await answer.locator('.done').waitFor();
  });

  const visit = async ({ path, who, isFresh = false, does }: Stop, options: Visitor) => {
    const signedIn = await people[who].signedIn({ isFresh });
    const page = await dashboard.visit(path, { ...signedIn, ...options });
    await does?.(page);
    return page;
  };

  it.each(Object.entries(STOPS))('%s: axe finds nothing, light, dark, and on a phone', async (_, stop) => {
    expect(await barriers(await visit(stop, {}))).toEqual([]);
  });

  it.each(Object.entries(STOPS))('%s: its HTML is valid, its French well set', async (_, { path, who }) => {
    const page = await visit({ path, who }, { javaScriptEnabled: false });
    expect(await typographyFaults(page)).toEqual([]);
    const [cookie] = await page.context().cookies();
    const html = await fetch(dashboard.origin() + path, { headers: { Cookie: `session=${cookie?.value}` } });
    expect(await htmlFaults(await html.text())).toEqual([]);
  });
});
