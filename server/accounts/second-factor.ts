import type { Account } from '#db/accounts';
import type { Db } from '#db/database';
import { askRenewal, readRenewal } from '#db/password-renewals';
import type { Attempts } from './attempts';
import { isSixDigits, takeCode } from './codes';
import type { Secrets } from './secrets';

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
