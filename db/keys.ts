import { type ExpressionBuilder, type Insertable, type Selectable, sql } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export type ApiKey = Selectable<Tables['apiKey']>;

const isAlive =
  (now: Date) =>
  ({ eb, or }: ExpressionBuilder<Tables, 'apiKey'>) =>
    or([eb('revokedAt', 'is', null), eb('revokedAt', '>', now)]);

export const addKey = (db: Db, key: Insertable<Tables['apiKey']>) =>
  db.insertInto('apiKey').values(key).execute();

/** In force now: its end may lie ahead. `seenAt`: when it was last seen from this network; null: never. */
export const findKey = (db: Db, hash: string, network: string, now: Date) =>
  db
    .selectFrom('apiKey')
    .leftJoin('keyNetwork', (join) =>
      join.onRef('keyNetwork.key', '=', 'apiKey.id').on('keyNetwork.network', '=', network),
    )
    .selectAll('apiKey')
    .select('keyNetwork.lastUsedAt as seenAt')
    .where('hash', '=', hash)
    .where(({ eb, or }) => or([eb('revokedAt', 'is', null), eb('revokedAt', '>', now)]))
    .executeTakeFirst();

export const readKey = (db: Db, id: string) =>
  db.selectFrom('apiKey').selectAll().where('id', '=', id).executeTakeFirst();

/** Notes where a key was used from. True when it was in use and never was from there. */
export const touchKey = async (db: Db, id: string, network: string, now: Date): Promise<boolean> => {
  await db.updateTable('apiKey').set({ lastUsedAt: now }).where('id', '=', id).execute();
  const { rows } = await sql<{ isMoved: boolean }>`
    with known as (select count(*) as networks from key_network where key = ${id})
    insert into key_network (key, network, first_used_at, last_used_at) values (${id}, ${network}, ${now}, ${now})
    on conflict (key, network) do update set last_used_at = excluded.last_used_at
    returning xmax = 0 and (select networks from known) > 0 as is_moved
  `.execute(db);
  return rows[0]?.isMoved ?? false;
};

/** `at` may lie ahead; null gives it back. */
export const setRevokedAt = (db: Db, id: string, at: Date | null) =>
  db.updateTable('apiKey').set({ revokedAt: at }).where('id', '=', id).execute();

export const revokeKey = (db: Db, id: string, now: Date) =>
  db.updateTable('apiKey').set({ revokedAt: now }).where('id', '=', id).where(isAlive(now)).execute();

/** Newest first; of one organisation, or all. The key itself is kept nowhere. `networks`: newest first. */
export const listKeys = (db: Db, organisation: string | null) =>
  db
    .selectFrom('apiKey')
    .select([
      'id',
      'account',
      'organisation',
      'kind',
      'name',
      'actions',
      'platforms',
      'intervalSeconds',
      'createdAt',
      'expiresAt',
      'revokedAt',
      'lastUsedAt',
      sql<{ network: string; firstUsedAt: string }[]>`(
        select coalesce(json_agg(json_build_object('network', network, 'firstUsedAt', first_used_at)
          order by first_used_at desc), '[]')
        from key_network where key_network.key = api_key.id
      )`.as('networks'),
    ])
    .$if(organisation !== null, (query) => query.where('organisation', '=', organisation ?? ''))
    .orderBy('createdAt', 'desc')
    .execute();

/** Keys in force that end before `until` and whose owner was not told yet; marks them as told. */
export const takeEndingKeys = (trx: Db, until: Date, now: Date) =>
  trx
    .updateTable('apiKey')
    .set({ endingToldAt: now })
    .where('revokedAt', 'is', null)
    .where('endingToldAt', 'is', null)
    .where('expiresAt', '>', now)
    .where('expiresAt', '<=', until)
    .returning(['id', 'account', 'organisation', 'expiresAt'])
    .execute();
