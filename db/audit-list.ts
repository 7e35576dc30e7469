import { STATE } from './audit';
import type { Db } from './database';
import { NOUNS } from './dataset/nouns';
import { readIdentities } from './identity';
import type { Content } from './watched';

export type AuditAsked = {
  /** Whose people; null: everyone's. */
  organisation: string | null;
  account: string | null;
  action: string | null;
  noun: string | null;
  /** Only rows about the public record; accounts, keys and invitations are about people. */
  isPublicOnly: boolean;
  id: string | null;
  /** Numbers below this one; null: from the newest. */
  before: number | null;
  limit: number;
};

const PUBLIC_NOUNS = NOUNS.map(({ table }) => table);

/**
 * Rows of the journal with the name of who acted, newest first, and what stands beside the chain put back: names that
 * were not blanked, networks of the last thirty days. Contents say again what other rows say: told when asked for.
 */
export const listAudit = async (db: Db, asked: AuditAsked) => {
  const rows = await readRows(db, asked);
  const digests = rows.flatMap(({ before, after }) => [identityOf(before), identityOf(after)]);
  const known = await readIdentities(
    db,
    digests.filter((digest) => digest !== null),
  );
  const whole = (side: object | null, more: object) => {
    if (side === null) return null;
    const { identity, ...said } = side as Content;
    const who = typeof identity === 'string' ? known.get(identity) : {};
    return { ...said, ...who, ...more };
  };
  return rows.map(({ agent, ...row }) => ({
    ...row,
    before: whole(row.before, {}),
    after: whole(row.after, agent === null ? {} : { agent }),
  }));
};

const identityOf = (side: object | null): string | null => {
  const { identity } = (side ?? {}) as Content;
  return typeof identity === 'string' ? identity : null;
};

const readRows = (
  db: Db,
  { organisation, account, action, noun, isPublicOnly, id, before, limit }: AuditAsked,
) =>
  db
    .selectFrom('audit')
    .leftJoin('account', 'account.id', 'audit.account')
    .leftJoin('auditOrigin', 'auditOrigin.number', 'audit.number')
    .select([
      'audit.number',
      'audit.at',
      'audit.account',
      'account.name',
      'audit.organisation',
      'audit.via',
      'auditOrigin.cameFrom',
      'auditOrigin.agent',
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
    .$if(action === null, (query) => query.where('audit.action', '<>', STATE))
    .$if(noun !== null, (query) => query.where('audit.noun', '=', noun ?? ''))
    .$if(isPublicOnly, (query) => query.where('audit.noun', 'in', PUBLIC_NOUNS))
    .$if(id !== null, (query) => query.where('audit.id', '=', id ?? ''))
    .$if(before !== null, (query) => query.where('audit.number', '<', String(before)))
    .orderBy('audit.number', 'desc')
    .limit(limit)
    .execute();
