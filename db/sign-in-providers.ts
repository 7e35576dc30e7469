import type { Insertable, Selectable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export type SignInProvider = Selectable<Tables['signInProvider']>;

export const listProviders = (db: Db) =>
  db.selectFrom('signInProvider').select(['organisation', 'name']).orderBy('name').execute();

export const readProvider = (db: Db, organisation: string) =>
  db.selectFrom('signInProvider').selectAll().where('organisation', '=', organisation).executeTakeFirst();

export const keepProvider = (trx: Db, provider: Insertable<Tables['signInProvider']>) =>
  trx
    .insertInto('signInProvider')
    .values(provider)
    .onConflict((conflict) => conflict.column('organisation').doUpdateSet(provider))
    .execute();

export const removeProvider = (trx: Db, organisation: string) =>
  trx.deleteFrom('signInProvider').where('organisation', '=', organisation).execute();

/** Whose account of this organisation the provider knows by that subject. */
export const findLinked = (db: Db, organisation: string, issuer: string, subjectHash: string) =>
  db
    .selectFrom('signInLink')
    .innerJoin('account', 'account.id', 'signInLink.account')
    .selectAll('account')
    .where('account.organisation', '=', organisation)
    .where('account.disabledAt', 'is', null)
    .where('signInLink.issuer', '=', issuer)
    .where('signInLink.subjectHash', '=', subjectHash)
    .executeTakeFirst();

export const readLink = (db: Db, account: string) =>
  db.selectFrom('signInLink').selectAll().where('account', '=', account).executeTakeFirst();

/** False when that subject is somebody's already, or the account has one. */
export const addLink = async (trx: Db, link: Insertable<Tables['signInLink']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('signInLink')
    .values(link)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
};

export const removeLink = async (trx: Db, account: string): Promise<boolean> => {
  const { numDeletedRows } = await trx
    .deleteFrom('signInLink')
    .where('account', '=', account)
    .executeTakeFirst();
  return numDeletedRows === 1n;
};
