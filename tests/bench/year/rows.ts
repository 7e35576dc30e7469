import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#db/database';
import { openMonths } from '#db/observations';
import { DAY, shift } from '#server/domain/facts/intervals';
import type { Size } from './facts';

/** What was measured, reported, counted and signed in during a made-up year: made in the database, by what it can count. */

const PROBES = 78;
const RAW_DAYS = 88;
const REPORTS = 500_000;
/** Reports that come six at once, each time about one thing, so that there are alarms. */
const BURSTS = 18_000;
const REPORT_DAYS = 89;
const SESSIONS = 20_000;
const REMARKS = 20_000;
/** A result each five minutes: of each 50 half-hours one fails. */
const HALF_HOURS = 365 * 48;

type Step = { what: string; query: RawBuilder<unknown> };

export const stepsOfAYear = (size: Size, hasPractice: boolean): Step[] => [
  ...measured(size),
  ...reported(size, hasPractice),
  ...counted(size),
  ...signedIn(size, hasPractice),
];

/** Ready for what `stepsOfAYear` puts there. */
export const openMonthsOfAYear = (db: Db, { end }: Size): Promise<void> =>
  openMonths(
    db,
    Array.from({ length: RAW_DAYS + 2 }, (_, day) => shift(end, -day * DAY)),
  );

const base = ({ end }: Size) => sql`(${end}::timestamptz - interval '365 days')`;
const MADE = sql`(
  select id, (row_number() over (order by id))::integer as rank from probe where id like 'annee-inventee-%'
) as made`;

/** Heartbeats, which nobody runs: of three flows of each platform, first those of the first flow. */
export const probesOf = (size: Size) => sql`
  insert into probe
    (id, platform, flow, name, kind, interval_seconds, timeout_ms, steps, token_hash, created_at, enabled_at)
  select 'annee-inventee-' || id || '-' || flows[rank], id, flows[rank], 'Sonde inventée', 'heartbeat', 3600, 1000, '[]',
    md5(id || flows[rank]), ${base(size)}, ${base(size)}
  from platform, generate_series(1, 3) rank where flows[rank] is not null
  order by rank, id limit ${Math.max(3, Math.round(PROBES * size.of))}::integer`;

const measured = (size: Size): Step[] => [
  {
    what: 'raw results',
    query: sql`
      insert into observation (probe, observed_at, recorded_at, outcome, duration_ms, sequence, blind)
      select id, at, at + interval '1 second', case when (n / 6 + rank) % 50 = 7 then 'failed' else 'ok' end, 40 + n % 200,
        n, false
      from ${MADE}, generate_series(${(365 - RAW_DAYS) * 288}::integer, ${365 * 288 - 1}::integer) n,
        lateral (select ${base(size)} + n * interval '5 minutes' as at) as moment`,
  },
  {
    what: 'runs of results',
    query: sql`
      insert into observation_run (probe, first_at, third_at, last_at, is_ok)
      select id, first_at, case when first_at + interval '10 minutes' < ${size.end} then first_at + interval '10 minutes' end,
        least(last_at, ${size.end}::timestamptz - interval '5 minutes'), is_ok
      from ${MADE}, generate_series(0, ${Math.floor(HALF_HOURS / 50)}::integer) k, lateral (
        select ${base(size)} + ((57 - rank % 50) % 50 + 50 * k) * interval '30 minutes' as starts
      ) as failure, lateral (values
        (starts, starts + interval '25 minutes', false),
        (starts + interval '30 minutes', starts + interval '24 hours 55 minutes', true)
      ) as run (first_at, last_at, is_ok)
      where first_at < ${size.end}`,
  },
  {
    what: 'hours and days of results',
    query: sql`
      with hours as (
        insert into observation_hour
        select id, hour, 12, 0, 0, 12, 1200, 239 from ${MADE},
          generate_series(date_trunc('hour', ${base(size)}), ${size.end}, interval '1 hour') hour
      )
      insert into observation_day
      select id, day::date, 282, 6, 0, 288, 28800, 239 from ${MADE},
        generate_series(${base(size)}, ${size.end}, interval '1 day') day`,
  },
];

const PROFESSIONS = sql`'{pharmacist,optician,physician,dentist,audiologist,nurse,midwife,hospital}'::text[]`;

