import { sql } from 'kysely';
import type { Suspension } from '#server/domain/facts/follows';
import type { Channel } from '#server/domain/facts/vocabulary';
import type { Db } from './database';

/** How a delivery stands, as the desk sees it: no address, no name. */
export const DELIVERY_STATES = ['waiting', 'failing', 'suspended'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export type ListedDelivery = {
  subscriber: string;
  channel: Channel;
  state: DeliveryState;
  /** When it is tried next; null: it is suspended. */
  dueAt: Date | null;
  attempts: number;
  failingSince: Date | null;
  /** What the receiver answered last. */
  failure: string | null;
  suspendedAt: Date | null;
  suspendedFor: Suspension | null;
};

const STATE = sql<DeliveryState | null>`case
  when subscriber.suspended_at is not null then 'suspended'
  when delivery.attempts > 0 then 'failing'
  when delivery.due_at is not null then 'waiting'
end`;

const standing = (db: Db) =>
  db.selectFrom('subscriber').leftJoin('delivery', 'delivery.subscriber', 'subscriber.id');

/** Those that wait, fail or are suspended; the one that has failed for longest first. */
export const listDeliveries = (
  db: Db,
  { state, limit }: { state: DeliveryState; limit: number },
): Promise<ListedDelivery[]> =>
  standing(db)
    .select([
      'subscriber.id as subscriber',
      'subscriber.channel',
      'subscriber.suspendedAt',
      'subscriber.suspendedFor',
      'delivery.failingSince',
      'delivery.failure',
    ])
    .select(sql<DeliveryState>`${sql.lit(state)}`.as('state'))
    .select(sql<Date | null>`case when subscriber.suspended_at is null then delivery.due_at end`.as('dueAt'))
    .select(sql<number>`coalesce(delivery.attempts, 0)`.as('attempts'))
    .where(STATE, '=', state)
    .orderBy(sql`coalesce(subscriber.suspended_at, delivery.failing_since, delivery.due_at)`)
    .orderBy('subscriber.id')
    .limit(limit)
    .execute();

/** `oldest`: since when the one that has waited longest is due. */
export type DeliveryCount = { channel: Channel; state: DeliveryState; count: number; oldest: Date | null };

export const countDeliveries = (db: Db): Promise<DeliveryCount[]> =>
  standing(db)
    .select('subscriber.channel')
    .select(sql<DeliveryState>`${STATE}`.as('state'))
    .select(sql<number>`count(*)::int`.as('count'))
    .select(sql<Date | null>`min(coalesce(delivery.failing_since, delivery.due_at))`.as('oldest'))
    .where(STATE, 'is not', null)
    .groupBy(['subscriber.channel', STATE])
    .execute();

/**
 * Tries again at once, from the first step of the ladder; one that was suspended is told again of what turns, whether the
 * desk says so or its holder. Resolves to how it is told; null when nobody is there.
 */
export const retryDelivery = async (trx: Db, subscriber: string): Promise<Channel | null> => {
  await trx
    .updateTable('delivery')
    .set({ dueAt: sql`clock_timestamp()`, attempts: 0 })
    .where('subscriber', '=', subscriber)
    .where((is) => is.or([is('dueAt', 'is not', null), is('failure', 'is not', null)]))
    .execute();
  const found = await trx
    .updateTable('subscriber')
    .set({ suspendedAt: null, suspendedFor: null, refusals: 0 })
    .where('id', '=', subscriber)
    .returning('channel')
    .executeTakeFirst();
  return found?.channel ?? null;
};
