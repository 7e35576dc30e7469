import { appendAudit, BY_COMMAND } from './audit';
import type { Db } from './database';
import { keyOf } from './dataset/content';
import { NOUNS } from './dataset/nouns';
import { readItems } from './dataset/record';

/**
 * Puts on the journal what was on record before there was one; once, while the journal is empty: later, a fact
 * without a row is a fact somebody slipped in.
 */
export const adoptRecord = (db: Db, at: Date): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const head = await trx.selectFrom('auditHead').select('number').forUpdate().executeTakeFirstOrThrow();
    if (head.number !== '0') return;
    const deeds = [];
    for (const noun of NOUNS) {
      for (const after of await readItems(trx, noun))
        deeds.push({ action: 'adopted', noun: noun.table, id: keyOf(noun, after), before: null, after });
    }
    await appendAudit(trx, BY_COMMAND, at, deeds);
  });
