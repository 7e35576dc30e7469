import type { Result } from '#server/domain/facts/result';
import type { Db } from './database';

/** One transaction: committed when the work is accepted, given up when it is refused or fails. */
export const transact = async <T, R>(
  db: Db,
  work: (trx: Db) => Promise<Result<T, R>>,
): Promise<Result<T, R>> => {
  const trx = await db.startTransaction().execute();
  try {
    const done = await work(trx);
    await (done.ok ? trx.commit() : trx.rollback()).execute();
    return done;
  } catch (error) {
    if (!trx.isCommitted && !trx.isRolledBack)
      await trx
        .rollback()
        .execute()
        .catch(() => undefined);
    throw error;
  }
};
