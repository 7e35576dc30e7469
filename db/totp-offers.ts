import type { Insertable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

/** One an account: a new offer takes the place of the one before. */
export const keepOffer = async (db: Db, offer: Insertable<Tables['totpOffer']>, now: Date): Promise<void> => {
  await db.deleteFrom('totpOffer').where('expiresAt', '<=', now).execute();
  const { account: _, ...given } = offer;
  await db
    .insertInto('totpOffer')
    .values(offer)
    .onConflict((conflict) => conflict.column('account').doUpdateSet(given))
    .execute();
};

export const readOffer = (db: Db, account: string, now: Date) =>
  db
    .selectFrom('totpOffer')
    .selectAll()
    .where('account', '=', account)
    .where('expiresAt', '>', now)
    .executeTakeFirst();

export const endOffer = (db: Db, account: string) =>
  db.deleteFrom('totpOffer').where('account', '=', account).execute();
