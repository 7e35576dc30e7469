import { sql } from 'kysely';
import type { Suspension } from '#server/domain/facts/follows';
import type { Channel } from '#server/domain/facts/vocabulary';
import type { Db } from './database';

/** Messages that are due are handed over by jobs, each for some of those who share a way out. */

/** What a job is called in `graphile_worker`. */
export const HAND_OVER = 'hand-over';
export type HandOver = { share: string; lane: number };

/** How many jobs one way out may have at once, and for how many messages another is worth it. */
const LANES: Record<Channel, number> = { email: 3, webhook: 2, push: 2 };
const MOST_AT_ONCE = 100;

const JSON_LANES = JSON.stringify(LANES);

/**
 * A job for each way out where somebody is due, more where many are; by these channels only. Those of which everybody
 * failed before are flagged, so that they never take all hands. Jobs of one name are one.
 */
export const addHandOvers = (trx: Db, channels: readonly Channel[]) =>
  sql`
    with due as (
      select share, count(*) as many, min(priority) as priority, bool_and(attempts > 0) as is_failing
      from delivery
      where due_at <= clock_timestamp() and (claimed_until is null or claimed_until < clock_timestamp())
        and split_part(share, ':', 1) = any(${channels}::text[])
      group by share
    ), lanes as (
      select due.*, lane from due, generate_series(
        0, least((${sql.lit(JSON_LANES)}::jsonb ->> split_part(share, ':', 1))::int, ceil(many / ${sql.lit(MOST_AT_ONCE)}::numeric)) - 1
      ) as lane
    )
    select graphile_worker.add_jobs(array_agg((
      ${HAND_OVER}::text, json_build_object('share', share, 'lane', lane), null, null, 1, share || ' ' || lane,
      priority, case when is_failing then array['failing'] end
    )::graphile_worker.job_spec))
    from lanes having count(*) > 0
  `.execute(trx);

/** When the next message is due, or the next claim is over; null: nothing waits. */
export const nextDue = async (db: Db, channels: readonly Channel[]): Promise<number | null> => {
  const { rows } = await sql<{ within: number | null }>`
    select extract(epoch from min(greatest(due_at, claimed_until)) - clock_timestamp())::float8 * 1000 as within
    from delivery
    where due_at is not null and split_part(share, ':', 1) = any(${channels}::text[])
  `.execute(db);
  return rows[0]?.within ?? null;
};

/** Jobs that a program left behind when it was killed: what they were for is done by others. */
export const forgetLostJobs = (db: Db) =>
  sql`
    delete from graphile_worker._private_jobs
    where attempts >= max_attempts and (locked_at is null or locked_at < now() - interval '4 hours')
  `.execute(db);

export type Claimed = {
  subscriber: string;
  target: string;
  known: number;
  tried: number | null;
  attempts: number;
  /** A list of `Follow` as JSON: of many who follow the same, the same text. */
  follows: string;
};

type ClaimedRow = Omit<Claimed, 'known' | 'tried'> & { known: string; tried: string | null };

/** Some of those that are due, the most pressing first, for this transaction alone. */
export const lockDue = async (trx: Db, share: string): Promise<Claimed[]> => {
  // The index has them in their order. Before there are statistics, all that is due was sorted for each hundred of it.
  await sql`set local enable_sort = off`.execute(trx);
  const { rows } = await sql<ClaimedRow>`
    with due as (
      select * from delivery
      where share = ${share} and due_at <= clock_timestamp()
        and (claimed_until is null or claimed_until < clock_timestamp())
      order by priority, due_at limit ${sql.lit(MOST_AT_ONCE)}
      for update skip locked
    )
    select due.subscriber, due.known, due.tried, due.attempts, subscriber.target, (
      select coalesce(json_agg(json_build_object(
        'profession', profession, 'mutuelles', mutuelles, 'platforms', platforms, 'flows', flows, 'kinds', kinds
      ) order by position), '[]')::text from follow where follow.subscriber = due.subscriber
    ) as follows
    from due join subscriber on subscriber.id = due.subscriber
  `.execute(trx);
  return rows.map(({ known, tried, ...row }) => ({
    ...row,
    known: Number(known),
    tried: tried === null ? null : Number(tried),
  }));
};

