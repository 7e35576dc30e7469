import { type Selectable, sql } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export type Answered = Pick<Selectable<Tables['idempotency']>, 'fingerprint' | 'status' | 'headers' | 'body'>;

const DAY = 86_400_000;

/** Waits for whoever writes under the same key, then says what was answered to it within a day. */
export const lockKey = async (
  trx: Db,
  scope: string,
  key: string,
  now: Date,
): Promise<Answered | undefined> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`idempotency ${scope} ${key}`}, 0))`.execute(trx);
  return trx
    .selectFrom('idempotency')
    .select(['fingerprint', 'status', 'headers', 'body'])
    .where('scope', '=', scope)
    .where('key', '=', key)
    .where('createdAt', '>', new Date(+now - DAY))
    .executeTakeFirst();
};

/** Keeps what is answered; what was answered more than a day ago is forgotten. */
export const keepAnswer = async (
  trx: Db,
  scope: string,
  key: string,
  { headers, ...answered }: Answered,
  now: Date,
): Promise<void> => {
  const kept = { ...answered, headers: JSON.stringify(headers), createdAt: now };
  await trx
    .with('forgotten', (db) =>
      db
        .deleteFrom('idempotency')
        .where('scope', '=', scope)
        .where('key', '<>', key)
        .where('createdAt', '<=', new Date(+now - DAY)),
    )
    .insertInto('idempotency')
    .values({ scope, key, ...kept })
    .onConflict((conflict) => conflict.columns(['scope', 'key']).doUpdateSet(kept))
    .execute();
};
