import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Account } from '#db/accounts';
import type { Db } from '#db/database';
import {
  addChallenge,
  addPasskey,
  findPasskey,
  listPasskeys,
  markPasskeyUsed,
  takeChallenge,
} from '#db/factors';
import { MINUTE, shift } from '#server/domain/facts/intervals';

/** Whose passkeys: the host of our address, and the address itself. */
export type Party = { id: string; origin: string };

export const partyOf = (origin: string): Party => ({ id: new URL(origin).hostname, origin });

const CEREMONY_TIMEOUT_MS = 5 * MINUTE;

/** Loaded when first asked for: a third of a second that a start, after a crash, has no use for. */
const webauthn = () => import('@simplewebauthn/server');

const remember = (db: Db, text: string, account: string | null, now: Date) =>
  addChallenge(db, { text, account, expiresAt: shift(now, CEREMONY_TIMEOUT_MS) }, now);

/** The challenge an answer claims to sign; it still has to be ours, and unspent. */
const challengeIn = (response: { response: { clientDataJSON: string } }): string => {
  try {
    const said = JSON.parse(Buffer.from(response.response.clientDataJSON, 'base64url').toString());
    return typeof said.challenge === 'string' ? said.challenge : '';
  } catch {
    return '';
  }
};

export const askToRegister = async (db: Db, party: Party, account: Account, now: Date) => {
  const known = await listPasskeys(db, account.id);
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: 'Comptoir',
    rpID: party.id,
    userID: new TextEncoder().encode(account.id),
    userName: account.email,
    userDisplayName: account.name,
    attestationType: 'none',
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await remember(db, options.challenge, account.id, now);
  return options;
};

const expectedOf = ({ origin, id }: Party, { text }: { text: string }) => ({
  expectedChallenge: text,
  expectedOrigin: origin,
  expectedRPID: id,
  requireUserVerification: true,
});

/** Keeps the passkey that answers; false when it does not answer what was asked. */
export const register = async (
  db: Db,
  party: Party,
  account: Account,
  name: string,
  response: RegistrationResponseJSON,
  now: Date,
): Promise<boolean> => {
  const challenge = await takeChallenge(db, challengeIn(response), account.id, now);
  if (!challenge) return false;
  const { verifyRegistrationResponse } = await webauthn();
  const verified = await verifyRegistrationResponse({
    response,
    ...expectedOf(party, challenge),
  }).catch(() => null);
  if (!verified?.verified) return false;
  const { credential } = verified.registrationInfo;
  await addPasskey(db, {
    id: credential.id,
    account: account.id,
    name,
    publicKey: Buffer.from(credential.publicKey),
    counter: String(credential.counter),
    transports: credential.transports ?? [],
    createdAt: now,
    lastUsedAt: null,
  });
  return true;
};

/** `account` null: signing in; the authenticator says who. */
export const askToSign = async (db: Db, party: Party, account: string | null, now: Date) => {
  const known = account === null ? [] : await listPasskeys(db, account);
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
    allowCredentials: known.map(({ id }) => ({ id })),
  });
  await remember(db, options.challenge, account, now);
  return options;
};

/** The account whose passkey signed what `account` (null: whoever signs in) was asked; null when none did. */
export const signedBy = async (
  db: Db,
  party: Party,
  account: string | null,
  response: AuthenticationResponseJSON,
  now: Date,
): Promise<string | null> => {
  const challenge = await takeChallenge(db, challengeIn(response), account, now);
  const passkey = await findPasskey(db, response.id);
  if (!challenge || !passkey || (account !== null && passkey.account !== account)) return null;
  const { verifyAuthenticationResponse } = await webauthn();
  const verified = await verifyAuthenticationResponse({
    response,
    ...expectedOf(party, challenge),
    credential: {
      id: passkey.id,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: Number(passkey.counter),
    },
  }).catch(() => null);
  if (!verified?.verified) return null;
  await markPasskeyUsed(db, passkey.id, verified.authenticationInfo.newCounter, now);
  return passkey.account;
};