/** Kept before anything is sent: what each message is called, and which fan-out it tells. Theirs for so long. */
export const claimMessages = (
  trx: Db,
  messages: readonly { subscriber: string; id: string }[],
  number: number,
  lease: number,
) =>
  sql`
    update delivery set message = given.id, tried = coalesce(tried, ${number}::bigint),
      claimed_until = clock_timestamp() + make_interval(secs => ${lease / 1_000}::float8)
    from unnest(${messages.map(({ subscriber }) => subscriber)}::uuid[], ${messages.map(({ id }) => id)}::uuid[])
      as given (subscriber, id)
    where delivery.subscriber = given.subscriber
  `.execute(trx);

/** There was nothing left to tell them at this fan-out: what has turned since is told at once. */
export const settleNothing = (trx: Db, subscribers: readonly string[], number: number) =>
  sql`
    update delivery set known = ${number}::bigint, message = null, tried = null, claimed_until = null, attempts = 0,
      failing_since = null, failure = null,
      due_at = case when owed > ${number}::bigint then clock_timestamp() end
    where subscriber = any(${subscribers}::uuid[])
  `.execute(trx);

type Sent = { subscriber: string; id: string };

export const noteDelivered = (trx: Db, sent: readonly Sent[], number: number) =>
  sql`
    with noted as (
      update delivery set known = ${number}::bigint, message = null, tried = null, claimed_until = null, attempts = 0,
        failing_since = null, failure = null, delivered_at = clock_timestamp(),
        due_at = case when owed > ${number}::bigint then clock_timestamp() + ${APART}::interval end
      from ${givenOf(sent)} where delivery.subscriber = given.subscriber and delivery.message = given.id
      returning delivery.subscriber
    )
    update subscriber set refusals = 0 from noted where id = noted.subscriber and refusals > 0
  `.execute(trx);

const APART = sql.lit('60 s');

const givenOf = (sent: readonly Sent[]) => sql`
  unnest(${sent.map(({ subscriber }) => subscriber)}::uuid[], ${sent.map(({ id }) => id)}::uuid[]) as given (subscriber, id)
`;

/** Back to those that are due, as if never claimed, but that a message may have arrived. */
export const releaseClaims = (trx: Db, sent: readonly Sent[]) =>
  sql`
    update delivery set claimed_until = null
    from ${givenOf(sent)} where delivery.subscriber = given.subscriber and delivery.message = given.id
  `.execute(trx);

/** `wait`: milliseconds until the next try. `isUnsure`: it may have arrived. */
export type Failure = Sent & { why: string; wait: number; isUnsure: boolean };

export const noteFailed = (trx: Db, failed: readonly Failure[]) =>
  sql`
    update delivery set attempts = attempts + 1, claimed_until = null, failure = given.why,
      failing_since = coalesce(failing_since, clock_timestamp()),
      message = case when given.is_unsure then message end,
      tried = case when given.is_unsure then tried end,
      due_at = clock_timestamp() + make_interval(secs => given.wait / 1000)
    from jsonb_to_recordset(${JSON.stringify(
      failed.map(({ subscriber, id, why, wait, isUnsure }) => ({
        subscriber,
        id,
        why,
        wait,
        is_unsure: isUnsure,
      })),
    )}::jsonb) as given (subscriber uuid, id uuid, why text, wait float8, is_unsure boolean)
    where delivery.subscriber = given.subscriber and delivery.message = given.id
  `.execute(trx);

/** Resolves to those of which so many messages in a row were refused now. */
export const countRefusals = async (
  trx: Db,
  subscribers: readonly string[],
  most: number,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string; isOver: boolean }>`
    update subscriber set refusals = refusals + 1 where id = any(${subscribers}::uuid[])
    returning id, refusals >= ${most}::int as is_over
  `.execute(trx);
  return rows.flatMap(({ id, isOver }) => (isOver ? id : []));
};

export const suspend = (trx: Db, subscribers: readonly string[], why: Suspension, failure: string | null) =>
  sql`
    with over as (
      update delivery set due_at = null, claimed_until = null, message = null, tried = null,
        failure = coalesce(${failure}::text, failure), failing_since = coalesce(failing_since, clock_timestamp())
      where subscriber = any(${subscribers}::uuid[])
    )
    update subscriber set suspended_at = clock_timestamp(), suspended_for = ${why}
    where id = any(${subscribers}::uuid[]) and suspended_at is null
  `.execute(trx);

/** Whoever left, or whose receiver is no more: nothing of it stays. */
export const endSubscriptions = (trx: Db, subscribers: readonly string[]) =>
  sql`delete from subscriber where id = any(${subscribers}::uuid[])`.execute(trx);
