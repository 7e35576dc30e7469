import { sql } from 'kysely';
import { TIME_RULES } from '#server/domain/facts/time-rules';
import type { Db } from './database';
import { STATEMENT_COLUMNS } from './evidence';

/** Held until the transaction ends: of two who confirm or retract at once, the second sees what the first did. */
export const lockStatement = (trx: Db, id: string) =>
  trx.selectFrom('statement').select(STATEMENT_COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();

/** The first retraction of each, by statement. */
export const readRetractions = async (db: Db, statements: readonly string[]) => {
  const found = await db
    .selectFrom('retraction')
    .distinctOn('statement')
    .select(['statement', 'by', 'recordedAt', 'reason'])
    .where('statement', '=', sql<string>`any(${statements})`)
    .orderBy('statement')
    .orderBy('recordedAt')
    .execute();
  return new Map(found.map((retraction) => [retraction.statement, retraction]));
};

export const isRetracted = async (db: Db, statement: string): Promise<boolean> =>
  (await readRetractions(db, [statement])).has(statement);

export const readConfirmations = (db: Db, statements: readonly string[]) =>
  db
    .selectFrom('confirmation')
    .select(['statement', 'by', 'recordedAt'])
    .where('statement', '=', sql<string>`any(${statements})`)
    .execute();

/**
 * Returns of a platform, standing and not taken back. Until the transaction ends nobody else says one: of two who would
 * confirm each other at once, the second sees the first.
 */
export const lockReturns = async (trx: Db, platform: string, now: Date) => {
  await sql`select pg_advisory_xact_lock(hashtextextended('comptoir returns', 0))`.execute(trx);
  return trx
    .selectFrom('statement')
    .select(STATEMENT_COLUMNS)
    .where('platform', '=', platform)
    .where('health', '=', 'operational')
    .where(sql<boolean>`coalesce(valid_until > ${now}, said > ${new Date(+now - TIME_RULES.standing.lasts)})`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('retraction').select('statement').whereRef('retraction.statement', '=', 'statement.id'),
        ),
      ),
    )
    .execute();
};

/** What some organisations said, newest first. */
export const listStatementsBy = (db: Db, organisations: readonly string[], limit: number) =>
  db
    .selectFrom('statement')
    .select(STATEMENT_COLUMNS)
    .where('by', 'in', organisations)
    .orderBy('recordedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
