import { appendAudit, BY_COMMAND } from '#db/audit';
import type { Db } from '#db/database';
import { DAY, shift } from '#server/domain/facts/intervals';

/**
 * An account as if it had been opened so many days earlier, and its factors with it: as the journal says, which is
 * compared with it.
 */
export const aged = async (db: Db, account: string, days: number): Promise<void> => {
  await db.transaction().execute(async (trx) => {
    const { createdAt, changedAt } = await trx
      .selectFrom('account')
      .select(['createdAt', 'changedAt'])
      .where('id', '=', account)
      .executeTakeFirstOrThrow();
    const after = {
      createdAt: shift(createdAt, -days * DAY),
      changedAt: changedAt && shift(changedAt, -days * DAY),
    };
    await trx.updateTable('account').set(after).where('id', '=', account).execute();
    const entry = {
      action: 'account-aged',
      noun: 'account',
      id: account,
      before: { createdAt, changedAt },
      after,
    };
    await appendAudit(trx, BY_COMMAND, new Date(), [entry]);
  });
};
