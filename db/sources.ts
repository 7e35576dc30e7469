import type { Insertable, Updateable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export const addSource = (
  trx: Db,
  source: Pick<Insertable<Tables['directorySource']>, 'id' | 'url' | 'isReplacing' | 'addedAt' | 'addedBy'>,
) => trx.insertInto('directorySource').values(source).execute();

/** Those that are read, by their address. */
export const listSources = (db: Db) =>
  db.selectFrom('directorySource').selectAll().where('removedAt', 'is', null).orderBy('url').execute();

/** Null: removed, or never added. */
export const lockSource = async (trx: Db, id: string) =>
  (await trx
    .selectFrom('directorySource')
    .selectAll()
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()) ?? null;

export const changeSource = (trx: Db, id: string, change: Updateable<Tables['directorySource']>) =>
  trx.updateTable('directorySource').set(change).where('id', '=', id).execute();

/** Those not read since `readBefore`, or since `triedBefore` when the last reading failed. */
export const dueSources = (db: Db, readBefore: Date, triedBefore: Date) =>
  db
    .selectFrom('directorySource')
    .select(['id', 'url', 'isReplacing'])
    .where('removedAt', 'is', null)
    .where(({ eb, and, or }) =>
      or([
        eb('readAt', 'is', null),
        eb('readAt', '<', readBefore),
        and([eb('failure', 'is not', null), eb('readAt', '<', triedBefore)]),
      ]),
    )
    .orderBy('url')
    .execute();

/** How many say something that waits to be decided. */
export const countWaiting = async (db: Db): Promise<number> => {
  const { count } = await db
    .selectFrom('directorySource')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('removedAt', 'is', null)
    .where('waitingDigest', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
};
