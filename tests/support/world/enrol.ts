import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { invitationFor } from '../runner/admin';
import { PASSWORD } from './sign-in';

type Dashboard = {
  origin: () => string;
  databaseUrl: () => string;
  open: (path: string) => Promise<Page>;
};

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

/** Reads an invitation that is open, once its page has taken the token from what stands after « # ». */
export const readInvitation = async (page: Page) => {
  await page.getByLabel('Le lien reçu').waitFor({ state: 'detached' });
  await press(page, 'Lire l’invitation');
};

/** From the link that the command prints to the space, as a person goes: password, application, codes noted. */
export const comesIn = async (dashboard: Dashboard, name: string, organisation: string): Promise<Page> => {
  const email = `${name.toLowerCase()}@${organisation}.example`;
  const page = await dashboard.open(await invitationFor(dashboard, email, '--organisation', organisation));
  await readInvitation(page);
  await page.getByLabel('Votre nom').fill(name);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await press(page, 'Ouvrir mon compte');
  await press(page, 'Prendre une application de codes');
  const written = await page.locator('code.grouped').innerText();
  const secret = Secret.fromBase32(written.replaceAll(' ', ''));
  await page.getByLabel('Le code qu’elle affiche').fill(new TOTP({ secret }).generate());
  await press(page, 'Confirmer');
  await page.getByText(`${name} · `).waitFor();
  await page.getByRole('link', { name: 'Je les ai notés' }).click();
  await page.waitForURL(/\/espace$/);
  return page;
};
