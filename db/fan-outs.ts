import { sql } from 'kysely';
import type { Reach } from '#server/domain/facts/follows';
import type { Db } from './database';

/** Up to where what is committed was fanned out. `at` null: never. */
export type FanOut = { number: number; seq: number; at: Date | null };

const fanOutOf = ({ number, seq, at }: { number: string; seq: string; at: Date | null }): FanOut => ({
  number: Number(number),
  seq: Number(seq),
  at,
});

/** `committed`: the number of the last change there is to fan out. */
export const readFanOut = async (db: Db): Promise<FanOut & { committed: number }> => {
  const row = await db
    .selectFrom(['fanOut', 'seq'])
    .select(['fanOut.number', 'fanOut.seq', 'fanOut.at', 'seq.last'])
    .executeTakeFirstOrThrow();
  return { ...fanOutOf(row), committed: Number(row.last) };
};

/** One fan-out at a time, whoever makes it. */
export const lockFanOut = async (trx: Db): Promise<FanOut> =>
  fanOutOf(
    await trx.selectFrom('fanOut').select(['number', 'seq', 'at']).forUpdate().executeTakeFirstOrThrow(),
  );

/** Its number; there is no other before this transaction is over. */
export const holdFanOut = async (trx: Db): Promise<number> => {
  const { number } = await trx.selectFrom('fanOut').select('number').forShare().executeTakeFirstOrThrow();
  return Number(number);
};

export const keepFanOut = (trx: Db, { number, seq, at }: FanOut) =>
  trx
    .updateTable('fanOut')
    .set({ number: String(number), seq: String(seq), at })
    .execute();

/** Whether somebody is to be told of anything. */
export const isFollowed = async (db: Db): Promise<boolean> => {
  const { rows } = await sql<{ isSo: boolean }>`
    select exists (select from subscriber where confirmed_at is not null and suspended_at is null) as is_so
  `.execute(db);
  return rows[0]?.isSo ?? false;
};

/** Whether somebody knows of any fan-out before this one. */
export const isAnybodyTold = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('delivery').select('subscriber').limit(1).executeTakeFirst()) !== undefined;

/** Those that were confirmed since are told of what turns from here on. */
export const joinFollowers = (trx: Db, number: number) =>
  sql`
    insert into delivery (subscriber, share, known, owed)
    select id, share, ${number}::bigint, ${number}::bigint from subscriber
    where confirmed_at is not null and suspended_at is null
      and not exists (select from delivery where delivery.subscriber = subscriber.id)
    on conflict do nothing
  `.execute(trx);

/** The same between two fan-outs: while nothing turns there is none, and what turns next is theirs to hear. */
export const joinLate = async (db: Db): Promise<void> => {
  const { rows } = await sql`
    select from subscriber left join delivery on delivery.subscriber = subscriber.id
    where delivery.subscriber is null and confirmed_at is not null and suspended_at is null limit 1
  `.execute(db);
  if (rows.length === 0) return;
  await db.transaction().execute(async (trx) => joinFollowers(trx, (await lockFanOut(trx)).number));
};

/** As last fanned out, by subject. */
export const readFanOutValues = async (db: Db): Promise<Map<string, string>> => {
  const rows = await db.selectFrom('fanOutValue').select(['subject', 'value']).execute();
  return new Map(rows.map(({ subject, value }) => [subject, value]));
};

export const keepFanOutValues = async (
  trx: Db,
  values: readonly (readonly [subject: string, value: string])[],
  gone: readonly string[],
): Promise<void> => {
  if (gone.length > 0) await sql`delete from fan_out_value where subject = any(${gone}::text[])`.execute(trx);
  if (values.length === 0) return;
  await sql`
    insert into fan_out_value (subject, value)
    select * from unnest(${values.map(([subject]) => subject)}::text[], ${values.map(([, value]) => value)}::text[])
    on conflict (subject) do update set value = excluded.value
  `.execute(trx);
};

type ChangeRow = { subject: string; before: string | null; after: string; reach: readonly Reach[] | null };

