import type { Insertable, Updateable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

/** The last draft of a thing; undefined: its tool never spoke of it. To be asked with its connector locked. */
export const newestAlert = (trx: Db, connector: string, key: string) =>
  trx
    .selectFrom('toolAlert')
    .selectAll()
    .where('connector', '=', connector)
    .where('key', '=', key)
    .orderBy('heardAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export const addAlert = (trx: Db, alert: Insertable<Tables['toolAlert']>) =>
  trx.insertInto('toolAlert').values(alert).execute();

export const changeAlert = (trx: Db, id: string, change: Updateable<Tables['toolAlert']>) =>
  trx.updateTable('toolAlert').set(change).where('id', '=', id).execute();

const withConnector = (db: Db) =>
  db
    .selectFrom('toolAlert')
    .innerJoin('connector', 'connector.id', 'toolAlert.connector')
    .selectAll('toolAlert')
    .select(['connector.organisation as organisation', 'connector.name as connectorName']);

/** With whose it is. */
export const readAlert = (db: Db, id: string) =>
  withConnector(db).where('toolAlert.id', '=', id).executeTakeFirst();

export const lockAlert = (trx: Db, id: string) =>
  withConnector(trx).where('toolAlert.id', '=', id).forUpdate('toolAlert').executeTakeFirst();

/** Those of an organisation that wait for somebody, what began last first. */
export const listWaitingAlerts = (db: Db, organisation: string) =>
  withConnector(db)
    .where('connector.organisation', '=', organisation)
    .where('toolAlert.state', 'in', ['waiting', 'over', 'returning'])
    .orderBy('toolAlert.startedAt', 'desc')
    .orderBy('toolAlert.id')
    .execute();
