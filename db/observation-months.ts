import { sql } from 'kysely';
import type { Db } from './database';
import { openMonths } from './observations';

/** Months of raw results that are stored, oldest first, each with the instant it ends. */
export const listMonths = async (db: Db): Promise<{ name: string; endsAt: Date }[]> => {
  const { rows } = await sql<{ name: string; endsAt: Date }>`
    select child.relname as name,
      (to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' as ends_at
    from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = 'observation'::regclass
    order by 1
  `.execute(db);
  return rows;
};

/**
 * Opens the month to come, drops whole those whose results are all too old: what was concluded of them, and their
 * counts, are kept elsewhere. `kept`: milliseconds. Resolves to the months dropped.
 */
export const keepMonths = async (db: Db, now: Date, kept: number): Promise<string[]> => {
  await openMonths(db, [now, new Date(+now + 31 * 86_400_000)]);
  const over = (await listMonths(db)).filter(({ endsAt }) => +endsAt <= +now - kept);
  for (const { name } of over) await sql`drop table ${sql.id(name)}`.execute(db);
  return over.map(({ name }) => name);
};
