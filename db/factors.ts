import type { Insertable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export const listPasskeys = (db: Db, account: string) =>
  db.selectFrom('passkey').selectAll().where('account', '=', account).orderBy('createdAt').execute();

export const findPasskey = (db: Db, id: string) =>
  db.selectFrom('passkey').selectAll().where('id', '=', id).executeTakeFirst();

export const addPasskey = (db: Db, passkey: Insertable<Tables['passkey']>) =>
  db.insertInto('passkey').values(passkey).execute();

export const removePasskey = async (db: Db, account: string, id: string): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('passkey')
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
};

export const markPasskeyUsed = (db: Db, id: string, counter: number, now: Date) =>
  db
    .updateTable('passkey')
    .set({ counter: String(counter), lastUsedAt: now })
    .where('id', '=', id)
    .execute();

export const addChallenge = async (
  db: Db,
  challenge: Insertable<Tables['challenge']>,
  now: Date,
): Promise<void> => {
  await db.deleteFrom('challenge').where('expiresAt', '<=', now).execute();
  await db.insertInto('challenge').values(challenge).execute();
};

/** Takes a challenge away: whoever gets it may use it, once. */
export const takeChallenge = (db: Db, text: string, account: string | null, now: Date) =>
  db
    .deleteFrom('challenge')
    .where('text', '=', text)
    .where('account', 'is not distinct from', account)
    .where('expiresAt', '>', now)
    .returning('text')
    .executeTakeFirst();

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
