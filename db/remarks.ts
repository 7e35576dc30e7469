import { type Insertable, type Selectable, sql } from 'kysely';
import type { VerifiedRemark } from '#server/domain/facts/remarks';
import { CARD_READING_LASTS } from '#server/domain/facts/time-rules';
import type { Db } from './database';
import type { Window } from './evidence';
import type { Tables } from './tables';

type Remark = Selectable<Tables['remark']>;
type Said = Pick<Remark, 'mutuelle' | 'platform' | 'profession' | 'says'>;

export const addRemark = (db: Db, remark: Insertable<Tables['remark']>) =>
  db.insertInto('remark').values(remark).execute();

/** Holds the mutuelle's remarks, so that of two who decide the second sees what the first did. */
export const lockRemarks = (trx: Db, mutuelle: string) =>
  sql`select pg_advisory_xact_lock(hashtext(${`remark ${mutuelle}`}))`.execute(trx);

export const addDecision = (trx: Db, decision: Insertable<Tables['remarkDecision']>) =>
  trx.insertInto('remarkDecision').values(decision).execute();

export type RemarkGroup = Said & { verified: number; anonymous: number; firstAt: Date; lastAt: Date };

/** So many groups are listed at most. */
const LISTED = 500;

/** How many groups `listRemarks` gives, without telling practices apart: each page of the desk says it. */
export const countRemarks = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ groups: number }>`
    select count(*)::int as groups from (
      select mutuelle, platform, profession, says, max(remarked_at) as last_at
      from remark group by mutuelle, platform, profession, says
    ) as said
    where not exists (
      select from remark_decision as decided
      where decided.mutuelle = said.mutuelle and decided.platform = said.platform
        and decided.profession = said.profession and decided.says = said.says and said.last_at <= decided.up_to
    )
  `.execute(db);
  return Math.min(LISTED, rows[0]?.groups ?? 0);
};

/**
 * Remarks that nobody has decided yet, grouped by what they say, those of most practices first. `verified`: at least so
 * many practices; those of one bucket are told apart within a Paris day only.
 */
export const listRemarks = async (db: Db): Promise<RemarkGroup[]> => {
  const { rows } = await sql<RemarkGroup>`
    with of_day as (
      select mutuelle, platform, profession, says, coalesce(bucket, -1) as bucket,
        count(distinct coalesce(reporter, practice)) as verified,
        count(*) filter (where coalesce(reporter, practice) is null) as anonymous,
        min(remarked_at) as first_at, max(remarked_at) as last_at
      from remark
      where not exists (
        select from remark_decision as decided
        where decided.mutuelle = remark.mutuelle and decided.platform = remark.platform
          and decided.profession = remark.profession and decided.says = remark.says
          and remark.remarked_at <= decided.up_to
      )
      group by mutuelle, platform, profession, says, coalesce(bucket, -1), (remarked_at at time zone 'Europe/Paris')::date
    ), of_bucket as (
      select mutuelle, platform, profession, says, max(verified) as verified, sum(anonymous) as anonymous,
        min(first_at) as first_at, max(last_at) as last_at
      from of_day group by mutuelle, platform, profession, says, bucket
    )
    select mutuelle, platform, profession, says, sum(verified)::int as verified, sum(anonymous)::int as anonymous,
      min(first_at) as first_at, max(last_at) as last_at
    from of_bucket group by mutuelle, platform, profession, says
    order by verified desc, anonymous desc, first_at
    limit ${LISTED}
  `.execute(db);
  return rows;
};

/**
 * What practices signed in said within a year of some instant of the window, of each mutuelle and profession that at
 * least `least` of them spoke of: fewer say nothing. `of`: of that one alone.
 */
export const readVerifiedRemarks = async (
  db: Db,
  { from, at, knownAt }: Window,
  least: number,
  of: Pick<Said, 'mutuelle' | 'profession'> | null = null,
): Promise<VerifiedRemark[]> => {
  const { rows } = await sql<
    Omit<VerifiedRemark, 'decision'> & { decidedAt: Date | null; accepted: boolean }
  >`
    with said as (
      select id, mutuelle, platform, profession, says, remarked_at, coalesce(bucket, -1)::int as bucket,
        coalesce(reporter, practice) as who
      from remark
      where coalesce(reporter, practice) is not null
        and remarked_at > ${new Date(+from - CARD_READING_LASTS)}
        and remarked_at <= least(${at}::timestamptz, ${knownAt}::timestamptz)
        and (${of === null} or (mutuelle = ${of?.mutuelle ?? null} and profession = ${of?.profession ?? null}))
    ), enough as (
      select mutuelle, profession from said group by mutuelle, profession having count(distinct who) >= ${least}
    )
    select said.id, said.mutuelle, said.platform, said.profession, said.says, remarked_at, bucket,
      dense_rank() over (partition by said.mutuelle, said.profession order by who)::int as practice,
      decided_at, accepted
    from said join enough using (mutuelle, profession)
    left join lateral (
      select decided_at, accepted from remark_decision as decided
      where decided.mutuelle = said.mutuelle and decided.platform = said.platform
        and decided.profession = said.profession and decided.says = said.says
        and said.remarked_at <= decided.up_to
      order by decided_at, decided.id limit 1
    ) as decided on true
    order by said.id
  `.execute(db);
  return rows.map(({ decidedAt, accepted, ...remark }) => ({
    ...remark,
    decision: decidedAt && { decidedAt, accepted },
  }));
};
