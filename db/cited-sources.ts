import { sql } from 'kysely';
import type { Db } from './database';

/**
 * Addresses that the desk cited in a notice or a statement, in its own name or for the press and authorities, who have
 * no account. Exactly as they were written.
 */
export const listCitedSources = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ sourceUrl: string }>`
    select cited.source_url from (
      select by, source_url from notice union select by, source_url from statement
    ) as cited join organisation on organisation.id = cited.by
    where cited.source_url is not null and organisation.kind in ('desk', 'press', 'authority')
  `.execute(db);
  return rows.map(({ sourceUrl }) => sourceUrl);
};
