import { sql } from 'kysely';
import type { Db } from './database';

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

/** Of those words, the ones said in that session. */
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
