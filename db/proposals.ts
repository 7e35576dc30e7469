import type { Insertable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export const addProposal = (
  trx: Db,
  { content, ...proposal }: Omit<Insertable<Tables['proposal']>, 'content'> & { content: object },
) =>
  trx
    .insertInto('proposal')
    .values({ ...proposal, content: JSON.stringify(content) })
    .execute();

export const lockProposal = (trx: Db, id: string) =>
  trx.selectFrom('proposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export const decideProposal = (
  trx: Db,
  id: string,
  decision: { decidedAt: Date; decidedBy: string; accepted: boolean; note: string | null },
) => trx.updateTable('proposal').set(decision).where('id', '=', id).execute();

/** Those to decide first, then the newest; of one organisation, or all. */
export const listProposals = (db: Db, organisation: string | null) =>
  db
    .selectFrom('proposal')
    .selectAll()
    .$if(organisation !== null, (query) => query.where('organisation', '=', organisation ?? ''))
    .orderBy('decidedAt', (order) => order.desc().nullsFirst())
    .orderBy('proposedAt', 'desc')
    .limit(200)
    .execute();
