import type { Db } from './database';
import { STATEMENT_COLUMNS } from './evidence';

/** Held until the transaction ends: of two who confirm or retract at once, the second sees what the first did. */
export const lockStatement = (trx: Db, id: string) =>
  trx.selectFrom('statement').select(STATEMENT_COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst();

/** The first one; undefined when it was not taken back. */
export const readRetraction = (db: Db, statement: string) =>
  db
    .selectFrom('retraction')
    .select(['by', 'recordedAt', 'reason'])
    .where('statement', '=', statement)
    .orderBy('recordedAt')
    .limit(1)
    .executeTakeFirst();

export const isRetracted = async (db: Db, statement: string): Promise<boolean> =>
  (await readRetraction(db, statement)) !== undefined;

export const readConfirmations = (db: Db, statement: string) =>
  db
    .selectFrom('confirmation')
    .select(['statement', 'by', 'recordedAt'])
    .where('statement', '=', statement)
    .execute();

/** What one account said of a platform since an instant, under whatever name, and did not take back. */
export const saidByAccount = (db: Db, account: string, platform: string, since: Date) =>
  db
    .selectFrom('statement')
    .select(STATEMENT_COLUMNS)
    .where('platform', '=', platform)
    .where('said', '>', since)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('audit')
          .select('number')
          .where('noun', '=', 'statement')
          .whereRef('audit.id', '=', 'statement.id')
          .where('audit.account', '=', account),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('retraction').select('statement').whereRef('retraction.statement', '=', 'statement.id'),
        ),
      ),
    )
    .execute();

/** What an organisation said, newest first. */
export const listStatementsBy = (db: Db, organisation: string, limit: number) =>
  db
    .selectFrom('statement')
    .select(STATEMENT_COLUMNS)
    .where('by', '=', organisation)
    .orderBy('recordedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
