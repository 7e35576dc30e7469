import type { Insertable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

/** Why an account has to choose a new password; undefined: it has not to. */
export const readRenewal = (db: Db, account: string) =>
  db.selectFrom('passwordRenewal').selectAll().where('account', '=', account).executeTakeFirst();

/** Those of one organisation, or all. */
export const listRenewals = (db: Db, organisation: string | null) =>
  db
    .selectFrom('passwordRenewal')
    .innerJoin('account', 'account.id', 'passwordRenewal.account')
    .select(['passwordRenewal.account', 'passwordRenewal.reason', 'passwordRenewal.askedAt'])
    .$if(organisation !== null, (query) => query.where('account.organisation', '=', organisation ?? ''))
    .execute();

/** Wrong codes are the graver reason: it takes the place of the other, and is not replaced by it. */
export const askRenewal = (db: Db, renewal: Insertable<Tables['passwordRenewal']>) =>
  db
    .insertInto('passwordRenewal')
    .values(renewal)
    .onConflict((conflict) => {
      const { account: _, ...given } = renewal;
      return renewal.reason === 'wrong-codes'
        ? conflict.column('account').doUpdateSet(given)
        : conflict.column('account').doNothing();
    })
    .execute();

/** A new password was chosen. */
export const endRenewal = (db: Db, account: string) =>
  db.deleteFrom('passwordRenewal').where('account', '=', account).execute();
