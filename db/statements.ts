import { sql } from 'kysely';
import { TIME_RULES } from '#server/domain/facts/time-rules';
import type { Db } from './database';
import { STORED_STATEMENT } from './evidence';

/** Locked until the transaction ends: of two who confirm or retract at once, the second sees what the first did. */
export const lockStatement = (trx: Db, id: string) =>
  trx.selectFrom('statement').select(STORED_STATEMENT).where('id', '=', id).forUpdate().executeTakeFirst();

export const readStatements = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('statement')
    .select(STORED_STATEMENT)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute();

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
    .select(STORED_STATEMENT)
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

/** The ids of what somebody signed in to say; the rest was brought by files. */
export const readByHand = async (db: Db): Promise<ReadonlySet<unknown>> => {
  const found = await db.selectFrom('statement').select('id').where('imported', 'is not', true).execute();
  return new Set(found.map(({ id }) => id));
};

/** What some organisations said, newest first. */
export const listStatementsBy = (db: Db, organisations: readonly string[], limit: number) =>
  db
    .selectFrom('statement')
    .select(STORED_STATEMENT)
    .where('by', 'in', organisations)
    .orderBy('recordedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

const HOUR = 3_600_000;

/** In which session a bad word was said: asked for ten minutes, gone with the first word an hour later. */
export const keepStatementSession = async (
  trx: Db,
  statement: string,
  session: string,
  now: Date,
): Promise<void> => {
  await trx
    .deleteFrom('statementSession')
    .where('saidAt', '<', new Date(+now - HOUR))
    .execute();
  await trx.insertInto('statementSession').values({ statement, session, saidAt: now }).execute();
};

/** The ids among these that were said in that session. */
export const saidInSession = async (
  db: Db,
  statements: readonly string[],
  session: string,
): Promise<ReadonlySet<string>> => {
  const found = await db
    .selectFrom('statementSession')
    .select('statement')
    .where('statement', '=', sql<string>`any(${statements})`)
    .where('session', '=', session)
    .execute();
  return new Set(found.map(({ statement }) => statement));
};

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
