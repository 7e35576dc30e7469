import { type Insertable, type Selectable, sql } from 'kysely';
import type { Db } from './database';
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

/** Remarks that nobody has decided yet, grouped by what they say, those of most practices first. */
export const listRemarks = async (db: Db): Promise<RemarkGroup[]> => {
  const { rows } = await sql<RemarkGroup>`
    select mutuelle, platform, profession, says,
      count(distinct coalesce(reporter, practice))::int as verified,
      (count(*) filter (where coalesce(reporter, practice) is null))::int as anonymous,
      min(remarked_at) as first_at, max(remarked_at) as last_at
    from remark
    where not exists (
      select from remark_decision as decided
      where decided.mutuelle = remark.mutuelle and decided.platform = remark.platform
        and decided.profession = remark.profession and decided.says = remark.says
        and remark.remarked_at <= decided.up_to
    )
    group by mutuelle, platform, profession, says
    order by verified desc, anonymous desc, first_at
    limit 500
  `.execute(db);
  return rows;
};
