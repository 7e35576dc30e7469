import { type Selectable, sql } from 'kysely';
import type { Db } from './database';
import type { Window } from './evidence';
import type { Tables } from './tables';

type Hour = Selectable<Tables['reportHour']>;
type Reported = Pick<Hour, 'platform' | 'mutuelle' | 'flow' | 'profession'>;

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

/** Hours that bear on the instants of a window, in which at least `least` practices said « ça bloque ». `only`: on this. */
export const readBusyHours = (
  db: Db,
  { from, at }: Window,
  least: number,
  only: Reported | null,
): Promise<BlockedHour[]> =>
  db
    .selectFrom('reportHour')
    .select(BLOCKED)
    .where('blocked', '>=', least)
    .where('hour', '>', new Date(+from - 2 * 3_600_000))
    .where('hour', '<=', at)
    .$if(only !== null, (query) =>
      query
        .where('platform', '=', only?.platform ?? '')
        .where('mutuelle', 'is not distinct from', only?.mutuelle ?? null)
        .where('flow', '=', only?.flow ?? 'carte')
        .where('profession', '=', only?.profession ?? 'nurse'),
    )
    .execute();

const BLOCKED = ['platform', 'mutuelle', 'flow', 'profession', 'hour', 'blocked'] as const;

/** The same of given hours, on these platforms; hours without any are left out. */
export const readBlockedHours = async (
  db: Db,
  platforms: readonly string[],
  hours: readonly Date[],
): Promise<BlockedHour[]> =>
  platforms.length === 0 || hours.length === 0
    ? []
    : db
        .selectFrom('reportHour')
        .select(BLOCKED)
        .where('platform', 'in', platforms)
        .where(sql<boolean>`hour = any(${hours}::timestamptz[])`)
        .where('blocked', '>', 0)
        .execute();
