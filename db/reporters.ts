import { sql } from 'kysely';
import type { Db } from './database';

/** Tables that hold who said a word at a counter: when it was said, and what a practice counts once for. */
export const REPORTERS = {
  report: { said: 'reported_at', of: ['platform', 'mutuelle', 'flow', 'profession'] },
  remark: { said: 'remarked_at', of: ['mutuelle', 'platform', 'profession', 'says'] },
} as const;
type Reporting = keyof typeof REPORTERS;

/**
 * SQL of what takes the place of a reporter: the same for the words of one practice on one thing, and nothing that can
 * be computed again, since `NONCE` is drawn by the statement and kept nowhere.
 */
export const practiceIn = (table: Reporting): string =>
  `encode(sha256(convert_to(jsonb_build_array(nonce, ${table}.reporter, ${REPORTERS[table].of.join(', ')})::text, 'UTF8')), 'hex')`;
export const NONCE = 'drawn as materialized (select gen_random_uuid() as nonce)';

/**
 * Blanks who spoke on Paris days before `day`, 'YYYY-MM-DD'; `most` reporters at once, each in all it said, so that one
 * practice stays one across midnight. Resolves to how many words were blanked.
 */
export const blankReporters = async (
  db: Db,
  table: Reporting,
  day: string,
  most: number,
): Promise<number> => {
  const { numAffectedRows } = await sql`
    with ${sql.raw(NONCE)}, gone as (
      select distinct reporter from ${sql.table(table)}
      where reporter is not null
        and ${sql.ref(REPORTERS[table].said)} < ${day}::date::timestamp at time zone 'Europe/Paris'
      limit ${most}
    )
    update ${sql.table(table)} set reporter = null, practice = ${sql.raw(practiceIn(table))}
    from drawn, gone where ${sql.table(table)}.reporter = gone.reporter
  `.execute(db);
  return Number(numAffectedRows ?? 0);
};

/** The salt of a Paris day, 'YYYY-MM-DD'; `fresh` becomes it when the day has none yet, on whichever instance. */
export const saltOf = async (db: Db, day: string, fresh: Buffer): Promise<Buffer> => {
  await db
    .insertInto('reportSalt')
    .values({ day, salt: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await db.selectFrom('reportSalt').select('salt').where('day', '=', day).executeTakeFirstOrThrow())
    .salt;
};

/** The salt a day had; undefined when it had none, or it is gone. */
export const findSalt = async (db: Db, day: string): Promise<Buffer | undefined> =>
  (await db.selectFrom('reportSalt').select('salt').where('day', '=', day).executeTakeFirst())?.salt;

/** Deletes the salts of earlier days: nobody can tell any more whose the reports were. */
export const forgetSalts = (db: Db, day: string) =>
  db.deleteFrom('reportSalt').where('day', '<', day).execute();
