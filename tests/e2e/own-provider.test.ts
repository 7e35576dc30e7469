import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT, fillForms } from '../support/peers/identity-provider';
import { startOwnProvider } from '../support/peers/own-provider';
import { barriers, htmlFaults, typographyFaults } from '../support/runner/accessible';
import { goTo } from '../support/runner/by-keyboard';
import { useDashboard, type Visitor } from '../support/runner/pages';
import { aPerson, PASSWORD, type Person } from '../support/world/sign-in';

const SETTLING = '/espace/organisations/rof/connexion';
const OWN = '/espace/compte/fournisseur';
const BUTTON = 'Se connecter avec Le ROF';
const bare = { javaScriptEnabled: false };
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const status = (page: Page) => page.getByRole('status').innerText();

type Who = 'desk' | 'union' | 'operator';
/** A page, and what one does there before it is looked at. */
type Stop = { path: string; who?: Who; does?: (page: Page) => Promise<void> };

describe('the identity provider of an organisation', () => {
  let provider: Awaited<ReturnType<typeof startOwnProvider>>;
  const environment = {};
  beforeAll(async () => {
    provider = await startOwnProvider();
    Object.assign(environment, provider.environment);
  });
  const dashboard = useDashboard(environment);
  const { open } = dashboard;
  afterAll(() => provider.stop());

  const settle = async (page: Page, { issuer = provider.issuer, secret = CLIENT.clientSecret } = {}) => {
    await page.getByLabel('Son nom, sur le bouton').fill('Le ROF');
    await page.getByLabel('Adresse du fournisseur').fill(issuer);
    await page.getByLabel('Identifiant de client').fill(CLIENT.clientId);
    await page.getByLabel('Secret de client').fill(secret);
    await press(page, 'Enregistrer');
    await page.locator('.done, [role=alert]').first().waitFor();
  };
  /** An opticians' union's person, at its own page, and back from the provider under a login. */
  const backAs = async (login: string, options: Visitor = {}) => {
    const person = await aPerson(dashboard, { organisation: 'rof' });
    const page = await open(OWN, { ...options, ...(await person.signedIn()) });
    await fillForms(page, BUTTON, login);
    await page.waitForURL(new RegExp(`${OWN}$`));
    return { person, page };
  };
  const link = async (page: Page, password = PASSWORD) => {
    await page.getByLabel('Votre mot de passe').fill(password);
    await press(page, 'Relier à mon compte');
  };

  describe('settled', () => {
    let desk: Person;
    let people: Record<Who, Person>;
    beforeAll(async () => {
      desk = await aPerson(dashboard, { organisation: 'desk' });
      people = {
        desk,
        union: await aPerson(dashboard, { organisation: 'rof' }),
        operator: await aPerson(dashboard, { organisation: 'viamedis' }),
      };
      await settle(await open(SETTLING, { ...bare, ...(await desk.signedIn()) }));
    });

    describe.each([
      ['with script', {}],
      ['with JavaScript off', bare],
    ])('%s', (how, options) => {
      it('the desk settles it and tries it; the trial says in words what it found', async () => {
        const page = await open(SETTLING, { ...options, ...(await desk.signedIn()) });
        expect(await page.locator('main code').first().innerText()).toBe(
          `${dashboard.origin()}/api/v1/sign-in/callback`,
        );
        await settle(page, { issuer: 'http://127.0.0.1:9' });
        await press(page, 'Essayer');
        await page.getByText('Le fournisseur n’a pas répondu.').waitFor();
        await settle(page);
        expect(await status(page)).toContain('Fournisseur réglé.');
        await press(page, 'Essayer');
        await page.getByText('Le fournisseur répond, sous le nom donné.').waitFor();
        expect(await page.content()).not.toContain(CLIENT.clientSecret);
      });

      it('what is refused is told at its field, and the secret that was typed is in no page', async () => {
        const page = await open(SETTLING, { ...options, ...(await desk.signedIn()) });
        await settle(page, { issuer: 'http://rof.example', secret: 'un secret du ROF' });
        expect(await page.getByRole('alert').innerText()).toContain('en clair sur le réseau');
        const field = page.getByLabel('Adresse du fournisseur');
        expect(await field.getAttribute('aria-invalid')).toBe('true');
        expect(await field.inputValue()).toBe('http://rof.example');
        expect(await page.content()).not.toContain('un secret du ROF');
      });

      it('somebody links the identity it comes back with, by its password; then begins by it, and unlinks it', async () => {
        const login = `lea ${how}`;
        const { person, page } = await backAs(login, options);
        expect(await page.locator('main').innerText()).toContain('Vous revenez de Le ROF.');
        await link(page, 'ce n’est pas le bon du tout');
        await page.locator('#probleme').waitFor();
        expect(await page.locator('#probleme').innerText()).toContain(
          'Ce n’est pas votre mot de passe actuel.',
        );
        expect(await page.getByLabel('Votre mot de passe').getAttribute('aria-invalid')).toBe('true');
        await link(page);
        await page.waitForURL(/fait=relier$/);
        expect(await status(page)).toContain('Identité reliée.');

        const entering = await open('/espace/connexion?organisation=rof&retour=%2Fespace%2Fcompte', options);
        await fillForms(entering, BUTTON, login);
        await entering.getByLabel('Code de votre application').fill(person.otp());
        await press(entering, 'Entrer');
        await entering.waitForURL(/\/espace\/compte$/);
        await entering.getByRole('heading', { name: 'Mon compte', level: 1 }).waitFor();

        const again = await open(OWN, { ...options, ...(await person.signedIn()) });
        await again.getByLabel('Votre mot de passe').fill(PASSWORD);
        await press(again, 'Délier');
        await again.waitForURL(/fait=delier$/);
        expect(await status(again)).toContain('Identité déliée');
        const stranger = await open('/espace/connexion', options);
        await fillForms(stranger, BUTTON, login);
        await stranger.waitForURL(/fournisseur=inconnu/);
        expect(await stranger.getByRole('alert').innerText()).toContain('reliée à aucun compte');
      });

      it('asks for the password and a code where neither was shown lately', async () => {
        const { person, page } = await backAs(`paul ${how}`, options);
        await page.context().clearCookies({ name: 'session' });
        const { cookies } = (await person.signedIn({ isFresh: false })).storageState;
        await page.context().addCookies(cookies);
        await page.reload();
        await page.getByLabel(/^Votre code, pour/).fill(person.otp());
        await link(page);
        await page.waitForURL(/fait=relier$/);
      });
    });

    it('is settled, linked and unlinked by keyboard alone', async () => {
      const page = await open(SETTLING, await desk.signedIn());
      await goTo(page, 'Son nom, sur le bouton');
      await page.keyboard.press('Control+A');
      await page.keyboard.type('Le ROF');
      await goTo(page, 'Enregistrer');
      await page.keyboard.press('Enter');
      await page.waitForURL(/fait=regler$/);
      await goTo(page, 'Essayer');
      await page.keyboard.press('Enter');
      await page.getByText('Le fournisseur répond, sous le nom donné.').waitFor();

      const { page: own } = await backAs('ines');
      await goTo(own, /^Votre mot de passe/);
      await own.keyboard.type(PASSWORD);
      await goTo(own, 'Relier à mon compte');
      await own.keyboard.press('Enter');
      await own.waitForURL(/fait=relier$/);
      await goTo(own, /^Votre mot de passe/);
      await own.keyboard.type(PASSWORD);
      await goTo(own, 'Délier');
      await own.keyboard.press('Enter');
      await own.waitForURL(/fait=delier$/);
      await goTo(own, BUTTON);
    });

    it('bars nobody’s way on the pages one only comes to from it', async () => {
      const { page } = await backAs('marc');
      expect(await barriers(page)).toEqual([]);
      expect(await typographyFaults(page)).toEqual([]);
      await page.reload();
      await link(page);
      await page.waitForURL(/fait=relier$/);
      expect(await barriers(page)).toEqual([]);
      expect(await typographyFaults(page)).toEqual([]);
    });

    const STOPS: Record<string, Stop> = {
      'none settled yet': { path: '/espace/organisations/fspf/connexion', who: 'desk' },
      'one settled': { path: `${SETTLING}?fait=regler`, who: 'desk' },
      'one tried': {
        path: SETTLING,
        who: 'desk',
        does: async (page) => {
          await press(page, 'Essayer');
          await page.getByText('Le fournisseur répond').waitFor();
        },
      },
      'one refused': {
        path: '/espace/organisations/fspf/connexion',
        who: 'desk',
        does: (page) => settle(page, { issuer: 'http://rof.example' }),
      },
      'an account that has one': { path: OWN, who: 'union' },
      'an account that came back in vain': { path: `${OWN}?fournisseur=refuse`, who: 'union' },
      'an account that has none': { path: OWN, who: 'operator' },
      'signing in': { path: '/espace/connexion' },
      'signing in, in vain': { path: '/espace/connexion?organisation=rof&fournisseur=inconnu' },
    };
    const visit = async ({ path, who, does }: Stop, options: Visitor) => {
      const own = who ? await people[who].signedIn() : {};
      const page = await dashboard.visit(path, { ...own, ...options });
      await does?.(page);
      return page;
    };
    it.each(Object.entries(STOPS))('%s: axe finds nothing, light, dark, and on a phone', async (_, stop) => {
      expect(await barriers(await visit(stop, {}))).toEqual([]);
    });
    it.each(Object.entries(STOPS))('%s: its HTML is valid, its French well set', async (_, stop) => {
      const page = await visit(stop, bare);
      expect(await typographyFaults(page)).toEqual([]);
      const [cookie] = await page.context().cookies();
      const headers = { Cookie: `session=${cookie?.value}` };
      const html = await fetch(dashboard.origin() + stop.path, { headers });
      expect(await htmlFaults(await html.text())).toEqual([]);
    });
  });
});
