import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAs, startProSanteConnect } from '../support/peers/pro-sante-connect';
import { barriers } from '../support/runner/accessible';
import { useDashboard } from '../support/runner/pages';

const ANSWER = '/opticien/malakoff-humanis';
const API_ANSWER = '/optician/malakoff-humanis';

describe('a professional reports', () => {
  let provider: Awaited<ReturnType<typeof startProSanteConnect>>;
  const environment = {};
  beforeAll(async () => {
    provider = await startProSanteConnect();
    Object.assign(environment, provider.environment);
  });
  const { open, visit, origin, db } = useDashboard(environment);
  afterAll(() => provider.stop());

  const wordOf = (page: Page) => page.locator('h1 .word').innerText();
  const saidOn = (page: Page) => page.locator('.done[role=status]').innerText();
  const counts = (page: Page) => page.locator('.reports .counts').innerText();
  /** As if all that was said had been said that much earlier. */
  const saidEarlier = (minutes: number) =>
    db()
      .transaction()
      .execute(async (trx) => {
        await sql`alter table report disable trigger user`.execute(trx);
        await sql`update report set reported_at = reported_at - make_interval(mins => ${minutes})`.execute(
          trx,
        );
        await sql`alter table report enable trigger user`.execute(trx);
      });

  it('without an account, in one tap from the answer: a count, and the same answer', async () => {
    const page = await visit('/opticien/alan');
    await page.getByRole('button', { name: 'Ça bloque' }).click();
    expect(await saidOn(page)).toMatch(/ça bloque.*prise en charge.*anonymes/);
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('status');
    expect(await wordOf(page)).toBe('Oui');
    expect(await counts(page)).toMatch(/Prise en charge\s: 1 signalement anonyme \(ça bloque\)/);
  });

  it('without script too: the page that says thanks counts it, whatever was read a moment before', async () => {
    const page = await visit('/pharmacien/operateur/viamedis', { javaScriptEnabled: false });
    expect(await page.locator('.reports').innerText()).toContain('Personne n’a rien signalé');
    await page.getByRole('button', { name: 'Ça passe' }).click();
    expect(await saidOn(page)).toContain('ça passe');
    expect(await page.locator('.reports').innerText()).toMatch(/1 signalement anonyme \(ça passe\)/);
  });

  it('signed in, five practices: « Oui » becomes « Oui, avec réserve — signalé par des confrères », and back', async () => {
    const reader = await open(ANSWER);
    expect(await wordOf(reader)).toBe('Oui');
    for (const login of ['claire', 'paul', 'ines', 'marc', 'lea']) {
      const page = await open('/signaler');
      await signInAs(page, login);
      await page.goto(origin() + ANSWER);
      await page.getByRole('button', { name: 'Ça bloque' }).click();
      expect(await saidOn(page)).toContain('cabinet vérifié');
      await page.context().close();
    }
    await reader.reload();
    expect(await wordOf(reader)).toBe('Oui, avec réserve');
    expect(await reader.locator('.band .why').innerText()).toMatch(
      /^Signalé par des confrères\s: la prise en charge de Viamedis/,
    );
    expect(await reader.locator('.flows tr.is-cause').innerText()).toContain('signalé par des confrères');
    expect(await counts(reader)).toMatch(/5 cabinets disent que ça bloque\. Bien plus que d’habitude\./);
    expect(await barriers(reader)).toEqual([]);
    const board = await open('/opticien?q=malakoff');
    expect(await board.locator('main').innerText()).toContain(
      'Prise en charge perturbée, signalé par des confrères',
    );

    await saidEarlier(61);
    // What was changed behind the server's back is read when it reads again by itself.
    const verdict = async () =>
      (await (await fetch(`${origin()}/api/v1/answers${API_ANSWER}`)).json()).verdict;
    await expect.poll(verdict, { timeout: 20_000, interval: 500 }).toBe('possible');
    await reader.reload();
    expect(await wordOf(reader)).toBe('Oui');
    expect(await reader.locator('.reports').innerText()).toContain('Personne n’a rien signalé');
  }, 120_000);

  it('one practice, five times, changes nothing; what it said last counts', async () => {
    const page = await visit('/signaler');
    await signInAs(page, 'nora');
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${origin()}/dentiste/operateur/almerys`);
    for (let time = 0; time < 5; time++) {
      await page.getByRole('button', { name: 'Ça bloque' }).click();
      await saidOn(page);
    }
    expect(await wordOf(page)).toBe('Oui');
    await page.getByRole('button', { name: 'Ça passe' }).click();
    await expect.poll(() => counts(page)).toMatch(/1 cabinet dit que ça passe/);
    await page.goto(`${origin()}/signaler`);
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.getByRole('link', { name: 'Se connecter avec Pro Santé Connect' }).waitFor();
  });

  it('from the form, by keyboard and without script', async () => {
    const page = await visit('/signaler?profession=pharmacien', { javaScriptEnabled: false });
    await page.getByLabel('Mutuelle').focus();
    await page.keyboard.type('Malakoff Humanis');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await saidOn(page)).toMatch(/ça bloque.*facturation/);
    expect(await page.getByLabel('Votre profession').inputValue()).toBe('pharmacien');
  });

  it('is asked which operator is on the card, and what was chosen is kept', async () => {
    const page = await visit('/signaler?profession=opticien');
    await page.getByLabel('Mutuelle').fill('Aésio mutuelle');
    await page.getByLabel('Ça passe').check();
    await page.getByRole('button', { name: 'Signaler', exact: true }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Quel opérateur est imprimé sur la carte');
    expect(await page.getByLabel('Mutuelle').inputValue()).toBe('Aésio mutuelle');
    await page.getByLabel('Opérateur imprimé sur la carte').selectOption({ label: 'Almerys' });
    await page.getByRole('button', { name: 'Signaler', exact: true }).click();
    expect(await saidOn(page)).toContain('ça passe');
  });
});
