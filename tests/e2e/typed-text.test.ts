import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { awake, useDashboard } from '../support/runner/pages';
import { loadOutage } from '../support/world/outage';
import { aPerson, PASSWORD, type Person } from '../support/world/sign-in';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();
const WAYS = [
  ['with script', {}],
  ['with JavaScript off', { javaScriptEnabled: false }],
] as const;
const TEXT = 'Le portail rouvre ; les prises en charge, pas encore.';

describe('what is typed is never lost', () => {
  const dashboard = useDashboard();
  const { open } = dashboard;
  let duty: Person;
  beforeAll(async () => {
    duty = await aPerson(dashboard, { organisation: 'viamedis' });
  });
  const fallAsleep = (person: Person) =>
    dashboard
      .db()
      .updateTable('session')
      .set({ lastSeenAt: new Date(Date.now() - 31 * 60_000) })
      .where('account', '=', person.account.id)
      .execute();
  const updatesOf = async (incident: string) =>
    (
      await dashboard
        .db()
        .selectFrom('incidentUpdate')
        .select('text')
        .where('incident', '=', incident)
        .execute()
    ).map(({ text }) => text);

  it.each(WAYS)(
    '%s: the session ends under the hand; signing in publishes the same words once',
    async (way, options) => {
      const id = await loadOutage(dashboard.db(), `panne-${way.length}`);
      const person = await aPerson(dashboard, { organisation: 'viamedis' });
      const page = await open(`/espace/incidents/${id}`, { ...options, ...(await person.signedIn()) });
      await page.getByText('Le détail, échange par échange').click();
      await page.getByLabel('Portail web, toute la ligne\u202f: après').selectOption('operational');
      await page.getByLabel('Texte public').fill(TEXT);
      await fallAsleep(person);
      await press(page, 'Publier maintenant');
      await page.getByRole('heading', { name: 'Reconnectez-vous' }).waitFor();
      await page.getByText('Voir ce qui est gardé').click();
      expect(await page.locator('.kept').innerText()).toContain(TEXT);

      await page.getByLabel('Adresse électronique').fill('quelqu-un.d.autre@viamedis.example');
      await page.getByLabel('Mot de passe', { exact: true }).fill('pas le bon mot de passe');
      await page.getByLabel('Code de votre application').fill(person.otp());
      await press(page, 'Se reconnecter et envoyer');
      await page.locator('#probleme').waitFor();
      expect(await page.getByLabel('Mot de passe', { exact: true }).getAttribute('aria-invalid')).toBe(
        'true',
      );
      expect(await updatesOf(id)).toEqual([]);

      await page.getByLabel('Adresse électronique').fill(person.account.email);
      await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
      await page.getByLabel('Code de votre application').fill(person.otp());
      await press(page, 'Se reconnecter et envoyer');
      await page.waitForURL(/publie=/);
      expect(await page.locator('.published').innerText()).toContain('Le portail rouvre\u202f; les prises');
      expect(await updatesOf(id)).toEqual([TEXT]);
    },
  );

  it('the end of a session is said before it comes; a key keeps it, and the button gives the focus back', async () => {
    const id = await loadOutage(dashboard.db(), 'panne-annoncee');
    const person = await aPerson(dashboard, { organisation: 'viamedis' });
    const page = await open('/healthz', await person.signedIn());
    await page.clock.install();
    await page.goto(`${dashboard.origin()}/espace/incidents/${id}`);
    await awake(page);
    const text = page.getByLabel('Texte public');
    const warning = page.locator('.session-end');
    await page.clock.fastForward('27:00');
    expect(await warning.count()).toBe(0);
    await page.clock.fastForward('01:30');
    await expect.poll(() => warning.innerText()).toMatch(/se ferme dans moins de deux minutes/);
    expect(await warning.getAttribute('role')).toBe('alert');
    await text.focus();
    await page.keyboard.type('Le');
    await warning.waitFor({ state: 'detached' });
    await page.clock.fastForward('28:30');
    await warning.waitFor();
    await text.focus();
    await page.getByRole('button', { name: 'Rester connecté' }).focus();
    await page.keyboard.press('Enter');
    await warning.waitFor({ state: 'detached' });
    await expect.poll(() => text.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await text.inputValue()).toBe('Le');
    await fallAsleep(person);
    await page.clock.fastForward('06:00');
    await page.keyboard.type(' portail');
    await expect.poll(() => warning.innerText()).toMatch(/s’est fermée.+reste dans la page/);
    expect(await text.inputValue()).toBe('Le portail');
  });

  it.each(WAYS)(
    '%s: what is refused is kept as a draft, found again, and gone once published',
    async (way, options) => {
      const id = await loadOutage(dashboard.db(), `refus-${way.length}`);
      const page = await open(`/espace/incidents/${id}`, { ...options, ...(await duty.signedIn()) });
      await page.getByLabel('Texte public').fill(TEXT);
      await page.getByText('Le détail, échange par échange').click();
      await page.getByLabel('Prise en charge, opticien\u202f: après').selectOption('down');
      await page.getByLabel('À une autre heure').first().check();
      await page.getByLabel('Retour (heure de Paris)').fill('2024-02-12T12:58');
      await press(page, 'Publier maintenant');
      await page.locator('#probleme').waitFor();
      expect(await page.locator('#probleme').innerText()).toContain('Le retour attendu est déjà passé.');

      const later = await open(`/espace/incidents/${id}`, { ...options, ...(await duty.signedIn()) });
      expect(await later.locator('.title').innerText()).toMatch(/brouillon gardé à \d\d:\d\d/);
      expect(await later.getByLabel('Texte public').inputValue()).toBe(TEXT);
      expect(await later.getByLabel('Prise en charge, opticien\u202f: après').inputValue()).toBe('down');
      expect(await later.getByLabel('Retour (heure de Paris)').inputValue()).toBe('');
      expect(await later.locator('main').innerText()).toMatch(/Le brouillon disait un retour pour 12\sh\s58/);
      await later.getByLabel('Pas avant').check();
      await later.getByLabel('Retour (heure de Paris)').fill('2099-01-02T12:00');
      await press(later, 'Publier maintenant');
      await later.waitForURL(/publie=/);
      expect(await updatesOf(id)).toEqual([`${TEXT} Pas de retour avant le vendredi 2 janvier, 12:00.`]);
      await expect.poll(() => later.locator('.title').innerText()).not.toContain('brouillon');
    },
  );

  it.each(WAYS)(
    '%s: a code asked for publishing keeps the words, and is asked once',
    async (way, options) => {
      const id = await loadOutage(dashboard.db(), `code-${way.length}`);
      const person = await aPerson(dashboard, { organisation: 'viamedis' });
      const page = await open(`/espace/incidents/${id}`, {
        ...options,
        ...(await person.signedIn({ isFresh: false })),
      });
      await page.getByLabel('Texte public').fill(TEXT);
      await page.getByLabel('À une autre heure').first().check();
      await page.getByLabel('Votre code, pour publier').first().fill(person.otp());
      await press(page, 'Publier maintenant');
      await page.getByText('La date du retour manque').first().waitFor();
      await page.getByLabel('Aucune date').check();
      await expect.poll(() => page.getByLabel('Votre code, pour publier').count()).toBe(0);
      await press(page, 'Publier maintenant');
      await page.waitForURL(/publie=/);
      expect(await updatesOf(id)).toEqual([TEXT]);
    },
  );

  it.each(WAYS)(
    '%s: a notice corrected by a colleague meanwhile: one’s text is kept, the changes shown',
    async (way, options) => {
      const [one, other] = [
        await aPerson(dashboard, { organisation: 'rof' }),
        await aPerson(dashboard, { organisation: 'rof' }),
      ];
      const first = await open('/espace/avis/nouveau', { ...options, ...(await one.signedIn()) });
      await first.getByLabel('Titre').fill(`Dossiers ${way}`);
      await first.getByLabel('Texte', { exact: true }).fill('Gardez les dossiers.');
      await first.getByLabel('Toutes les mutuelles').check();
      await press(first, 'Publier maintenant');
      await first.waitForURL(/fait=publier/);
      await first.getByRole('link', { name: 'Corriger ou retirer cet avis' }).click();
      await first.getByRole('button', { name: 'Publier la correction' }).waitFor();
      const address = new URL(first.url()).pathname;

      const second = await open(address, { ...options, ...(await other.signedIn()) });
      await first.getByLabel('Texte', { exact: true }).fill('Gardez les dossiers deux jours.');
      await press(first, 'Publier la correction');
      await first.waitForURL(/fait=corriger/);

      await second.getByLabel('Texte', { exact: true }).fill('Gardez les dossiers une semaine.');
      await press(second, 'Publier la correction');
      await second.getByRole('heading', { name: 'Ce qui a changé entre-temps' }).waitFor();
      const change = second.locator('tr', { hasText: 'Gardez les dossiers deux jours.' });
      expect(await change.innerText()).toMatch(
        /Texte\s+Gardez les dossiers\.\s+Gardez les dossiers deux jours\./,
      );
      expect(await second.getByLabel('Texte', { exact: true }).inputValue()).toBe(
        'Gardez les dossiers une semaine.',
      );

      await press(second, 'Publier la correction');
      await second.waitForURL(/fait=corriger/);
      const read = await open(new URL(second.url()).pathname.replace('/espace', ''), options);
      expect(await read.locator('main').innerText()).toContain('Gardez les dossiers une semaine.');
      await read.getByRole('link', { name: /^l’avis du/ }).click();
      await read.getByText('Gardez les dossiers deux jours.').waitFor();
    },
  );
});
