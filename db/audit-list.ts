import type { Db } from './database';
import { NOUNS } from './dataset/nouns';

export type AuditAsked = {
  /** Whose people; null: everyone's. */
  organisation: string | null;
  account: string | null;
  action: string | null;
  noun: string | null;
  /** What is of the public record alone; accounts, keys and invitations are of people. */
  isPublicOnly: boolean;
  id: string | null;
  /** Numbers below this one; null: from the newest. */
  before: number | null;
  limit: number;
};

const PUBLIC_NOUNS = NOUNS.map(({ table }) => table);

/** Rows of the journal with the name of who acted, newest first. */
export const listAudit = (
  db: Db,
  { organisation, account, action, noun, isPublicOnly, id, before, limit }: AuditAsked,
) =>
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
    .$if(isPublicOnly, (query) => query.where('audit.noun', 'in', PUBLIC_NOUNS))
    .$if(id !== null, (query) => query.where('audit.id', '=', id ?? ''))
    .$if(before !== null, (query) => query.where('audit.number', '<', String(before)))
    .orderBy('audit.number', 'desc')
    .limit(limit)
    .execute();
