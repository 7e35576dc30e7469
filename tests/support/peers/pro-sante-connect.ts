import type { Page } from 'playwright-core';
import { freePort } from '../runner/free-port';
import { CLIENT, fillForms, startIdentityProvider } from './identity-provider';

/** A provider of professionals' identities, and what a server is told of it: each knows the other's address first. */
export const startProSanteConnect = async () => {
  const PORT = String(await freePort());
  // Not 127.0.0.1, where the provider is: to the browser, another site.
  const PUBLIC_URL = `http://localhost:${PORT}`;
  const provider = await startIdentityProvider(`${PUBLIC_URL}/api/v1/professionals/callback`);
  const environment = {
    PORT,
    PUBLIC_URL,
    PRO_SANTE_CONNECT_ISSUER: provider.issuer,
    PRO_SANTE_CONNECT_CLIENT_ID: CLIENT.clientId,
    PRO_SANTE_CONNECT_CLIENT_SECRET: CLIENT.clientSecret,
  };
  return { environment, stop: provider.stop };
};

/** Through the provider's own forms and back, from a page that links there. */
export const signInAs = async (page: Page, login: string) => {
  await fillForms(page, 'Se connecter avec Pro Santé Connect', login);
  await page.getByRole('button', { name: 'Se déconnecter' }).waitFor();
};
