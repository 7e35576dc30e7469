import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriers, htmlFaults, typographyFaults } from '../support/runner/accessible';
import { useDashboard, type Visitor } from '../support/runner/pages';
import { load } from '../support/world/datasets';
import { aPerson, PASSWORD, type Person } from '../support/world/sign-in';

const AN_HOUR = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * AN_HOUR).toISOString();
const said = (given: Record<string, unknown>) => ({
  incident: 'panne',
  by: 'viamedis',
  platform: 'viamedis',
  flows: ['pec'],
  professions: ['optician'],
  ...given,
});
/** An outage, its return not yet confirmed, and a flow nobody has spoken of for nine days. */
const STORY = {
  format: 'comptoir-dataset/1',
  incidents: [{ id: 'panne', title: 'Prise en charge coupée', cause: 'outage', platforms: ['viamedis'] }],
  statements: [
    said({ id: 'old', effectiveAt: ago(216), recordedAt: ago(216), flows: ['virement'], health: 'down' }),
    said({ id: 'down', effectiveAt: ago(30), recordedAt: ago(30), health: 'down' }),
    said({
      id: 'back',
      effectiveAt: ago(3),
      recordedAt: ago(3),
      health: 'operational',
      text: 'Rétabli.',
      nextUpdateDue: ago(2),
    }),
  ],
};

type Stop = {
  path: string;
  who?: 'manager' | 'desk';
  /** A factor was shown just now: no code is asked. */
  isFresh?: boolean;
  does?: (page: Page) => Promise<void>;
};

let invited = 0;
const press = async (page: Page, name: string) => page.getByRole('button', { name }).first().click();
const unfold = async (page: Page, name: string) => page.locator('summary', { hasText: name }).first().click();

