import { Secret, TOTP } from 'otpauth';
import type { Page, Request } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { invitationFor } from '../support/runner/admin';
import { useDashboard } from '../support/runner/pages';
import { readInvitation } from '../support/world/enrol';
import { aPerson, PASSWORD } from '../support/world/sign-in';

const bare = { javaScriptEnabled: false };
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const heading = (page: Page) => page.locator('main h1').innerText();
const typeCredentials = async (page: Page, email: string, password = PASSWORD) => {
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe').fill(password);
  await press(page, 'Continuer');
};

describe('coming in', () => {
  const dashboard = useDashboard();
  const { open } = dashboard;

  it.each([
    ['with script', {}],
    ['with JavaScript off', bare],
  ])('%s: from the link to the home, by password and application', async (_, options) => {
    const email = `astreinte-${JSON.stringify(options).length}@viamedis.example`;
    const link = await invitationFor(dashboard, email, '--organisation', 'viamedis');
    const page = await open(link, options);
    // What stands after « # » is out of reach of a page without script, and of us.
    if (options === bare) {
      await page.getByLabel('Le lien reçu').fill(dashboard.origin() + link);
      await press(page, 'Lire l’invitation');
    } else await readInvitation(page);
    await page.getByText('Pour Viamedis, comme auteur').waitFor();
    await page.waitForURL(/\/espace\/invitation$/);

    await page.getByLabel('Votre nom').fill('Astreinte');
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await press(page, 'Ouvrir mon compte');
    await page.waitForURL(/\/espace\/second-facteur$/);
    await press(page, 'Prendre une application de codes');
    const written = await page.locator('code.grouped').innerText();
    expect(await page.locator('.qr').getAttribute('src')).toMatch(/^data:image\/svg/);
    const secret = Secret.fromBase32(written.replaceAll(' ', ''));

    await page.getByLabel('Le code qu’elle affiche').fill('000000');
    await press(page, 'Confirmer');
    await page.locator('#probleme').waitFor();
    expect(await page.locator('code.grouped').innerText()).toBe(written);
    await page.getByLabel('Le code qu’elle affiche').fill(new TOTP({ secret }).generate());
    await press(page, 'Confirmer');
    const codes = page.getByRole('list', { name: 'Codes de secours' }).getByRole('listitem');
    await codes.first().waitFor();
    expect(await codes.count()).toBe(10);
    await page.getByText('Astreinte · Viamedis').waitFor();
    await page.getByRole('link', { name: 'Je les ai notés' }).click();
    await page.waitForURL(/\/espace$/);
    await expect.poll(() => heading(page)).toBe('Ce qui vous attend');

    await page.goto(dashboard.origin() + link);
    if (options === bare) {
      await page.getByLabel('Le lien reçu').fill(link.replace(/^.*jeton=/, ''));
      await press(page, 'Lire l’invitation');
    } else await readInvitation(page);
    await page.getByRole('heading', { name: 'Ce lien ne sert plus' }).waitFor();
  });

  it('says plainly what a password must be, and keeps the name', async () => {
    const link = await invitationFor(dashboard, 'court@almerys.example', '--organisation', 'almerys');
    const page = await open('/espace/invitation', bare);
    await page.getByLabel('Le lien reçu').fill(link);
    await press(page, 'Lire l’invitation');
    await page.getByLabel('Votre nom').fill('Camille');
    await page.getByLabel('Mot de passe', { exact: true }).fill('aaaaaaaaaaaaaaaa');
    await press(page, 'Ouvrir mon compte');
    expect(await page.locator('#probleme').innerText()).toContain('Ce mot de passe se devine');
    expect(await page.getByLabel('Votre nom').inputValue()).toBe('Camille');
    expect(await page.content()).not.toContain('aaaaaaaaaaaaaaaa');
  });

  it('reads nothing of a link by opening it, and says a wrong one is dead', async () => {
    // As links were written before tokens moved after « # ».
    const page = await open('/espace/invitation?jeton=faux', bare);
    expect(await heading(page)).toBe('Vous êtes invité à écrire ici');
    expect(await page.getByLabel('Le lien reçu').count()).toBe(0);
    await press(page, 'Lire l’invitation');
    expect(await heading(page)).toBe('Ce lien ne sert plus');
    const pasted = await open('/espace/invitation', bare);
    await pasted.getByLabel('Le lien reçu').fill('faux');
    await press(pasted, 'Lire l’invitation');
    expect(await heading(pasted)).toBe('Ce lien ne sert plus');
  });

  it('sends the token of a link nowhere before its form, and its address to nobody', async () => {
    const page = await open('/espace');
    const asked: Request[] = [];
    page.on('request', (request) => asked.push(request));
    const response = await page.goto(`${dashboard.origin()}/espace/invitation#jeton=${'a'.repeat(43)}`);
    await page.waitForLoadState('networkidle');
    expect(response?.headers()['referrer-policy']).toBe('no-referrer');
    const sent = await Promise.all(
      asked.map(
        async (each) => `${each.url().replace(/#.*/, '')} ${(await each.allHeaders()).referer ?? ''}`,
      ),
    );
    expect(sent.length).toBeGreaterThan(3);
    // The page before may still be asking for its icon, in its own name.
    expect(sent.filter((each) => each.includes('aaa') || / .*\/invitation/.test(each))).toEqual([]);
  });

  it('turns to another link that is opened in its place', async () => {
    const page = await open('/espace/invitation#jeton=faux');
    await readInvitation(page);
    await page.getByRole('heading', { name: 'Ce lien ne sert plus' }).waitFor();
    const link = await invitationFor(dashboard, 'apres@almerys.example', '--organisation', 'almerys');
    await page.goto(dashboard.origin() + link);
    await readInvitation(page);
    await page.getByText('Pour Almerys, comme auteur').waitFor();
  });

  it('shows a password on demand, for who has script', async () => {
    const link = await invitationFor(dashboard, 'voir@almerys.example', '--organisation', 'almerys');
    const page = await open(link);
    await readInvitation(page);
    const field = page.getByLabel('Mot de passe', { exact: true });
    await field.fill(PASSWORD);
    expect(await field.getAttribute('type')).toBe('password');
    await press(page, 'Afficher le mot de passe');
    expect(await field.getAttribute('type')).toBe('text');
  });

  it('says the same of a wrong password and of a wrong address', async () => {
    const { account } = await aPerson(dashboard, { organisation: 'viamedis' });
    const said = [];
    for (const email of [account.email, 'personne@nulle-part.example']) {
      const page = await open('/espace/connexion', bare);
      await typeCredentials(page, email, 'un autre mot de passe');
      said.push(await page.locator('#probleme').innerText());
      expect(await page.getByLabel('Adresse électronique').inputValue()).toBe(email);
    }
    expect(said[0]).toContain('Adresse ou mot de passe inexact.');
    expect(said[1]).toBe(said[0]);
  });

  it('opens with a recovery code, once', async () => {
    const person = await aPerson(dashboard, { organisation: 'viamedis' });
    const own = await open('/espace/compte', { ...bare, ...(await person.signedIn()) });
    await own.getByText('Prendre des codes neufs').click();
    await own.getByLabel('Votre mot de passe').fill(PASSWORD);
    await press(own, 'Remplacer mes codes');
    const code = await own.locator('.recovery-codes code').first().innerText();

    for (const isFirst of [true, false]) {
      const page = await open('/espace/connexion', bare);
      await typeCredentials(page, person.account.email);
      await page.getByLabel('Code de votre application').fill(code.toLowerCase());
      await press(page, 'Entrer');
      if (isFirst) expect(await heading(page)).toBe('Ce qui vous attend');
      else expect(await page.locator('#probleme').innerText()).toContain('il a déjà servi');
    }
    await own.goto(`${dashboard.origin()}/espace/compte`);
    expect(await own.locator('main').innerText()).toContain('Il vous en reste 9 codes sur dix.');
  });

  it('closes every session at once, this one too', async () => {
    const person = await aPerson(dashboard, { organisation: 'viamedis' });
    const here = await open('/espace/compte', await person.signedIn());
    const there = await open('/espace', await person.signedIn());
    await press(here, 'Fermer toutes mes sessions');
    await here.waitForURL(/\/espace\/connexion/);
    await there.reload();
    expect(there.url()).toContain('/espace/connexion?retour=%2Fespace');
  });

  it('comes back, after a session ended, to the page that was asked', async () => {
    const person = await aPerson(dashboard, { organisation: 'viamedis', role: 'manager' });
    const page = await open('/espace', { ...bare, ...(await person.signedIn()) });
    await person.signOut();
    await page.goto(`${dashboard.origin()}/espace/journal?noun=account`);
    await typeCredentials(page, person.account.email);
    await page.getByLabel('Code de votre application').fill(person.otp());
    await press(page, 'Entrer');
    expect(page.url()).toBe(`${dashboard.origin()}/espace/journal?noun=account`);
    await page.locator('td', { hasText: 'Connexion' }).first().waitFor();
  });
});