const reported = (size: Size, hasPractice: boolean): Step[] => [
  {
    what: 'reports',
    query: sql`
      insert into report (id, reported_at, profession, platform, mutuelle, flow, outcome, ${reporter(hasPractice)})
      select 'annee-inventee-r' || n, ${size.end}::timestamptz
          - (one % ${REPORT_DAYS} * interval '1 day' + one / ${REPORT_DAYS} % 600 * interval '1 minute'
            + n % 6 * interval '7 minutes'),
        (${PROFESSIONS})[1 + one % 8], place.id, null, flows[1 + one / 8 % cardinality(flows)],
        case when n < ${BURSTS * size.of}::integer or n % 10 = 0 then 'blocked' else 'passes' end,
        'annee-inventee-' || n
      from generate_series(0, ${Math.round(REPORTS * size.of) - 1}::integer) n,
        lateral (select case when n < ${BURSTS * size.of}::integer then n / 6 else n end as one) as thing,
        lateral (select (one::bigint * 7919 % 1000003 % ${PLACES})::integer as rank) as drawn
        join (select id, flows, row_number() over (order by id) - 1 as place from platform) as place on place = rank`,
  },
  {
    what: 'hours of reports',
    query: sql`
      insert into report_hour
        (platform, mutuelle, flow, profession, hour, blocked, passes, anonymous_blocked, anonymous_passes)
      select platform, mutuelle, flow, profession, date_trunc('hour', reported_at, 'UTC'),
        count(*) filter (where outcome = 'blocked'), count(*) filter (where outcome = 'passes'), 0, 0
      from report group by 1, 2, 3, 4, 5`,
  },
];
const PLACES = sql`(select count(*) from platform)`;
const reporter = (hasPractice: boolean) => (hasPractice ? sql`practice` : sql`reporter`);

/** Months that are over are frozen; today is not counted yet. */
const counted = (size: Size): Step[] => [
  {
    what: 'days of availability',
    query: sql`
      with spans as (
        select date_trunc('month', ${base(size)} at time zone 'Europe/Paris')::date as first,
          (${size.end}::timestamptz at time zone 'Europe/Paris')::date as today
      ), counts as (
        insert into availability_count select id, first, date_trunc('minute', ${size.end}::timestamptz)
        from platform, spans
        on conflict (platform) do update set
          counted_from = excluded.counted_from, counted_until = excluded.counted_until
      ), months as (
        insert into availability_month select id, month::date, ${size.end}
        from platform, spans, generate_series(first, date_trunc('month', today) - interval '1 day', interval '1 month') month
        on conflict do nothing
      )
      insert into availability_day
      select id, day::date, flow, profession, reading, false, 1400 - rank, 20, 0, 0, 20 + rank, 300
      from spans, platform, unnest(flows) with ordinality as listed (flow, rank),
        generate_series(first, today - 1, interval '1 day') day,
        unnest('{judged,declared,measured}'::text[]) reading, unnest('{all,optician}'::text[]) profession
      where (reading <> 'measured' or rank <= 3 and profession = 'all')
        and (profession = 'all' or extract(day from day)::integer % 3 = 0)
      on conflict do nothing`,
  },
];

const signedIn = (size: Size, hasPractice: boolean): Step[] => [
  {
    what: 'sessions',
    query: sql`
      insert into session (token_hash, account, created_at, last_seen_at, proved_at, ended_at, came_from, agent)
      select md5('annee-inventee-' || n), people.id, at - interval '20 minutes', at, at - interval '20 minutes',
        case when n % 10 = 0 then at end, '192.0.2.0/24', 'Navigateur inventé'
      from generate_series(1, ${Math.round(SESSIONS * size.of)}::integer) n
        cross join lateral (select ${size.end}::timestamptz - interval '1 hour' - (n % 40000) * interval '1 minute' as at) as seen
        join (select id, row_number() over (order by id) - 1 as rank from account) as people
          on rank = n % (select count(*) from account)`,
  },
  {
    what: 'remarks',
    query: sql`
      insert into remark (id, remarked_at, profession, mutuelle, platform, says, ${reporter(hasPractice)})
      select 'annee-inventee-q' || n, ${size.end}::timestamptz - (n % 8700) * interval '1 hour', (${PROFESSIONS})[1 + n % 8],
        mutuelle, platform, case when n % 3 = 0 then 'not-served' else 'served' end, 'annee-inventee-' || n
      from generate_series(1, ${Math.round(REMARKS * size.of)}::integer) n join (
        select mutuelle, platform, row_number() over (order by mutuelle, platform) - 1 as rank
        from (select distinct mutuelle, platform from convention) as each
      ) as served on rank = n % (select count(*) from (select distinct mutuelle, platform from convention) as all_of)`,
  },
];