export const appendFanOutChanges = (trx: Db, number: number, changes: readonly ChangeRow[]) =>
  sql`
    insert into fan_out_change (number, subject, before, after, reach)
    select ${number}::bigint, subject, before, after, reach
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as change (subject text, before text, after text, reach jsonb)
  `.execute(trx);

/** What turned after a fan-out, in their order. */
export const readFanOutChanges = async (
  db: Db,
  after: number,
): Promise<(ChangeRow & { number: number })[]> => {
  const rows = await db
    .selectFrom('fanOutChange')
    .select(['number', 'subject', 'before', 'after', 'reach'])
    .where('number', '>', String(after))
    .orderBy('number')
    .orderBy('subject')
    .execute();
  return rows.map(({ number, reach, ...change }) => ({
    ...change,
    number: Number(number),
    reach: reach as Reach[] | null,
  }));
};

/** What everybody knows is needed no more. */
export const forgetFanOutChanges = (trx: Db) =>
  sql`
    delete from fan_out_change
    where number <= (select coalesce(min(known), (select number from fan_out)) from delivery where due_at is not null)
  `.execute(trx);

/** `priority`: of what turned there. */
export type RankedReach = Reach & { priority: number };

/** Who follows any of these, but by mutuelle, as `concerns` says of one. */
const FOLLOWING = sql`
  reached.is_for_all
  or (follow.mutuelles = '{}' and follow.platforms = '{}')
  or (follow.platforms && reached.platforms
    and (reached.flows = '{}' or follow.flows::text[] = '{}' or follow.flows::text[] && reached.flows))
`;

/** From what was sent to one until the next: what comes meanwhile goes together. */
const APART = sql.lit('60 s');

/**
 * Everybody whom these reach is owed a message, at once or as soon as the last one is a minute old. Whoever is owed one
 * already, that nobody has claimed, is told of this as well when it is: in a storm of changes each costs next to nothing.
 */
export const oweMessages = (trx: Db, number: number, reaches: readonly RankedReach[]) =>
  sql`
    with reached as (
      select * from jsonb_to_recordset(${JSON.stringify(reaches.map(rowOf))}::jsonb)
        as reached (kind text, profession text, is_for_all boolean, platforms text[], flows text[], priority smallint)
    ), named as (
      select * from jsonb_to_recordset(${JSON.stringify(namedBy(reaches))}::jsonb)
        as named (kind text, priority smallint, keys text[])
    ), concerned as (
      select subscriber, min(priority) as priority from (
        select follow.subscriber, reached.priority
        from reached join follow
          on follow.profession = reached.profession and reached.kind = any(follow.kinds) and (${FOLLOWING})
        union all
        select follow.subscriber, named.priority
        from named join follow
          on followed_keys(follow.profession, follow.mutuelles) && named.keys and named.kind = any(follow.kinds)
      ) as each group by subscriber
    )
    update delivery set
      known = case when due_at is null then ${number}::bigint - 1 else known end,
      owed = ${number}::bigint,
      priority = case when due_at is null then concerned.priority else least(delivery.priority, concerned.priority) end,
      due_at = coalesce(due_at, greatest(clock_timestamp(), delivered_at + ${APART}::interval))
    from concerned join subscriber on subscriber.id = concerned.subscriber and suspended_at is null
    where delivery.subscriber = concerned.subscriber
      and (due_at is null or claimed_until is not null or delivery.priority > concerned.priority)
  `.execute(trx);

const rowOf = ({ isForAll, mutuelles: _, ...reach }: RankedReach) => ({ ...reach, is_for_all: isForAll });

/** The mutuelles that these reach; each profession apart, for an index of many keys weighs all of them for each it finds. */
const namedBy = (reaches: readonly RankedReach[]) =>
  reaches.flatMap(({ kind, priority, profession, mutuelles }) =>
    mutuelles.length === 0
      ? []
      : [{ kind, priority, keys: mutuelles.map((each) => `${profession} ${each}`) }],
  );
