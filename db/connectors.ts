import { type Insertable, sql, type Updateable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export const addConnector = (
  trx: Db,
  connector: Pick<
    Insertable<Tables['connector']>,
    'id' | 'organisation' | 'name' | 'tokenHash' | 'madeAt' | 'madeBy'
  >,
) => trx.insertInto('connector').values(connector).execute();

/** Undefined: unknown, or revoked. */
export const findConnector = (db: Db, tokenHash: string) =>
  db
    .selectFrom('connector')
    .selectAll()
    .where('tokenHash', '=', tokenHash)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();

export const readConnector = (db: Db, id: string) =>
  db.selectFrom('connector').selectAll().where('id', '=', id).executeTakeFirst();

export const lockConnector = (trx: Db, id: string) =>
  trx.selectFrom('connector').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Of one organisation, or all; those in force first, the newest first. */
export const listConnectors = (db: Db, organisation: string | null) =>
  db
    .selectFrom('connector')
    .selectAll()
    .$if(organisation !== null, (query) => query.where('organisation', '=', organisation ?? ''))
    .orderBy(sql`revoked_at is not null`)
    .orderBy('madeAt', 'desc')
    .execute();

export const changeConnector = (trx: Db, id: string, change: Updateable<Tables['connector']>) =>
  trx.updateTable('connector').set(change).where('id', '=', id).execute();

/** Those whose page is asked. */
export const listAsked = (db: Db) =>
  db
    .selectFrom('connector')
    .selectAll()
    .where('revokedAt', 'is', null)
    .where('summaryUrl', 'is not', null)
    .orderBy('id')
    .execute();

export const addLink = (trx: Db, link: Insertable<Tables['connectorLink']>) =>
  trx.insertInto('connectorLink').values(link).execute();

export const readLink = (db: Db, id: string) =>
  db.selectFrom('connectorLink').selectAll().where('id', '=', id).executeTakeFirst();

export const removeLink = (trx: Db, id: string, by: string, now: Date) =>
  trx
    .updateTable('connectorLink')
    .set({ removedAt: now, removedBy: by })
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .execute();

/** Those in force, in the order they were made. */
export const listLinks = (db: Db, connectors: readonly string[]) =>
  db
    .selectFrom('connectorLink')
    .selectAll()
    .where('connector', '=', sql<string>`any(${connectors}::text[])`)
    .where('removedAt', 'is', null)
    .orderBy('madeAt')
    .orderBy('id')
    .execute();
