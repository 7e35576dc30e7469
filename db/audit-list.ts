import type { Db } from './database';

export type AuditAsked = {
  /** Whose people; null: everyone's. */
  organisation: string | null;
  account: string | null;
  action: string | null;
  noun: string | null;
  id: string | null;
  /** Numbers below this one; null: from the newest. */
  before: number | null;
  limit: number;
};

/** Rows of the journal with the name of who acted, newest first. */
export const listAudit = (db: Db, { organisation, account, action, noun, id, before, limit }: AuditAsked) =>
  db
    .selectFrom('audit')
    .leftJoin('account', 'account.id', 'audit.account')
    .select([
      'audit.number',
      'audit.at',
      'audit.account',
      'account.name',
      'audit.organisation',
      'audit.via',
      'audit.cameFrom',
      'audit.action',
      'audit.noun',
      'audit.id',
      'audit.before',
      'audit.after',
      'audit.hash',
    ])
    .$if(organisation !== null, (query) => query.where('audit.organisation', '=', organisation ?? ''))
    .$if(account !== null, (query) => query.where('audit.account', '=', account ?? ''))
    .$if(action !== null, (query) => query.where('audit.action', '=', action ?? ''))
    .$if(noun !== null, (query) => query.where('audit.noun', '=', noun ?? ''))
    .$if(id !== null, (query) => query.where('audit.id', '=', id ?? ''))
    .$if(before !== null, (query) => query.where('audit.number', '<', String(before)))
    .orderBy('audit.number', 'desc')
    .limit(limit)
    .execute();
