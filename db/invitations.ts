import type { Insertable, Selectable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export type Invitation = Selectable<Tables['invitation']>;

export const addInvitation = (db: Db, invitation: Insertable<Tables['invitation']>) =>
  db.insertInto('invitation').values(invitation).execute();

export const findInvitation = (db: Db, tokenHash: string) =>
  db.selectFrom('invitation').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst();

/** Locked until the transaction ends, so that two who hold the same link do not both enter. */
export const lockInvitation = (db: Db, tokenHash: string) =>
  db.selectFrom('invitation').selectAll().where('tokenHash', '=', tokenHash).forUpdate().executeTakeFirst();

export const readInvitation = (db: Db, id: string) =>
  db.selectFrom('invitation').selectAll().where('id', '=', id).executeTakeFirst();

export const acceptInvitation = (db: Db, id: string, now: Date) =>
  db.updateTable('invitation').set({ acceptedAt: now }).where('id', '=', id).execute();

export const revokeInvitation = (db: Db, id: string, now: Date) =>
  db
    .updateTable('invitation')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('acceptedAt', 'is', null)
    .where('revokedAt', 'is', null)
    .execute();

/** Newest first; of one organisation, or all. */
export const listInvitations = (db: Db, organisation: string | null) =>
  db
    .selectFrom('invitation')
    .select([
      'id',
      'organisation',
      'email',
      'role',
      'invitedBy',
      'createdAt',
      'expiresAt',
      'acceptedAt',
      'revokedAt',
    ])
    .$if(organisation !== null, (query) => query.where('organisation', '=', organisation ?? ''))
    .orderBy('createdAt', 'desc')
    .limit(200)
    .execute();
