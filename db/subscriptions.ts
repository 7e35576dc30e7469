import { type Selectable, sql, type Updateable } from 'kysely';
import { CONFIRMATION_LASTS, type Follow } from '#server/domain/facts/follows';
import { shift } from '#server/domain/facts/intervals';
import type { Db } from './database';
import type { Tables } from './tables';

/** Who asked to be told, and of what. */
export type Subscriber = Selectable<Tables['subscriber']>;

/** Null: the address is there already. */
export const addSubscriber = async (
  trx: Db,
  subscriber: Pick<
    Subscriber,
    'id' | 'channel' | 'target' | 'targetDigest' | 'share' | 'createdAt' | 'confirmedAt'
  >,
): Promise<Subscriber | null> =>
  (await trx
    .insertInto('subscriber')
    .values(subscriber)
    .onConflict((conflict) => conflict.column('targetDigest').doNothing())
    .returningAll()
    .executeTakeFirst()) ?? null;

/** The subscriber of an address, held until the end of the transaction. */
export const lockByDigest = (trx: Db, targetDigest: string): Promise<Subscriber> =>
  trx
    .selectFrom('subscriber')
    .selectAll()
    .where('targetDigest', '=', targetDigest)
    .forUpdate()
    .executeTakeFirstOrThrow();

/** What nobody confirmed in time is not there any more, whether it has been taken away yet or not. */
export const isForgotten = (
  { confirmedAt, createdAt }: Pick<Subscriber, 'confirmedAt' | 'createdAt'>,
  now: Date,
): boolean => confirmedAt === null && createdAt <= shift(now, -CONFIRMATION_LASTS);

export const findSubscriber = async (db: Db, id: string, now: Date): Promise<Subscriber | null> => {
  const found = await db.selectFrom('subscriber').selectAll().where('id', '=', id).executeTakeFirst();
  return found && !isForgotten(found, now) ? found : null;
};

/** The same, held until the end of the transaction. */
export const lockSubscriber = async (trx: Db, id: string, now: Date): Promise<Subscriber | null> => {
  const found = await trx
    .selectFrom('subscriber')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return found && !isForgotten(found, now) ? found : null;
};

export const changeSubscriber = (
  trx: Db,
  id: string,
  changes: Omit<Updateable<Tables['subscriber']>, 'id' | 'channel'>,
) => trx.updateTable('subscriber').set(changes).where('id', '=', id).execute();

/** With all that is known of it. */
export const endSubscription = (db: Db, id: string) =>
  db.deleteFrom('subscriber').where('id', '=', id).execute();

export const readFollows = (db: Db, subscriber: string): Promise<Follow[]> =>
  db
    .selectFrom('follow')
    .select(['profession', 'mutuelles', 'platforms', 'flows', 'kinds'])
    .where('subscriber', '=', subscriber)
    .orderBy('position')
    .execute();

export const setFollows = async (trx: Db, subscriber: string, follows: readonly Follow[]): Promise<void> => {
  await trx.deleteFrom('follow').where('subscriber', '=', subscriber).execute();
  await trx
    .insertInto('follow')
    .values(follows.map((each, position) => ({ ...each, subscriber, position })))
    .execute();
};

/** So long whoever took a letter has it for itself: should it die, another takes it. */
const LETTER_HELD = sql`interval '2 minutes'`;

export type AskedLetter = Pick<
  Subscriber,
  'id' | 'target' | 'confirmedAt' | 'suspendedAt' | 'letterQuery'
> & {
  letterAskedAt: Date;
};

/** Letters whose turn it is, the oldest first, held for whoever takes them. */
export const takeAskedLetters = async (db: Db, now: Date, most: number): Promise<AskedLetter[]> => {
  const { rows } = await sql<AskedLetter>`
    update subscriber set letter_due_at = ${now}::timestamptz + ${LETTER_HELD}
    where id = any(array(
      select id from subscriber where letter_due_at <= ${now}
      order by letter_due_at limit ${most} for update skip locked
    ))
    returning id, target, confirmed_at, suspended_at, letter_query, letter_asked_at
  `.execute(db);
  return rows;
};

/** It was sent, or never will be. One that was asked for again meanwhile is still owed. */
export const settleAskedLetter = (db: Db, { id, letterAskedAt }: AskedLetter) =>
  db
    .updateTable('subscriber')
    .set({ letterAskedAt: null, letterDueAt: null, letterQuery: null })
    .where('id', '=', id)
    .where('letterAskedAt', '=', letterAskedAt)
    .execute();

export const postponeAskedLetter = (db: Db, { id, letterAskedAt }: AskedLetter, dueAt: Date) =>
  db
    .updateTable('subscriber')
    .set({ letterDueAt: dueAt })
    .where('id', '=', id)
    .where('letterAskedAt', '=', letterAskedAt)
    .execute();

/** The sealed addresses of these. */
export const listTargets = (db: Db, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db.selectFrom('subscriber').select(['id', 'target']).where('id', 'in', ids).execute();
