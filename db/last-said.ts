import { sql } from 'kysely';
import { TIME_RULES } from '#server/domain/facts/time-rules';
import type { Flow } from '#server/domain/facts/vocabulary';
import type { Db } from './database';

/** When a flow of a platform was last spoken of. */
export type LastSaid = { platform: string; flow: Flow; recordedAt: Date };

/** Of each flow, by what was recorded by an instant, as far back as anything was remembered then. */
export const readLastSaid = async (db: Db, until: Date): Promise<LastSaid[]> => {
  const { rows } = await sql<LastSaid>`
    select platform, flow, max(recorded_at) as recorded_at
    from statement, unnest(flows) as flow
    where said > ${new Date(+until - TIME_RULES.memory.lasts)} and recorded_at <= ${until}
    group by platform, flow
  `.execute(db);
  return rows;
};
