import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import {
  type Account,
  askRenewal,
  readRenewal,
  replaceRecoveryCodes,
  spendRecoveryCode,
  takeTotpStep,
} from '#db/accounts';
import type { Db } from '#db/database';
import type { Attempts } from './attempts';
import type { Secrets } from './secrets';

/** Second factors that are typed: six digits of an application, or a recovery code. */

const PERIOD = 30;
const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: 'Comptoir', label, secret: Secret.fromBase32(secret), period: PERIOD, digits: 6 });

export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What an application reads from a QR code. */
export const totpAddress = (secret: string, email: string): string => totpOf(secret, email).toString();

/** The time step a code is of, one step early or late forgiven; null when it is of none. */
export const stepOf = (secret: string, code: string, now: Date): number | null => {
  const token = code.replace(/\s/g, '');
  const delta = totpOf(secret, '').validate({ token, timestamp: +now, window: 1 });
  return delta === null ? null : Math.floor(+now / 1000 / PERIOD) + delta;
};

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODES = 10;
const LENGTH = 12;

/** 58 bits each, in letters nobody takes for a digit: « 7KQ2-M9XV-R4TD ». */
const newRecoveryCode = (): string => {
  const letters = Array.from({ length: LENGTH }, () => {
    // Bytes past the last whole round of the alphabet would favour its beginning.
    let byte: number;
    do byte = randomBytes(1)[0] ?? 255;
    while (byte >= 240);
    return ALPHABET[byte % ALPHABET.length];
  });
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
};

const kept = (secrets: Secrets, code: string): string =>
  secrets.keyed('recovery', code.toUpperCase().replace(/[^0-9A-Z]/g, ''));

/** New codes take the place of the old. Shown once: only digests are kept. */
export const renewRecoveryCodes = async (db: Db, secrets: Secrets, account: string): Promise<string[]> => {
  const codes = Array.from({ length: CODES }, newRecoveryCode);
  await replaceRecoveryCodes(
    db,
    account,
    codes.map((code) => kept(secrets, code)),
  );
  return codes;
};

/** As an application shows it, spaces forgiven: one in a million, where a recovery code is of 58 bits. */
export const isSixDigits = (code: string): boolean => /^\s*(\d\s*){6}$/.test(code);

/** Whether a typed code opens the account; it serves once, of either sort. */
export const takeCode = async (
  db: Db,
  secrets: Secrets,
  { id, totpSecret }: { id: string; totpSecret: string | null },
  code: string,
  now: Date,
): Promise<boolean> => {
  if (totpSecret && isSixDigits(code)) {
    const secret = readable(secrets, totpSecret);
    const step = secret === null ? null : stepOf(secret, code, now);
    return step !== null && (await takeTotpStep(db, id, step));
  }
  return spendRecoveryCode(db, id, kept(secrets, code), now);
};

/** Null: sealed with a key that is lost, so that no code fits. */
const readable = (secrets: Secrets, sealed: string): string | null => {
  try {
    return secrets.unseal(sealed);
  } catch {
    return null;
  }
};

/** Where a code is typed after a right password. `device` null: no sign-in to this account was ever seen there. */
export type CodeFrom = { network: string | null; pending: string; device: string | null };

/** `locks`: with this one too many wrong codes followed a right password, and strangers' six digits open nothing more. */
export type CodeTried =
  | { kind: 'right' }
  | { kind: 'wrong'; locks: boolean }
  | { kind: 'locked' }
  | { kind: 'wait'; retryAfter: number };

/**
 * Six digits can be guessed by whoever stole a password: what strangers may try is counted over all their browsers,
 * then shut until the password is changed. The owner is never shut out with them: a recovery code, an access key and
 * a browser that the account knows stay open.
 */
export const tryCode = async (
  { db, secrets, attempts }: { db: Db; secrets: Secrets; attempts: Attempts },
  account: Account,
  code: string,
  from: CodeFrom,
  now: Date,
): Promise<CodeTried> => {
  const isGuess = from.device === null && isSixDigits(code);
  if (isGuess && (await readRenewal(db, account.id))?.reason === 'wrong-codes') return { kind: 'locked' };
  const who = { ...from, account: account.id, isGuess };
  const turn = await attempts.code(who);
  if (turn.kind !== 'try') return turn;
  if (await takeCode(db, secrets, account, code, now)) {
    await attempts.forgiveCode(who);
    return { kind: 'right' };
  }
  const renewal = { account: account.id, reason: 'wrong-codes' as const, askedAt: now, askedBy: null };
  if (turn.isLast) await askRenewal(db, renewal);
  return { kind: 'wrong', locks: turn.isLast };
};
