import type { Db } from '#db/database';
import {
  type FirstStepsToken,
  hasAccounts,
  keepFirstStepsToken,
  listFirstStepsTokens,
  lockFirstStepsTokens,
  spendFirstStepsTokens,
} from '#db/first-steps';
import { DAY, shift } from '#server/domain/facts/intervals';
import { digest, newToken, same } from './secrets';

/** A token that each start prints while nobody has an account; it invites one person. */

export const FIRST_STEPS_LIFE = DAY;
const MAX_TOKENS = 20;

/** Null: somebody has an account, and invites the others. */
export const issueFirstSteps = async (db: Db, now: Date): Promise<string | null> => {
  if (await hasAccounts(db)) return null;
  const token = newToken();
  const given = { tokenHash: digest(token), createdAt: now, expiresAt: shift(now, FIRST_STEPS_LIFE) };
  await keepFirstStepsToken(db, { ...given, usedAt: null }, MAX_TOKENS);
  return token;
};

/** The token stands after « # », which no browser sends: it is in no log, of ours or of a proxy. */
export const firstStepsAddress = (origin: string, token: string): string =>
  `${origin}/premiers-pas#jeton=${token}`;

/** What a token is worth; `closed`: somebody has an account. */
export type TokenReading =
  | { state: 'good'; expiresAt: Date }
  | { state: 'used'; usedAt: Date }
  | { state: 'over' | 'unknown' | 'closed' };

const reading = (tokens: readonly FirstStepsToken[], token: string, now: Date): TokenReading => {
  const asked = digest(token);
  // All are compared, each in the same time.
  const [found] = tokens.filter(({ tokenHash }) => same(tokenHash, asked));
  if (!found) return { state: 'unknown' };
  if (found.usedAt) return { state: 'used', usedAt: found.usedAt };
  return now < found.expiresAt ? { state: 'good', expiresAt: found.expiresAt } : { state: 'over' };
};

/** Spends nothing. */
export const readFirstSteps = async (db: Db, token: string, now: Date): Promise<TokenReading> =>
  (await hasAccounts(db)) ? { state: 'closed' } : reading(await listFirstStepsTokens(db), token, now);

/** Spends a good one, and all others with it; to be followed by its invitation in the same transaction. */
export const spendFirstSteps = async (trx: Db, token: string, now: Date): Promise<TokenReading> => {
  const tokens = await lockFirstStepsTokens(trx);
  if (await hasAccounts(trx)) return { state: 'closed' };
  const read = reading(tokens, token, now);
  if (read.state === 'good') await spendFirstStepsTokens(trx, now);
  return read;
};
