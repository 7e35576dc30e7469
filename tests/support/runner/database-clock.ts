import { sql } from 'kysely';
import type { Db } from '#db/database';

/**
 * Sets the clock of a database so many milliseconds ahead of the machine's, for whoever connects from now on: a function
 * hides the one of PostgreSQL. Set again, it holds at once for them.
 */
export const setDatabaseClock = async (db: Db, ahead: number): Promise<void> => {
  const { rows } = await sql<{ name: string; isThere: boolean }>`
    select current_database() as name, to_regnamespace('skewed') is not null as is_there
  `.execute(db);
  if (!rows[0]?.isThere)
    await sql
      .raw(
        `create schema skewed;
        create table skewed.jump (by interval not null);
        insert into skewed.jump values ('0');
        create function skewed.clock_timestamp() returns timestamptz language sql volatile
          as 'select pg_catalog.clock_timestamp() + by from skewed.jump';
        alter database "${rows[0]?.name}" set search_path = skewed, pg_catalog, public`,
      )
      .execute(db);
  await sql`update skewed.jump set by = ${ahead} * interval '1 millisecond'`.execute(db);
};
