import type { Insertable, Selectable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export type ApiKey = Selectable<Tables['apiKey']>;

export const addKey = (db: Db, key: Insertable<Tables['apiKey']>) =>
  db.insertInto('apiKey').values(key).execute();

export const findKey = (db: Db, hash: string) =>
  db
    .selectFrom('apiKey')
    .selectAll()
    .where('hash', '=', hash)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();

export const readKey = (db: Db, id: string) =>
  db.selectFrom('apiKey').selectAll().where('id', '=', id).executeTakeFirst();

export const touchKey = (db: Db, id: string, now: Date) =>
  db.updateTable('apiKey').set({ lastUsedAt: now }).where('id', '=', id).execute();

export const revokeKey = (db: Db, id: string, now: Date) =>
  db
    .updateTable('apiKey')
    .set({ revokedAt: now })
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .execute();

/** Newest first; of one organisation, or all. The key itself is kept nowhere. */
export const listKeys = (db: Db, organisation: string | null) =>
  db
    .selectFrom('apiKey')
    .select([
      'id',
      'account',
      'organisation',
      'kind',
      'name',
      'intervalSeconds',
      'createdAt',
      'revokedAt',
      'lastUsedAt',
    ])
    .$if(organisation !== null, (query) => query.where('organisation', '=', organisation ?? ''))
    .orderBy('createdAt', 'desc')
    .execute();
