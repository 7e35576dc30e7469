import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useDashboard } from '../support/runner/pages';
import { aPerson, PASSWORD, type Person } from '../support/world/sign-in';

const bare = { javaScriptEnabled: false };
const NEW_PASSWORD = 'sept autres mots que nul ne connaît';
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page) => page.locator('main h1').innerText();
const typeNew = async (page: Page, current = PASSWORD, password = NEW_PASSWORD) => {
  await page.getByLabel('Mot de passe actuel').fill(current);
  await page.getByLabel('Nouveau mot de passe').fill(password);
  await press(page, 'Changer de mot de passe');
};

describe('one’s own account', () => {
  const dashboard = useDashboard();
  const { open, visit } = dashboard;
  const signIn = async (page: Page, person: Person, password = PASSWORD) => {
    await page.getByLabel('Adresse électronique').fill(person.account.email);
    await page.getByLabel('Mot de passe').fill(password);
    await press(page, 'Continuer');
    await page.getByLabel('Code de votre application').fill(person.otp());
    await press(page, 'Entrer');
  };

  it.each([
    ['with script', {}],
    ['with JavaScript off', bare],
  ])('%s: a new password, the code asked with it; what was refused says where', async (_, options) => {
    const person = await aPerson(dashboard, { organisation: 'viamedis', role: 'manager' });
    const other = await open('/espace', { ...bare, ...(await person.signedIn()) });
    const page = await open('/espace/compte', { ...options, ...(await person.signedIn({ isFresh: false })) });
    await page.getByRole('link', { name: 'En changer' }).first().click();
    await page.getByLabel('Mot de passe actuel').waitFor();
    await page.getByLabel(/^Votre code, pour/).fill(person.otp());
    await page.getByLabel('Révoquer aussi mes clés d’API').check();
    await typeNew(page, 'ce n’est pas le bon du tout');
    await page.locator('#probleme').waitFor();
    expect(await page.locator('#probleme').innerText()).toContain('Ce n’est pas votre mot de passe actuel.');
    expect(await page.getByLabel('Révoquer aussi mes clés d’API').isChecked()).toBe(true);
    expect(await page.getByLabel('Mot de passe actuel').getAttribute('aria-invalid')).toBe('true');
    expect(await page.content()).not.toContain('pas le bon du tout');
    await typeNew(page);
    await page.waitForURL(/\/espace\/compte\?fait=mot-de-passe$/);
    expect(await page.getByRole('status').innerText()).toContain('Mot de passe changé');
    await other.reload();
    expect(other.url()).toContain('/espace/connexion');
  });

  it('whose organisation is asked for new passwords chooses one at its next sign-in, then goes where it was going', async () => {
    const manager = await aPerson(dashboard, { organisation: 'almerys', role: 'manager' });
    const author = await aPerson(dashboard, { organisation: 'almerys' });
    const asking = await open('/espace/personnes', { ...bare, ...(await manager.signedIn()) });
    await asking.locator('summary', { hasText: 'Demander à tous un nouveau mot de passe' }).click();
    await press(asking, 'Demander un nouveau mot de passe');
    expect(await asking.getByRole('status').innerText()).toContain('à sa prochaine connexion');
    expect(await asking.locator('li', { hasText: author.account.name }).innerText()).toContain(
      'nouveau mot de passe demandé',
    );
    const page = await open('/espace/confirmations', bare);
    await signIn(page, author);
    expect(await heading(page)).toBe('Choisissez un nouveau mot de passe');
    await page.goto(`${dashboard.origin()}/espace/confirmations`);
    expect(await heading(page)).toBe('Choisissez un nouveau mot de passe');
    await typeNew(page);
    await page.waitForURL(/\/espace\/confirmations$/);
    expect(await heading(page)).toBe('À confirmer');
  });

  it('ends another session from the list, by name', async () => {
    const person = await aPerson(dashboard, { organisation: 'viamedis' });
    const other = await open('/espace', { ...bare, ...(await person.signedIn()) });
    const page = await open('/espace/compte', { ...bare, ...(await person.signedIn()) });
    await page.getByRole('button', { name: /^Fermer la session/ }).click();
    expect(await page.getByRole('status').innerText()).toBe('Session fermée.');
    await other.reload();
    expect(other.url()).toContain('/espace/connexion');
  });

  it('asks who it is again before another factor, and keeps the secret it offered', async () => {
    const person = await aPerson(dashboard, { organisation: 'viamedis' });
    const page = await visit('/espace/second-facteur', {
      ...bare,
      ...(await person.signedIn({ isFresh: false })),
    });
    await page.getByLabel(/^Votre code, pour/).fill(person.otp());
    await page.getByLabel('Votre mot de passe').fill('ce n’est pas le bon du tout');
    await press(page, 'Continuer');
    expect(await page.locator('#probleme').innerText()).toContain('Ce n’est pas votre mot de passe actuel.');
    await page.getByLabel('Votre mot de passe').fill(PASSWORD);
    await press(page, 'Continuer');
    await press(page, 'Prendre une application de codes');
    await page.locator('.qr').waitFor();
  });

  it('reads what happened to it; a manager what happened to its people, an author not', async () => {
    const organisation = 'fspf';
    const author = await aPerson(dashboard, { organisation, name: 'Dominique' });
    const stranger = await open('/espace/connexion', bare);
    await stranger.getByLabel('Adresse électronique').fill(author.account.email);
    await stranger.getByLabel('Mot de passe').fill('ce n’est pas le bon du tout');
    await press(stranger, 'Continuer');
    const readBy = async (person: Person) => {
      const page = await open('/espace/securite', { ...bare, ...(await person.signedIn()) });
      return page.locator('main').innerText();
    };
    const manager = await aPerson(dashboard, { organisation, role: 'manager' });
    const colleague = await aPerson(dashboard, { organisation });
    for (const who of [author, manager])
      await expect.poll(() => readBy(who)).toContain('Mot de passe faux à la connexion');
    expect(await readBy(manager)).toContain('Dominique');
    expect(await readBy(colleague)).toContain('Rien depuis 90 jours.');
  });
});
