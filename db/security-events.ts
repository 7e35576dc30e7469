import type { Insertable } from 'kysely';
import type { SecurityEventKind } from '#server/domain/facts/vocabulary';
import type { Db } from './database';
import type { Tables } from './tables';

export const addSecurityEvent = (db: Db, event: Insertable<Tables['securityEvent']>) =>
  db.insertInto('securityEvent').values(event).execute();

/** Those of some kinds since an instant, oldest first. */
export const listLately = (db: Db, events: readonly SecurityEventKind[], since: Date) =>
  named(db)
    .where('securityEvent.event', 'in', events)
    .where('securityEvent.at', '>=', since)
    .orderBy('securityEvent.id')
    .execute();

export type SecurityEventsAsked = {
  /** Whose people; null: everyone's. */
  organisation: string | null;
  account: string | null;
  /** Those before this one; null: from the newest. */
  before: number | null;
  limit: number;
};

/** With the names of whose account it is and of who did it. */
const named = (db: Db) =>
  db
    .selectFrom('securityEvent')
    .innerJoin('account', 'account.id', 'securityEvent.account')
    .leftJoin('account as doer', 'doer.id', 'securityEvent.by')
    .select([
      'securityEvent.id',
      'securityEvent.at',
      'securityEvent.event',
      'securityEvent.account',
      'securityEvent.organisation',
      'account.name',
      'doer.name as by',
      'securityEvent.cameFrom',
      'securityEvent.times',
      'securityEvent.about',
    ]);

/** Newest first. */
export const listSecurityEvents = (db: Db, { organisation, account, before, limit }: SecurityEventsAsked) =>
  named(db)
    .$if(organisation !== null, (query) => query.where('securityEvent.organisation', '=', organisation ?? ''))
    .$if(account !== null, (query) => query.where('securityEvent.account', '=', account ?? ''))
    .$if(before !== null, (query) => query.where('securityEvent.id', '<', String(before)))
    .orderBy('securityEvent.id', 'desc')
    .limit(limit)
    .execute();
