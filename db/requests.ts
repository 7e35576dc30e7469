import { type Db, newId } from './database';

type Asked = {
  action: 'closing' | 'retraction';
  target: string;
  account: string;
  organisation: string;
  body: object;
};

const waiting = (db: Db) => db.selectFrom('request').selectAll().where('doneAt', 'is', null);

/** The request on that thing that waits for a second person, locked until the transaction ends. */
export const lockRequest = (trx: Db, action: Asked['action'], target: string) =>
  waiting(trx).where('action', '=', action).where('target', '=', target).forUpdate().executeTakeFirst();

export const addRequest = async (trx: Db, { body, ...asked }: Asked, now: Date): Promise<string> => {
  const id = newId();
  await trx
    .insertInto('request')
    .values({ id, ...asked, body: JSON.stringify(body), askedAt: now, doneAt: null })
    .execute();
  return id;
};

export const finishRequest = (trx: Db, id: string, now: Date) =>
  trx.updateTable('request').set({ doneAt: now }).where('id', '=', id).execute();

/** Oldest first. */
export const listRequests = (db: Db) => waiting(db).orderBy('askedAt').execute();
