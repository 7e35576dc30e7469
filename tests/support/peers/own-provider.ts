import { freePort } from '../runner/free-port';
import { startIdentityProvider } from './identity-provider';

/** The identity provider of an organisation, and what a server is told so that it may be asked on this machine. */
export const startOwnProvider = async () => {
  const PORT = String(await freePort());
  // Not 127.0.0.1, where the provider is: to the browser, another site.
  const PUBLIC_URL = `http://localhost:${PORT}`;
  const { issuer, stop } = await startIdentityProvider(`${PUBLIC_URL}/api/v1/sign-in/callback`);
  return { issuer, stop, environment: { PORT, PUBLIC_URL, PROBES_LOOPBACK: 'allowed' } };
};
