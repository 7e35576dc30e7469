import { createProSanteConnect, type ProSanteConnect } from '../accounts/pro-sante-connect';
import type { Env } from '../env';

/** All four or none: without a public address the provider has nowhere to send people back to. */
export const proSanteConnectOf = (env: Env): ProSanteConnect | null => {
  const issuer = env.PRO_SANTE_CONNECT_ISSUER;
  const clientId = env.PRO_SANTE_CONNECT_CLIENT_ID;
  const clientSecret = env.PRO_SANTE_CONNECT_CLIENT_SECRET;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret || !env.PUBLIC_URL) {
    throw new Error(
      'Pro Santé Connect : donnez ensemble PRO_SANTE_CONNECT_ISSUER, PRO_SANTE_CONNECT_CLIENT_ID, ' +
        'PRO_SANTE_CONNECT_CLIENT_SECRET et PUBLIC_URL, ou aucun des trois premiers.',
    );
  }
  return createProSanteConnect({
    issuer,
    clientId,
    clientSecret,
    redirectUri: new URL('/api/v1/professionals/callback', env.PUBLIC_URL).href,
    isLoopbackAllowed: !env.PUBLIC_URL.startsWith('https:'),
  });
};
