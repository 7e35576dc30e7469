import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export type Session = Selectable<Tables['session']>;

export const findSession = (db: Db, tokenHash: string) =>
  db.selectFrom('session').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst();

export const addSession = (db: Db, session: Insertable<Tables['session']>) =>
  db.insertInto('session').values(session).execute();

export const changeSession = (db: Db, tokenHash: string, given: Updateable<Tables['session']>) =>
  db.updateTable('session').set(given).where('tokenHash', '=', tokenHash).execute();

/** Those not ended and seen since then, newest first. */
export const listSessions = (db: Db, account: string, seenAfter: Date) =>
  db
    .selectFrom('session')
    .selectAll()
    .where('account', '=', account)
    .where('endedAt', 'is', null)
    .where('lastSeenAt', '>', seenAfter)
    .orderBy('lastSeenAt', 'desc')
    .execute();

/** Ends every session of an account, but one. */
export const endSessions = (db: Db, account: string, now: Date, but: string | null = null) =>
  db
    .updateTable('session')
    .set({ endedAt: now })
    .where('account', '=', account)
    .where('endedAt', 'is', null)
    .$if(but !== null, (query) => query.where('tokenHash', '<>', but ?? ''))
    .execute();

export const addProfessionalSession = async (
  db: Db,
  session: Insertable<Tables['professionalSession']>,
): Promise<void> => {
  await db.deleteFrom('professionalSession').where('expiresAt', '<=', session.createdAt).execute();
  await db.insertInto('professionalSession').values(session).execute();
};

export const findProfessionalSession = (db: Db, tokenHash: string, now: Date) =>
  db
    .selectFrom('professionalSession')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst();

export const endProfessionalSession = (db: Db, tokenHash: string) =>
  db.deleteFrom('professionalSession').where('tokenHash', '=', tokenHash).execute();
