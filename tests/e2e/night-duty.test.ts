import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { goTo } from '../support/runner/by-keyboard';
import { NIGHT, type Night, PHONE, wokenFor } from '../support/runner/duty';
import { useDashboard } from '../support/runner/pages';
import { loadOutage } from '../support/world/outage';
import { aPerson, PASSWORD, type Person } from '../support/world/sign-in';

const MOST_TAPS = 8;
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe('the duty manager, at three in the morning', () => {
  const dashboard = useDashboard();
  const { open, origin } = dashboard;
  const statementsOf = (incident: string) =>
    dashboard
      .db()
      .selectFrom('statement')
      .select(['flows', 'professions', 'health', 'expectedBack', 'nextUpdateDue', 'recordedAt'])
      .where('incident', '=', incident)
      .orderBy('recordedAt')
      .execute();
  let colleague: Person;
  beforeAll(async () => {
    colleague = await aPerson(dashboard, { organisation: 'viamedis', name: 'Camille Deuxième' });
  });

  it.each(Object.keys(NIGHT) as Night[])(
    '%s: said on a telephone in at most eight taps, from the sign-in on',
    async (night) => {
      if (night !== 'a new outage, for everybody')
        await loadOutage(dashboard.db(), night.replaceAll(/\W/g, ''), 'viamedis');
      const duty = await aPerson(dashboard, { organisation: 'viamedis' });
      const page = await open('/espace/connexion', PHONE);
      const { taps, ms } = await wokenFor(page, origin(), duty, night);
      console.info(`${night} : ${taps} gestes, ${(ms / 1000).toFixed(1)} s`);
      expect(taps).toBeLessThanOrEqual(MOST_TAPS);
      const width = () => page.evaluate(() => document.documentElement.scrollWidth);
      expect(await width()).toBe(PHONE.viewport.width);
      await page.getByRole('link', { name: 'Publier un autre point' }).tap();
      await page.getByRole('button', { name: 'Publier maintenant' }).waitFor();
      expect(await width()).toBe(PHONE.viewport.width);
      expect(await smallTargets(page)).toEqual([]);
    },
  );

  it('reads what was done: what boards say, who is to confirm it, until when it is undone', async () => {
    const id = await loadOutage(dashboard.db(), 'fait', 'viamedis');
    const duty = await aPerson(dashboard, { organisation: 'viamedis' });
    const page = await open(`/espace/incidents/${id}`, { ...PHONE, ...(await duty.signedIn()) });
    await page.getByLabel('Rétabli').check();
    await page.getByLabel(/^Comme la dernière fois/).check();
    await press(page, 'Publier maintenant');
    await page.getByRole('heading', { name: 'C’est fait' }).waitFor();
    expect(await page.title()).toMatch(/C’est publié\s: Panne des prises en charge/);
    const said = await page.locator('main').innerText();
    expect(said).toMatch(/Opticien\s+Oui, avec réserve[\s\S]*retour annoncé, non confirmé/);
    expect(await page.locator('.claim .claimed').allInnerTexts()).toEqual([
      expect.stringMatching(/Retour annoncé$/),
    ]);
    expect(said).toMatch(/Chez vous\s: .*Camille Deuxième/);
    expect(said).not.toContain(duty.account.name);
    expect(said).toContain('Aucun prochain point n’est promis.');
    expect(await page.getByRole('button', { name: 'Publier maintenant' }).count()).toBe(0);
    expect(colleague.account.name).toBe('Camille Deuxième');
  });

  // Before any other outage of that operator: its home leads to this one.
  it('by keyboard alone: from the sign-in to « C’est fait »', async () => {
    const id = await loadOutage(dashboard.db(), 'clavier-nuit', 'almerys');
    const duty = await aPerson(dashboard, { organisation: 'almerys' });
    const page = await open('/espace/connexion', PHONE);
    const began = performance.now();
    const type = async (field: string, text: string) => {
      await goTo(page, field);
      await page.keyboard.type(text);
    };
    await type('Adresse électronique', duty.account.email);
    await type('Mot de passe', PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByLabel('Code de votre application').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(duty.otp());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ce qui vous attend' }).waitFor();
    await goTo(page, /^Publier un point/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /^Mise à jour/ }).waitFor();
    await goTo(page, /^Rien ne change/);
    await page.keyboard.press('ArrowRight');
    await goTo(page, /^Comme la dernière fois/);
    await page.keyboard.press('Space');
    await expect.poll(() => page.locator('.changes').innerText()).toMatch(/Prise en charge[\s\S]*Coupé/);
    await goTo(page, 'Aucune date');
    await page.keyboard.press('ArrowRight');
    await goTo(page, 'Publier maintenant');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'C’est fait' }).waitFor();
    console.info(`au clavier : ${((performance.now() - began) / 1000).toFixed(1)} s`);
    const [, said, ...none] = await statementsOf(id);
    expect(none).toEqual([]);
    expect(said).toMatchObject({ health: 'down', flows: ['pec'], professions: ['optician'] });
    const minutes = (Number(said?.expectedBack) - Number(said?.recordedAt)) / 60_000;
    expect(minutes).toBeGreaterThan(28.9);
    expect(minutes).toBeLessThanOrEqual(30);
  });

  it('is asked for a code where the button is, in words; the right one publishes without another press', async () => {
    const id = await loadOutage(dashboard.db(), 'code', 'almerys');
    const duty = await aPerson(dashboard, { organisation: 'almerys' });
    const page = await open(`/espace/incidents/${id}`, { ...PHONE, ...(await duty.signedIn()) });
    await page.getByLabel('Texte public').fill('Retour en cours.');
    await page.getByRole('group', { name: 'Retour prévu' }).getByText('dans 1 h').tap();
    await dashboard
      .db()
      .updateTable('session')
      .set({ steppedUpAt: new Date(Date.now() - 600_000) })
      .where('account', '=', duty.account.id)
      .execute();
    await press(page, 'Publier maintenant');
    const code = page.locator('.send').getByLabel('Votre code, pour publier');
    await code.and(page.locator(':focus')).waitFor();
    expect(await page.locator('main').innerText()).not.toContain('/api/');
    const { labels } = await page.evaluate(() => ({
      labels: [...document.querySelectorAll<HTMLInputElement>('input[name=code]')].map(
        (each) => each.labels?.[0]?.innerText,
      ),
    }));
    expect(new Set(labels).size).toBe(labels.length);
    await page.keyboard.type('000000');
    await page.getByText(/n’est pas le bon/).waitFor();
    await code.and(page.locator(':focus')).waitFor();
    await page.keyboard.type(duty.otp());
    await page.getByRole('heading', { name: 'C’est fait' }).waitFor();
    expect(await page.locator('.published').innerText()).toContain('Retour en cours.');
    expect((await statementsOf(id)).at(-1)).toMatchObject({ health: 'down', flows: ['pec'] });
  });

  it('is asked for the code without JavaScript too: « Entrée » after it publishes', async () => {
    const id = await loadOutage(dashboard.db(), 'code-nu', 'almerys');
    const duty = await aPerson(dashboard, { organisation: 'almerys' });
    const bare = { javaScriptEnabled: false, ...(await duty.signedIn({ isFresh: false })) };
    const page = await open(`/espace/incidents/${id}`, { ...PHONE, ...bare });
    await page.getByLabel('dans 1 h').first().check();
    await press(page, 'Publier maintenant');
    await page.getByLabel('Votre code, pour publier').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(duty.otp());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'C’est fait' }).waitFor();
    expect(await statementsOf(id)).toHaveLength(2);
  });

  it('a draft that was refused never blocks the next word: what has passed is emptied, and said', async () => {
    const id = await loadOutage(dashboard.db(), 'vieux-brouillon', 'viamedis');
    const duty = await aPerson(dashboard, { organisation: 'viamedis' });
    const options = { javaScriptEnabled: false, ...(await duty.signedIn()) };
    const page = await open(`/espace/incidents/${id}`, options);
    await page.getByLabel('À une autre heure').first().check();
    await page.getByLabel('Retour (heure de Paris)').fill('2024-02-12T09:00');
    await press(page, 'Publier maintenant');
    expect(await page.locator('#probleme').innerText()).toMatch(/À corriger[\s\S]*déjà passé/);
    expect(await page.getByLabel('Retour (heure de Paris)').getAttribute('aria-invalid')).toBe('true');
    await page.goto(`${origin()}/espace/incidents/${id}`);
    expect(await page.locator('main').innerText()).toMatch(/9\sh, lundi 12 février\s: c’est passé/);
    await page.getByLabel('Rétabli').check();
    await page.getByLabel(/^Comme la dernière fois/).check();
    await press(page, 'Publier maintenant');
    await page.getByRole('heading', { name: 'C’est fait' }).waitFor();
    expect((await statementsOf(id)).at(-1)).toMatchObject({ health: 'operational', expectedBack: null });
  });

  it('« Rétabli » empties the date, in sight; « Coupé » without saying what is refused at its place', async () => {
    const id = await loadOutage(dashboard.db(), 'vide', 'viamedis');
    const duty = await aPerson(dashboard, { organisation: 'viamedis' });
    const page = await open(`/espace/incidents/${id}`, await duty.signedIn());
    await page.getByLabel('Retour (heure de Paris)').fill('2099-01-02T09:00');
    expect(await page.getByLabel('À une autre heure').first().isChecked()).toBe(true);
    await page.getByLabel('Rétabli').check();
    await press(page, 'Publier maintenant');
    await page.getByText('sans dire de quoi').first().waitFor();
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).name))
      .toBe('devient');
    await page.getByLabel(/^Comme la dernière fois/).check();
    await page.getByText('elle est vidée').waitFor();
    expect(await page.getByLabel('Retour (heure de Paris)').inputValue()).toBe('');
  });
});

/** What a thumb must hit: chips, buttons and fields of the form under 44 px. */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        '.form :is(.chip, button, select, textarea, summary), .field input',
      ),
    ]
      .filter(
        (each) =>
          each.checkVisibility() && !each.closest('.visually-hidden, details:not([open]) > :not(summary)'),
      )
      .filter((each) => !each.matches('.visually-hidden'))
      .filter((each) => each.getBoundingClientRect().height < 44)
      .map((each) => each.outerHTML.slice(0, 90)),
  );
