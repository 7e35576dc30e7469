import type { Insertable, Selectable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export type FirstStepsToken = Selectable<Tables['firstStepsToken']>;

/** Accounts are closed, never removed: once somebody has one, that stays so. */
export const hasAccounts = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined;

export const listFirstStepsTokens = (db: Db): Promise<FirstStepsToken[]> =>
  db.selectFrom('firstStepsToken').selectAll().execute();

/** Locked until the transaction ends, in one order: of two that come at once, with one token or two, one invites. */
export const lockFirstStepsTokens = (trx: Db): Promise<FirstStepsToken[]> =>
  trx.selectFrom('firstStepsToken').selectAll().orderBy('tokenHash').forUpdate().execute();

/** Keeps the newest alone, as many as `most`: a service that starts again and again leaves no heap of them. */
export const keepFirstStepsToken = async (
  db: Db,
  token: Insertable<Tables['firstStepsToken']>,
  most: number,
): Promise<void> => {
  await db.insertInto('firstStepsToken').values(token).execute();
  await db
    .deleteFrom('firstStepsToken')
    .where('tokenHash', 'not in', (newest) =>
      newest.selectFrom('firstStepsToken').select('tokenHash').orderBy('createdAt', 'desc').limit(most),
    )
    .execute();
};

/** One has served: none of them serves any more. */
export const spendFirstStepsTokens = (trx: Db, usedAt: Date) =>
  trx.updateTable('firstStepsToken').set({ usedAt }).where('usedAt', 'is', null).execute();