const STOPS: Record<string, Stop> = {
  'signing in': { path: '/espace/connexion' },
  'an invitation': { path: '/espace/invitation#jeton=faux' },
  'an invitation to paste': { path: '/espace/invitation' },
  'a dead link': {
    path: '/espace/invitation',
    does: async (page) => {
      await page.getByLabel('Le lien reçu').fill('faux');
      await press(page, 'Lire l’invitation');
      await page.getByText('Ce lien ne sert plus').waitFor();
    },
  },
  'the home': { path: '/espace', who: 'manager' },
  'the home of the desk': { path: '/espace', who: 'desk' },
  'returns to confirm': { path: '/espace/confirmations', who: 'manager' },
  'returns to confirm, factor shown': { path: '/espace/confirmations', who: 'desk', isFresh: true },
  'a confirmation refused': {
    path: '/espace/confirmations',
    who: 'manager',
    does: async (page) => {
      await page.getByLabel('Votre code').first().fill('000000');
      await press(page, 'Confirmer ce retour');
      await page.getByRole('alert').waitFor();
    },
  },
  'the journal': {
    path: '/espace/journal?noun=incident',
    who: 'desk',
    does: (page) => unfold(page, 'Ligne brute'),
  },
  'an empty journal': { path: '/espace/journal?action=withdrawal', who: 'manager' },
  'one’s account': {
    path: '/espace/compte',
    who: 'manager',
    does: (page) => unfold(page, 'Prendre des codes neufs'),
  },
  'another factor': { path: '/espace/second-facteur', who: 'manager' },
  'another factor, one shown': { path: '/espace/second-facteur', who: 'manager', isFresh: true },
  'an application of codes': {
    path: '/espace/second-facteur',
    who: 'manager',
    isFresh: true,
    does: async (page) => {
      await press(page, 'Prendre une application de codes');
      await page.locator('.qr').waitFor();
    },
  },
  'recovery codes': {
    path: '/espace/compte',
    who: 'desk',
    isFresh: true,
    does: async (page) => {
      await unfold(page, 'Prendre des codes neufs');
      await page.getByLabel('Votre mot de passe').first().fill(PASSWORD);
      await press(page, 'Remplacer mes codes');
      await page.locator('.recovery-codes').waitFor();
    },
  },
  'another password': { path: '/espace/mot-de-passe', who: 'manager' },
  'another password, refused': {
    path: '/espace/mot-de-passe',
    who: 'manager',
    isFresh: true,
    does: async (page) => {
      await page.getByLabel('Mot de passe actuel').fill('ce n’est pas le bon du tout');
      await page.getByLabel('Nouveau mot de passe').fill('sept autres mots que nul ne connaît');
      await press(page, 'Changer de mot de passe');
      await page.getByRole('alert').waitFor();
    },
  },
  'what happened to accounts': { path: '/espace/securite', who: 'desk' },
  'a new password asked of all': {
    path: '/espace/personnes',
    who: 'desk',
    does: (page) => unfold(page, 'Demander à tous un nouveau mot de passe'),
  },
  people: {
    path: '/espace/personnes',
    who: 'manager',
    does: (page) => unfold(page, 'Demander la fermeture'),
  },
  'people, one of whom is to be closed': {
    path: '/espace/personnes',
    who: 'desk',
    isFresh: true,
    does: async (page) => {
      const leaving = page.locator('li', { hasText: 'Qui s’en va' });
      await leaving.locator('summary', { hasText: 'Demander la fermeture' }).click();
      await press(page, 'Demander la fermeture du compte de Qui s’en va');
      await page.getByText('Vaudra à partir du').waitFor();
    },
  },
  'what is asked of people': { path: '/espace/confirmations', who: 'manager', isFresh: true },
  'an invitation made': {
    path: '/espace/personnes',
    who: 'desk',
    isFresh: true,
    does: async (page) => {
      await page.getByLabel('Son adresse électronique').fill(`nuit-${++invited}@comptoir.example`);
      await page.getByLabel('Son organisation').selectOption({ label: 'Régulation Comptoir' });
      await press(page, 'Faire le lien d’invitation');
      await page.locator('.shown-once').waitFor();
    },
  },
  keys: { path: '/espace/cles', who: 'manager' },
  'a key made': {
    path: '/espace/cles',
    who: 'manager',
    isFresh: true,
    does: async (page) => {
      await page.getByLabel('À quoi elle sert').fill('supervision');
      await page.getByLabel('Déclarer l’état d’un échange').check();
      await press(page, 'Faire la clé');
      await page.locator('.shown-once').waitFor();
    },
  },
};

describe('the pages of accounts, of what waits, and of the journal', () => {
  const dashboard = useDashboard();
  let people: Record<NonNullable<Stop['who']>, Person>;
  beforeAll(async () => {
    const loaded = await load(dashboard.db(), STORY);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
    await aPerson(dashboard, { organisation: 'viamedis' });
    await aPerson(dashboard, { organisation: 'viamedis', name: 'Qui s’en va' });
    people = {
      manager: await aPerson(dashboard, { organisation: 'viamedis', role: 'manager' }),
      desk: await aPerson(dashboard, { organisation: 'desk' }),
    };
  });

  const visit = async ({ path, who, isFresh = false, does }: Stop, options: Visitor) => {
    const own = who ? await people[who].signedIn({ isFresh }) : {};
    const page = await dashboard.visit(path, { ...own, ...options });
    await does?.(page);
    return page;
  };

  it.each(Object.entries(STOPS))('%s: axe finds nothing, light, dark, and on a phone', async (_, stop) => {
    expect(await barriers(await visit(stop, {}))).toEqual([]);
  });

  it.each(Object.entries(STOPS))('%s: its HTML is valid, its French well set', async (_, stop) => {
    const page = await visit(stop, { javaScriptEnabled: false });
    expect(await typographyFaults(page)).toEqual([]);
    const [cookie] = await page.context().cookies();
    const headers = { Cookie: `session=${cookie?.value}` };
    const html = await fetch(dashboard.origin() + stop.path, { headers });
    expect(await htmlFaults(await html.text())).toEqual([]);
  });
});
