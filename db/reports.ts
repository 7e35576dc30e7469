import { type Insertable, type Selectable, sql } from 'kysely';
import { REPORTS_HOUR } from '#server/domain/facts/time-rules';
import type { Db } from './database';
import type { Window } from './evidence';
import type { Tables } from './tables';

type Row = Selectable<Tables['report']>;
type Reported = Pick<Row, 'platform' | 'mutuelle' | 'flow' | 'profession'>;

/** Holds what is reported on, so that two reports of it are counted one after the other. */
export const lockReported = (trx: Db, { platform, mutuelle, flow, profession }: Reported) =>
  sql`select pg_advisory_xact_lock(hashtext(${`report ${platform} ${mutuelle} ${flow} ${profession}`}))`.execute(
    trx,
  );

export const addReport = (trx: Db, report: Insertable<Tables['report']>) =>
  trx.insertInto('report').values(report).execute();

/** A stretch of time of what is reported on; those of one thing do not overlap. */
export type Stretch = Reported & { starts: Date; ends: Date };

/** The reports made signed in, over these stretches of a window and of the hour before it. */
export const readVerified = async (db: Db, { from, at, knownAt }: Window, stretches: readonly Stretch[]) => {
  const column = <K extends keyof Stretch>(name: K) => stretches.map((each) => each[name]);
  const { rows } = await sql<Omit<Row, 'id' | 'reporter' | 'practice'> & { reporter: string }>`
    select report.platform, report.mutuelle, report.flow, report.profession, reported_at,
      outcome, coalesce(reporter, practice) as reporter
    from unnest(
      ${column('platform')}::text[], ${column('mutuelle')}::text[], ${column('flow')}::text[],
      ${column('profession')}::text[], ${column('starts')}::timestamptz[], ${column('ends')}::timestamptz[]
    ) as busy (platform, mutuelle, flow, profession, starts, ends)
    join report on report.platform = busy.platform and report.mutuelle is not distinct from busy.mutuelle
      and report.flow = busy.flow and report.profession = busy.profession
      and reported_at > starts and reported_at < ends
    where coalesce(reporter, practice) is not null and reported_at > ${new Date(+from - REPORTS_HOUR)}
      and reported_at <= least(${at}::timestamptz, ${knownAt}::timestamptz)
  `.execute(db);
  return rows;
};

export type HourCounts = Reported & Omit<Selectable<Tables['reportHour']>, 'hour' | keyof Reported>;

/**
 * What is said in the hour that ends now, by flow: of whole platforms, and of a mutuelle wherever it was reported.
 * A practice counts once, by its last word.
 */
export const countLastHour = async (
  db: Db,
  asked: { profession: Reported['profession']; platforms: readonly string[]; mutuelle: string | null },
  now: Date,
): Promise<HourCounts[]> => {
  const { rows } = await sql<HourCounts>`
    with word as (
      select distinct on (platform, mutuelle, flow, coalesce(reporter, practice, id))
        platform, mutuelle, flow, profession, coalesce(reporter, practice) is not null as is_verified, outcome
      from report
      where profession = ${asked.profession} and reported_at > ${new Date(+now - REPORTS_HOUR)}
        and reported_at <= ${now} and platform = any(${asked.platforms}::text[])
        and (mutuelle is null or mutuelle = ${asked.mutuelle})
      order by platform, mutuelle, flow, coalesce(reporter, practice, id), reported_at desc, id desc
    )
    select platform, mutuelle, flow, profession, count(*) filter (where is_verified and outcome = 'blocked')::int as blocked,
      count(*) filter (where is_verified and outcome = 'passes')::int as passes,
      count(*) filter (where not is_verified and outcome = 'blocked')::int as anonymous_blocked,
      count(*) filter (where not is_verified and outcome = 'passes')::int as anonymous_passes
    from word group by platform, mutuelle, flow, profession
    order by platform, mutuelle nulls last, flow
  `.execute(db);
  return rows;
};

/** Whether somebody, known by that digest, reported since then. */
export const hasReported = async (trx: Db, reporter: string, since: Date): Promise<boolean> =>
  (await trx
    .selectFrom('report')
    .select('id')
    .where('reporter', '=', reporter)
    .where('reportedAt', '>', since)
    .limit(1)
    .executeTakeFirst()) !== undefined;

