import { createOpenIdSignIn, isInClear, type OpenIdSignIn, type Registration } from './openid-sign-in';

/** Professionals sign in by it; its address ends in `/.well-known/wallet-openid-configuration`. */
export type ProSanteConnect = Pick<OpenIdSignIn, 'begin' | 'finish'>;

/** Throws, naming the cure, when the issuer would be asked in clear over a network. */
export const createProSanteConnect = (registration: Omit<Registration, 'acrValues'>): ProSanteConnect => {
  if (isInClear(registration))
    throw new Error('PRO_SANTE_CONNECT_ISSUER : valeur refusée ; donnez une adresse en https.');
  // The only level Pro Santé Connect takes, and it must be said.
  return createOpenIdSignIn({ ...registration, acrValues: 'eidas1' });
};
