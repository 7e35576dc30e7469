import { appendAudit, BY_COMMAND } from './audit';
import { canonical } from './canonical';
import type { Db } from './database';
import { keyOf } from './dataset/content';
import { NOUNS } from './dataset/nouns';
import { readItems } from './dataset/record';
import { lastStates, withIdentities } from './states';
import { readContents, WATCHED } from './watched';

/**
 * Puts on the journal what was on record before there was one; once, while the journal is empty: later, a fact
 * without a row is a fact somebody slipped in.
 */
export const adoptRecord = (db: Db, at: Date): Promise<void> =>
  db.transaction().execute(async (trx) => {
    const head = await trx.selectFrom('auditHead').select('number').forUpdate().executeTakeFirstOrThrow();
    if (head.number !== '0') return;
    const entries = [];
    for (const noun of NOUNS) {
      for (const after of await readItems(trx, noun))
        entries.push({ action: 'adopted', noun: noun.table, id: keyOf(noun, after), before: null, after });
    }
    await appendAudit(trx, BY_COMMAND, at, entries);
  });

/**
 * A migration that gave what is watched a column gave its rows a content that the journal does not know: told, where
 * all that the journal does know is still so. The rest is left for `verify` to find.
 */
export const adoptColumns = async (trx: Db): Promise<void> => {
  const entries = [];
  for (const watched of WATCHED) {
    const states = await withIdentities(trx, await lastStates(trx, watched.noun));
    const contents = await readContents(trx, watched);
    for (const [id, content] of contents) {
      const state = states.get(id);
      if (!state) continue;
      const known = Object.fromEntries(Object.entries(content).filter(([field]) => field in state));
      const isNew = Object.entries(content).some(([field, value]) => value !== null && !(field in state));
      if (isNew && canonical(known) === canonical(state))
        entries.push({ action: 'state', noun: watched.noun, id, before: null, after: content });
    }
  }
  if (entries.length > 0) await appendAudit(trx, BY_COMMAND, new Date(), entries);
};