type Hour = Selectable<Tables['reportHour']>;
/** Practices that said « ça bloque » in an hour. */
export type BlockedHour = Reported & Pick<Hour, 'hour' | 'blocked'>;

/** Counts again the hour a report falls in. */
export const countHour = (
  trx: Db,
  { platform, mutuelle, flow, profession, reportedAt }: Reported & { reportedAt: Date },
) =>
  sql`
    with hour as (select date_trunc('hour', ${reportedAt}::timestamptz, 'UTC') as starts),
    word as (
      select distinct on (coalesce(reporter, practice, id)) coalesce(reporter, practice) is not null as is_verified, outcome
      from report, hour
      where platform = ${platform} and mutuelle is not distinct from ${mutuelle}
        and flow = ${flow} and profession = ${profession}
        and reported_at >= starts and reported_at < starts + interval '1 hour'
      order by coalesce(reporter, practice, id), reported_at desc, id desc
    )
    insert into report_hour
      (platform, mutuelle, flow, profession, hour, blocked, passes, anonymous_blocked, anonymous_passes)
    select ${platform}, ${mutuelle}, ${flow}, ${profession}, (select starts from hour), ${COUNTS} from word
    on conflict (platform, mutuelle, flow, profession, hour) do update set
      blocked = excluded.blocked, passes = excluded.passes,
      anonymous_blocked = excluded.anonymous_blocked, anonymous_passes = excluded.anonymous_passes
  `.execute(trx);

const COUNTS = sql`
  count(*) filter (where is_verified and outcome = 'blocked'),
  count(*) filter (where is_verified and outcome = 'passes'),
  count(*) filter (where not is_verified and outcome = 'blocked'),
  count(*) filter (where not is_verified and outcome = 'passes')`;

/** An hour that began longer ago than this, in milliseconds, says nothing of an instant. */
export const BUSY_SINCE = 2 * 3_600_000;

/**
 * Hours that bear on the instants of a window, in which at least `least` practices said « ça bloque »: an index holds
 * those of HALF_ALARM. `only`: on this.
 */
export const readBusyHours = (
  db: Db,
  { from, at, platforms }: Window,
  least: number,
  only: Reported | null,
): Promise<BlockedHour[]> =>
  db
    .selectFrom('reportHour')
    .select(BLOCKED)
    .where('blocked', '>=', sql.lit(least))
    .where('hour', '>', new Date(+from - BUSY_SINCE))
    .where('hour', '<=', at)
    .$if(platforms !== undefined, (query) =>
      query.where('platform', '=', sql<string>`any(${platforms ?? []}::text[])`),
    )
    .$if(only !== null, (query) =>
      query
        .where('platform', '=', only?.platform ?? '')
        .where('mutuelle', 'is not distinct from', only?.mutuelle ?? null)
        .where('flow', '=', only?.flow ?? 'carte')
        .where('profession', '=', only?.profession ?? 'nurse'),
    )
    .execute();

const BLOCKED = ['platform', 'mutuelle', 'flow', 'profession', 'hour', 'blocked'] as const;

/** The same of given hours, of what is reported on, each thing once; hours without any are left out. */
export const readBlockedHours = async (
  db: Db,
  reported: readonly Reported[],
  hours: readonly Date[],
): Promise<BlockedHour[]> => {
  if (reported.length === 0 || hours.length === 0) return [];
  const column = <K extends keyof Reported>(name: K) => reported.map((each) => each[name]);
  const { rows } = await sql<BlockedHour>`
    select report_hour.platform, report_hour.mutuelle, report_hour.flow, report_hour.profession, hour, blocked
    from report_hour join unnest(
      ${column('platform')}::text[], ${column('mutuelle')}::text[], ${column('flow')}::text[],
      ${column('profession')}::text[]
    ) as asked (platform, mutuelle, flow, profession) on report_hour.platform = asked.platform
      and coalesce(report_hour.mutuelle, '') = coalesce(asked.mutuelle, '')
      and report_hour.flow = asked.flow and report_hour.profession = asked.profession
    where report_hour.platform = any(${[...new Set(column('platform'))]}::text[])
      and hour = any(${hours}::timestamptz[]) and blocked > 0
  `.execute(db);
  return rows;
};
