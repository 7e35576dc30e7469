import { sql } from 'kysely';
import { type Db, newId } from './database';

type Sent = { connector: string; digest: string; body: string; now: Date };

/** Keeps what was sent, once however often: the same again is to be read again, since more may have come between. */
export const keepPayload = async (db: Db, { connector, digest, body, now }: Sent): Promise<string> => {
  const { id } = await db
    .insertInto('connectorPayload')
    .values({
      id: newId(),
      connector,
      digest,
      body,
      tool: null,
      firstHeardAt: now,
      heardAt: now,
      handledAt: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['connector', 'digest'])
        .doUpdateSet({ heardAt: now, handledAt: null, times: sql<number>`connector_payload.times + 1` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

/** Undefined: it was read already. Another instance that reads it is waited for. */
export const lockUnread = (trx: Db, id: string) =>
  trx
    .selectFrom('connectorPayload')
    .select(['id', 'connector', 'body', 'heardAt'])
    .where('id', '=', id)
    .where('handledAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();

export const markRead = (trx: Db, id: string, tool: string | null, now: Date) =>
  trx.updateTable('connectorPayload').set({ tool, handledAt: now }).where('id', '=', id).execute();

/** Those that whoever took them did not live to read, in the order they came. */
export const listUnread = async (db: Db, before: Date, most: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('connectorPayload')
    .select('id')
    .where('handledAt', 'is', null)
    .where('heardAt', '<', before)
    .orderBy('heardAt')
    .limit(most)
    .execute();
  return rows.map(({ id }) => id);
};

/** The last ones, the newest first. */
export const listPayloads = (db: Db, connector: string, most: number) =>
  db
    .selectFrom('connectorPayload')
    .select(['id', 'body', 'tool', 'firstHeardAt', 'heardAt', 'times'])
    .where('connector', '=', connector)
    .orderBy('heardAt', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();

/** Keeps so many of a connector: the oldest that were read give way. */
export const trimPayloads = (db: Db, connector: string, most: number) =>
  db
    .deleteFrom('connectorPayload')
    .where('handledAt', 'is not', null)
    .where('id', 'in', (those) =>
      those
        .selectFrom('connectorPayload')
        .select('id')
        .where('connector', '=', connector)
        .orderBy('heardAt', 'desc')
        .orderBy('id', 'desc')
        .offset(most),
    )
    .execute();
