import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

export type Restriction = Selectable<Tables['restriction']>;

export const addRestriction = (trx: Db, restriction: Insertable<Tables['restriction']>) =>
  trx.insertInto('restriction').values(restriction).returningAll().executeTakeFirstOrThrow();

/** They are rare and count each other: one transaction at a time, until it ends. */
export const lockRestrictions = async (trx: Db): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('restrictions', 0))`.execute(trx);
};

export const readRestriction = (db: Db, id: string): Promise<Restriction | undefined> =>
  db.selectFrom('restriction').selectAll().where('id', '=', id).executeTakeFirst();

export const changeRestriction = (trx: Db, id: string, given: Updateable<Tables['restriction']>) =>
  trx.updateTable('restriction').set(given).where('id', '=', id).returningAll().executeTakeFirstOrThrow();

/** The restrictions on one thing that nobody called off, newest first. */
export const listRestrictionsOf = (
  db: Db,
  action: Restriction['action'],
  target: string,
): Promise<Restriction[]> =>
  db
    .selectFrom('restriction')
    .selectAll()
    .where('action', '=', action)
    .where('target', '=', target)
    .where('cancelledAt', 'is', null)
    .orderBy('askedAt', 'desc')
    .execute();

/** The restrictions that one account asked for since that instant, whatever became of them. */
export const listAskedBy = (db: Db, account: string, from: Date): Promise<Restriction[]> =>
  db
    .selectFrom('restriction')
    .selectAll()
    .where('account', '=', account)
    .where('askedAt', '>', from)
    .execute();

/** The restrictions that one account asked for, that have not taken effect and that nobody called off. */
export const listPendingBy = (db: Db, account: string, now: Date): Promise<Restriction[]> =>
  db
    .selectFrom('restriction')
    .selectAll()
    .where('account', '=', account)
    .where('cancelledAt', 'is', null)
    .where(({ eb, or }) => or([eb('takesEffectAt', 'is', null), eb('takesEffectAt', '>', now)]))
    .execute();

/** Of narrowings that hold by now and that their organisation does not say yet. */
export const unappliedBy = (now: Date) => sql<boolean>`
  action = 'scope-narrowing' and cancelled_at is null and applied_at is null and takes_effect_at <= ${now}
`;

/** Of one organisation, or of all. */
export const listUnapplied = (db: Db, organisation: string | null, now: Date): Promise<Restriction[]> =>
  db
    .selectFrom('restriction')
    .selectAll()
    .where(unappliedBy(now))
    .$if(organisation !== null, (query) => query.where('target', '=', organisation ?? ''))
    .orderBy('takesEffectAt')
    .execute();

/** Newest first: those nobody called off that are not over, and what became of the others since then. */
export const listRestrictions = (db: Db, since: Date) =>
  db
    .selectFrom('restriction')
    .leftJoin('account as person', 'person.id', 'restriction.target')
    .leftJoin('organisation as scope', 'scope.id', 'restriction.target')
    .leftJoin('probe', 'probe.id', 'restriction.target')
    .leftJoin('apiKey', 'apiKey.id', 'restriction.target')
    .selectAll('restriction')
    .select(({ fn }) => [
      fn.coalesce('person.name', 'scope.name', 'probe.name', 'apiKey.name').as('name'),
      fn.coalesce('apiKey.account', 'person.id').as('concerned'),
    ])
    .where(({ eb, and, or }) =>
      or([
        eb('restriction.askedAt', '>', since),
        eb('restriction.takesEffectAt', '>', since),
        eb('restriction.cancelledAt', '>', since),
        and([eb('restriction.cancelledAt', 'is', null), eb('restriction.takesEffectAt', 'is', null)]),
        and([eb('restriction.cancelledAt', 'is', null), eb('restriction.action', '=', 'account-suspension')]),
      ]),
    )
    .orderBy('restriction.askedAt', 'desc')
    .orderBy('restriction.id')
    .limit(500)
    .execute();
