import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DAY } from '#server/domain/facts/intervals';
import { useDashboard } from '../support/runner/pages';
import { load } from '../support/world/datasets';
import { aPerson } from '../support/world/sign-in';

const bare = { javaScriptEnabled: false };
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const said = (given: Record<string, unknown>) => ({
  incident: 'panne',
  by: 'viamedis',
  platform: 'viamedis',
  flows: ['pec'],
  professions: ['optician'],
  effectiveAt: given.recordedAt,
  ...given,
});
const STORY = {
  format: 'comptoir-dataset/1',
  incidents: [{ id: 'panne', title: 'Panne de nuit', cause: 'outage', platforms: ['viamedis'] }],
  updates: [
    {
      id: 'point',
      incident: 'panne',
      by: 'viamedis',
      stage: 'identified',
      text: 'Un serveur.',
      effectiveAt: ago(90),
      recordedAt: ago(90),
    },
  ],
  statements: [
    said({ id: 'down', update: 'point', recordedAt: ago(90), health: 'down' }),
    said({
      id: 'wrong',
      recordedAt: ago(80),
      health: 'down',
      flows: ['virement'],
      text: 'Aussi les virements.',
    }),
    said({ id: 'back', recordedAt: ago(5), health: 'operational', text: 'Remplacé.', nextUpdateDue: ago(2) }),
  ],
};

describe('what one person may not do alone', () => {
  const dashboard = useDashboard();
  const { open, visit } = dashboard;
  beforeAll(async () => {
    const loaded = await load(dashboard.db(), STORY);
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
  });
  const person = (organisation: string, given = {}) => aPerson(dashboard, { organisation, ...given });

  it('the home says what is due: the point that is late, the return that waits', async () => {
    const duty = await person('viamedis');
    const page = await visit('/espace', { ...bare, ...(await duty.signedIn()) });
    const text = await page.locator('main').innerText();
    expect(text).toContain('Panne de nuit');
    expect(text).toMatch(/Étape\s+cause identifiée/);
    expect(text).toMatch(/Prochain point\s+dépassé, il était dû il y a \d\u202fmin/);
    expect(text).toContain('Prise en charge\u202f: en marche, pour les opticiens');
    await page.getByRole('link', { name: 'Publier un point' }).click();
    await page.waitForURL(/\/espace\/incidents\/panne$/);
  });

  it('says why one may not confirm: too young an account, one of since the outage; of another’s professions nothing waits', async () => {
    const young = await person('viamedis', { createdAt: new Date(Date.now() - 6 * DAY) });
    const page = await open('/espace/confirmations', { ...bare, ...(await young.signedIn()) });
    expect(await page.locator('#back').innerText()).toContain('a moins de sept jours');
    expect(await page.locator('#back form').count()).toBe(0);
    const opened = await person('viamedis', { createdAt: new Date() });
    const third = await open('/espace/confirmations', { ...bare, ...(await opened.signedIn()) });
    expect(await third.locator('#back').innerText()).toContain('depuis le début de la panne');
    const union = await person('fspf');
    const other = await open('/espace/confirmations', { ...bare, ...(await union.signedIn()) });
    expect(await other.locator('main').innerText()).toContain('Aucun retour n’attend.');
  });

  it('a second person agrees to a retraction, whose reason stays that of the first', async () => {
    const [first, second] = [await person('viamedis'), await person('viamedis')];
    const { storageState } = await first.signedIn();
    const [cookie] = storageState.cookies;
    const asked = await fetch(`${dashboard.origin()}/api/v1/statements/wrong/retraction`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Origin: dashboard.origin(),
        Cookie: `session=${cookie?.value}`,
      },
      body: JSON.stringify({ reason: 'Dit par erreur.' }),
    });
    expect(asked.status).toBe(202);
    const own = await open('/espace', { ...bare, ...(await first.signedIn()) });
    expect(await own.locator('main').innerText()).toContain('à une autre personne d’accepter');

    const page = await open('/espace/confirmations', { ...bare, ...(await second.signedIn()) });
    const waiting = page.locator('li', { hasText: 'Retirer une déclaration' });
    expect(await waiting.innerText()).toContain('Motif\u202f: Dit par erreur.');
    expect(await waiting.innerText()).toContain('Aussi les virements.');
    await press(page, 'Accepter le retrait');
    expect(await page.getByRole('status').innerText()).toContain('la déclaration est retirée');
    const kept = await dashboard.db().selectFrom('retraction').select(['statement', 'reason']).execute();
    expect(kept).toContainEqual({ statement: 'wrong', reason: 'Dit par erreur.' });
  });

  it('a second person confirms a return, with a code; a wrong one keeps everything in place', async () => {
    const second = await person('viamedis');
    const page = await visit('/espace/confirmations', {
      ...bare,
      ...(await second.signedIn({ isFresh: false })),
    });
    expect(await page.locator('header').innerText()).toContain('À confirmer 1');
    // On every page, for whoever may confirm it, and for nobody else.
    expect(await page.title()).toMatch(/^\(1\) À confirmer/);
    const stranger = await aPerson(dashboard, { organisation: 'viamedis', createdAt: new Date() });
    const young = await open('/espace/journal', { ...bare, ...(await stranger.signedIn()) });
    expect(await young.title()).toMatch(/^Journal/);
    await page.locator('#back').getByLabel('Votre code').fill('000000');
    await press(page, 'Confirmer ce retour');
    expect(await page.locator('#probleme').innerText()).toContain('n’est pas le bon');
    await page.locator('#back').getByLabel('Votre code').fill(second.otp());
    await press(page, 'Confirmer ce retour');
    expect(await page.getByRole('status').innerText()).toContain('Retour confirmé');
    expect(await page.locator('main').innerText()).toContain('Aucun retour n’attend.');

    await page.goto(`${dashboard.origin()}/espace/journal?action=confirmation`);
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(await page.locator('tbody').innerText()).toContain(second.account.name);
  });

  it('signs in again in the same form when the session ended, and confirms nothing twice', async () => {
    await load(dashboard.db(), {
      format: 'comptoir-dataset/1',
      statements: [
        said({ id: 'down-again', recordedAt: ago(4), health: 'down', flows: ['portail'] }),
        said({ id: 'back-again', recordedAt: ago(3), health: 'operational', flows: ['portail'] }),
      ],
    });
    const second = await person('viamedis');
    const page = await visit('/espace/confirmations', { ...bare, ...(await second.signedIn()) });
    await second.signOut();
    await press(page, 'Confirmer ce retour');
    expect(await page.locator('main h1').innerText()).toBe('Reconnectez-vous');
    await page.getByLabel('Adresse électronique').fill(second.account.email);
    await page.getByLabel('Mot de passe').fill('quatre mots que personne ne dit');
    await page.getByLabel('Code de votre application').fill(second.otp());
    await press(page, 'Se reconnecter et envoyer');
    expect(await page.getByRole('status').innerText()).toContain('Retour confirmé');
    const kept = await dashboard
      .db()
      .selectFrom('confirmation')
      .select('statement')
      .where('statement', '=', 'back-again')
      .execute();
    expect(kept).toHaveLength(1);
  });
});
