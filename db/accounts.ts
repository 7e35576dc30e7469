import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db } from './database';
import { endSessions } from './sessions';
import type { Tables } from './tables';

export type Account = Selectable<Tables['account']>;

export const readAccount = (db: Db, id: string) =>
  db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst();

export const lockAccount = (db: Db, id: string) =>
  db.selectFrom('account').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** `email` as typed: compared folded. */
export const findAccount = (db: Db, email: string) =>
  db.selectFrom('account').selectAll().where('email', '=', email.trim().toLowerCase()).executeTakeFirst();

/** The fields that are empty when an account is opened. */
export const NEW_ACCOUNT = {
  totpSecret: null,
  totpStep: null,
  disabledAt: null,
  vouchedAt: null,
  changedAt: null,
} as const;

export const addAccount = (db: Db, account: Insertable<Tables['account']>) =>
  db.insertInto('account').values(account).returningAll().executeTakeFirstOrThrow();

export const changeAccount = (db: Db, id: string, given: Updateable<Tables['account']>) =>
  db.updateTable('account').set(given).where('id', '=', id).execute();

/** Those of one organisation, or all; by name. */
export const listAccounts = (db: Db, organisation: string | null) =>
  db
    .selectFrom('account')
    .select([
      'id',
      'organisation',
      'email',
      'name',
      'role',
      'createdAt',
      'disabledAt',
      'vouchedAt',
      'suspendedAt',
      'invitedBy',
    ])
    .$if(organisation !== null, (query) => query.where('organisation', '=', organisation ?? ''))
    .orderBy('name')
    .orderBy('id')
    .execute();

/** Open accounts that come in by sealed codes alone. */
export const listSealedCodes = (db: Db) =>
  db
    .selectFrom('account')
    .select(['email', 'totpSecret'])
    .where('disabledAt', 'is', null)
    .where('totpSecret', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('passkey').select('id').whereRef('passkey.account', '=', 'account.id'))),
    )
    .orderBy('email')
    .$narrowType<{ totpSecret: string }>()
    .execute();

export const replaceRecoveryCodes = async (
  db: Db,
  account: string,
  hashes: readonly string[],
): Promise<void> => {
  await db.deleteFrom('recoveryCode').where('account', '=', account).execute();
  await db
    .insertInto('recoveryCode')
    .values(hashes.map((hash) => ({ account, hash, usedAt: null })))
    .execute();
};

/** Spends a code; false when it is unknown or was spent. */
export const spendRecoveryCode = async (
  db: Db,
  account: string,
  hash: string,
  now: Date,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('recoveryCode')
    .set({ usedAt: now })
    .where('account', '=', account)
    .where('hash', '=', hash)
    .where('usedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

export const countRecoveryCodes = async (db: Db, account: string): Promise<number> => {
  const { count } = await db
    .selectFrom('recoveryCode')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('account', '=', account)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
};

/** Takes a time step for this account; false when it, or a later one, was taken: a code serves once. */
export const takeTotpStep = async (db: Db, account: string, step: number): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set({ totpStep: String(step) })
    .where('id', '=', account)
    .where(({ eb, or }) => or([eb('totpStep', 'is', null), eb('totpStep', '<', String(step))]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

/**
 * All that an account holds open: its sessions, its invitations that nobody accepted, and what it asked that a second
 * person has not settled. Resolves to the invitations it took back.
 */
export const letGo = async (trx: Db, id: string, now: Date): Promise<string[]> => {
  await endSessions(trx, id, now);
  await trx
    .updateTable('request')
    .set({ doneAt: now })
    .where('account', '=', id)
    .where('doneAt', 'is', null)
    .execute();
  const revoked = await trx
    .updateTable('invitation')
    .set({ revokedAt: now })
    .where('invitedBy', '=', id)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .returning('id')
    .execute();
  return revoked.map((invitation) => invitation.id);
};

/** Takes the account from its former holder: factors and keys go with the password, and so does all it left open. */
export const recoverAccount = async (
  trx: Db,
  id: string,
  given: Pick<Account, 'name' | 'passwordHash'>,
  now: Date,
): Promise<void> => {
  await trx.deleteFrom('passkey').where('account', '=', id).execute();
  await trx.deleteFrom('recoveryCode').where('account', '=', id).execute();
  await trx.deleteFrom('signInLink').where('account', '=', id).execute();
  await trx.deleteFrom('totpOffer').where('account', '=', id).execute();
  await trx.deleteFrom('passwordRenewal').where('account', '=', id).execute();
  await trx
    .updateTable('apiKey')
    .set({ revokedAt: now })
    .where('account', '=', id)
    .where(({ eb, or }) => or([eb('revokedAt', 'is', null), eb('revokedAt', '>', now)]))
    .execute();
  await changeAccount(trx, id, { ...given, totpSecret: null, changedAt: now });
};

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
