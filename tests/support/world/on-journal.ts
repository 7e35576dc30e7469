import { appendAudit, BY_COMMAND } from '#db/audit';
import type { Db } from '#db/database';

/**
 * What a test does by SQL to accounts, keys and the like is in the journal too, as it is of whatever a route or a
 * command does: else `verify`, and the service that signs, find it.
 */
export const onJournal = <T>(db: Db, work: (trx: Db) => Promise<T>, at = new Date()): Promise<T> =>
  db.transaction().execute(async (trx) => {
    const done = await work(trx);
    await appendAudit(trx, BY_COMMAND, at, []);
    return done;
  });
