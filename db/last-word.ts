import { sql } from 'kysely';
import type { Db } from './database';

/** What was said last by `at`, of what was recorded by `knownAt`: when, by whom, and where it is read. */
export type LastWord = { by: string; at: Date; incident: string | null; notice: string | null };

/** Null: nobody ever said anything. */
export const readLastWord = async (db: Db, at: Date, knownAt: Date): Promise<LastWord | null> => {
  const until = at < knownAt ? at : knownAt;
  const { rows } = await sql<LastWord>`
    select * from (
      (select by, said as at, incident, null as notice from statement where said <= ${until}
        order by said desc, id desc limit 1)
      union all
      (select by, greatest(effective_at, recorded_at), incident, null from incident_update
        where greatest(effective_at, recorded_at) <= ${until}
        order by greatest(effective_at, recorded_at) desc, id desc limit 1)
      union all
      (select by, greatest(effective_at, recorded_at), incident, null from closing
        where greatest(effective_at, recorded_at) <= ${until}
        order by greatest(effective_at, recorded_at) desc, incident limit 1)
      union all
      (select by, published_at, null, id from notice where published_at <= ${until}
        order by published_at desc, id desc limit 1)
    ) as word order by at desc, incident, notice limit 1
  `.execute(db);
  return rows[0] ?? null;
};
