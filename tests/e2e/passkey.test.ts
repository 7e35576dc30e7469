import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { invitationFor } from '../support/runner/admin';
import { useDashboard } from '../support/runner/pages';
import { readInvitation } from '../support/world/enrol';
import { PASSWORD } from '../support/world/sign-in';

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

/** A finger on the reader, as Chromium plays it: whatever is asked is signed. */
const giveAuthenticator = async (page: Page) => {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable');
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
};

describe('a passkey', () => {
  const dashboard = useDashboard();

  it('is made as the only factor, signs in, is shown again to publish, and is the last one to go', async () => {
    const link = await invitationFor(
      dashboard,
      'cle@viamedis.example',
      ...['--organisation', 'viamedis', '--role', 'manager'],
    );
    // Passkeys belong to a name, never to a bare address.
    const origin = dashboard.origin().replace('127.0.0.1', 'localhost');
    const page = await dashboard.open('/');
    await giveAuthenticator(page);
    await page.goto(origin + link);
    await readInvitation(page);
    await page.getByLabel('Votre nom').fill('Camille');
    await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
    await press(page, 'Ouvrir mon compte');
    await page.getByLabel('Nom de cette clé').fill('ordinateur du bureau');
    await press(page, 'Créer une clé d’accès');
    await page.getByRole('link', { name: 'Je les ai notés' }).click();
    await page.getByRole('heading', { name: 'Ce qui vous attend' }).waitFor();

    await press(page, 'Se déconnecter');
    await page.waitForURL(/\/espace\/connexion/);
    await page.goto(`${origin}/espace/compte`);
    await press(page, 'Utiliser une clé d’accès');
    await page.waitForURL(`${origin}/espace/compte`);
    expect(await page.locator('main').innerText()).toMatch(/ordinateur du bureau\s+Ajoutée .* · montrée/);

    const factorOfLongAgo = { steppedUpAt: new Date(Date.now() - 600_000) };
    await dashboard.db().updateTable('session').set(factorOfLongAgo).execute();
    await page.goto(`${origin}/espace/cles`);
    await page.getByLabel('À quoi elle sert').fill('supervision');
    await page.getByLabel('Déclarer l’état d’un échange').check();
    await press(page, 'Ou montrer une clé d’accès');
    await page.getByLabel(/^Votre code, pour/).waitFor({ state: 'detached' });
    expect(await page.getByLabel('À quoi elle sert').inputValue()).toBe('supervision');
    await press(page, 'Faire la clé');
    await page.getByRole('heading', { name: 'Votre clé' }).waitFor();
    expect(await page.getByLabel('Secret').inputValue()).toMatch(/^\S{20,}$/);

    await page.goto(`${origin}/espace/compte`);
    await page.getByText('Retirer', { exact: false }).first().click();
    await page.locator('details[open]').getByLabel('Votre mot de passe').fill(PASSWORD);
    await press(page, 'Retirer cette clé');
    expect(await page.locator('#probleme').innerText()).toContain('C’est votre dernier second facteur.');
  });

  it('says what to do where there is none', async () => {
    const page = await dashboard.open('/');
    await page.goto(`${dashboard.origin().replace('127.0.0.1', 'localhost')}/espace/connexion`);
    await giveAuthenticator(page);
    await press(page, 'Utiliser une clé d’accès');
    await page.getByText('La clé d’accès n’a pas répondu.').waitFor();
    expect(await page.getByLabel('Mot de passe').isVisible()).toBe(true);
  });
});
