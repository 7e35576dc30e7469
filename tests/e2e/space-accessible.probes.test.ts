import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { addProbe } from '#db/probes';
import { barriers, htmlFaults, typographyFaults } from '../support/runner/accessible';
import { useDashboard, type Visitor } from '../support/runner/pages';
import { onJournal } from '../support/world/on-journal';
import { aPerson, type Person } from '../support/world/sign-in';

const click = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

/** A page, and what one does there before it is looked at. */
type Stop = { path: string; isFresh?: boolean; does?: (page: Page) => Promise<void> };

const STOPS: Record<string, Stop> = {
  'the list of probes': { path: '/espace/sondes?fait=arreter' },
  'the list of probes, the factor fresh': { path: '/espace/sondes', isFresh: true },
  'a trial': {
    path: '/espace/sondes',
    isFresh: true,
    does: async (page) => {
      await click(page, /Essayer maintenant.*Portail/);
      await page.getByText('Essai de').waitFor();
    },
  },
  'a heartbeat and its address': {
    path: '/espace/sondes',
    isFresh: true,
    does: async (page) => {
      await page.getByLabel('Nom').fill('Virements');
      await click(page, 'Faire le battement');
      await page.getByRole('textbox', { name: 'Adresse' }).waitFor();
    },
  },
  'a new probe': { path: '/espace/sondes/nouvelle' },
  'a new probe tried': {
    path: '/espace/sondes/nouvelle',
    isFresh: true,
    does: async (page) => {
      await page.getByLabel('Nom', { exact: true }).fill('À essayer');
      await page.getByLabel('Adresse').first().fill('https://portail.invalid/');
      await click(page, 'Essayer sans enregistrer');
      await page.getByText('Essai de ce qui est saisi').waitFor();
    },
  },
  'a new probe refused': {
    path: '/espace/sondes/nouvelle',
    isFresh: true,
    does: async (page) => {
      await page.getByLabel('Nom', { exact: true }).fill('Chez nous');
      await page.getByLabel('Adresse').first().fill('http://127.0.0.1/');
      await click(page, 'Ajouter la sonde');
      await page.getByRole('alert').waitFor();
    },
  },
  'a probe that one may approve': { path: '/espace/sondes/d-un-autre', isFresh: true },
  'a probe that one may approve with a code': { path: '/espace/sondes/d-un-autre' },
  'a probe that another is to approve': { path: '/espace/sondes/la-sienne' },
  'a probe': { path: '/espace/sondes/portail-viamedis?fait=changee' },
};

describe('the pages of probes', () => {
  const dashboard = useDashboard();
  let desk: Person;
  beforeAll(async () => {
    desk = await aPerson(dashboard, { organisation: 'desk' });
    const definer = await aPerson(dashboard, { organisation: 'desk' });
    const by = { 'd-un-autre': definer, 'la-sienne': desk };
    for (const [id, { account }] of Object.entries(by))
      await addProbe(
        dashboard.db(),
        {
          id,
          platform: 'viamedis',
          flow: 'pec',
          name: `Sonde ${id}`,
          kind: 'http',
          steps: '[]',
          intervalSeconds: 60,
          timeoutMs: 1000,
          tokenHash: null,
          key: null,
          createdAt: new Date(),
          enabledAt: null,
          disabledAt: null,
        },
        account.id,
      );
    // Nothing outside this machine is called, even by a trial.
    const steps = JSON.stringify([{ kind: 'http', url: 'https://127.0.0.1/', status: [200], ...NOTHING }]);
    await onJournal(dashboard.db(), (trx) => trx.updateTable('probe').set({ steps }).execute());
  });

  const visit = async ({ path, isFresh = false, does }: Stop, options: Visitor) => {
    const page = await dashboard.visit(path, { ...(await desk.signedIn({ isFresh })), ...options });
    await does?.(page);
    return page;
  };

  it.each(Object.entries(STOPS))('%s: axe finds nothing, light, dark, and on a phone', async (_, stop) => {
    expect(await barriers(await visit(stop, {}))).toEqual([]);
  });
  it.each(Object.entries(STOPS))('%s: the same without script, its French well set', async (_, stop) => {
    expect(await typographyFaults(await visit(stop, { javaScriptEnabled: false }))).toEqual([]);
  });
  it.each(Object.entries(STOPS))('%s: its HTML is valid', async (_, { path }) => {
    const page = await visit({ path }, { javaScriptEnabled: false });
    const [cookie] = await page.context().cookies();
    const html = await fetch(dashboard.origin() + path, { headers: { Cookie: `session=${cookie?.value}` } });
    expect(await htmlFaults(await html.text())).toEqual([]);
  });
});

const NOTHING = { text: null, header: null, atMostMs: null };
