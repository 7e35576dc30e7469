import { type ExpressionBuilder, sql } from 'kysely';
import { dayAfter, parisDay } from '#server/domain/facts/intervals';
import { PAYMENT_DAYS_TOLD, RESULTS_KEPT, TIME_RULES } from '#server/domain/facts/time-rules';
import type { Db } from './database';
import { STATEMENT_COLUMNS } from './dataset/nouns';
import type { Tables } from './tables';

/**
 * The instants a judgement may be asked at, [from, at], from what was recorded by `knownAt`. `platforms`: only what is
 * said, announced, measured or reported of these. `isOverLeftOut`: without what was said in incidents that were over by
 * `from`, which weighs on no judgement; what is told of incidents themselves is not to be asked of it.
 */
export type Window = {
  from: Date;
  at: Date;
  knownAt: Date;
  platforms?: readonly string[];
  isOverLeftOut?: true;
};

const before = (instant: Date, milliseconds: number): Date => new Date(+instant - milliseconds);

/** A statement with the instant at which it entered the database, and whether a file brought it. */
export const STORED_STATEMENT = [...STATEMENT_COLUMNS, 'storedAt', 'imported'] as const;

const bears =
  ({ from, at, knownAt, platforms, isOverLeftOut }: Window) =>
  (eb: ExpressionBuilder<Tables, 'statement'>) =>
    eb.and([
      eb('said', '>', before(from, TIME_RULES.memory.lasts)),
      eb('said', '<=', at > knownAt ? at : knownAt),
      eb('effectiveAt', '<=', at),
      eb('recordedAt', '<=', knownAt),
      ...(platforms ? [eb('platform', '=', sql<string>`any(${platforms}::text[])`)] : []),
      ...(isOverLeftOut ? [eb.not(isOver({ from, at, knownAt }))] : []),
    ]);

/**
 * Over a span, words that stand may still declare what is measured after their incident was over, and what entered this
 * database after `knownAt` makes an answer « reconstitué »: neither is left out.
 */
const isOver = ({ from, at, knownAt }: Window) => sql<boolean>`(
  incident is not null and said <= ${from < at ? before(from, TIME_RULES.standing.lasts) : from}
  and (${from >= at} or coalesce(valid_until <= ${from}, true))
  and stored_at <= ${knownAt} and incident in (
    select incident from closing where effective_at <= ${from}
      and recorded_at <= least(${from}::timestamptz, ${knownAt}::timestamptz) and stored_at <= ${knownAt}
  )
  and id not in (
    select statement from retraction where stored_at > ${knownAt}
    union all select statement from confirmation where stored_at > ${knownAt}
  )
)`;

/**
 * All that can bear on some instant of the window, as one moment of the record: no statement without its closing.
 * The cost follows what was said in the window, and before it for as long as a statement is remembered, not the length
 * of the record.
 */
export const readEvidence = (db: Db, window: Window) =>
  db.isTransaction
    ? readIn(db, window)
    : db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((snapshot) => readIn(snapshot, window));

const readIn = async (db: Db, window: Window) => {
  const { from, at, knownAt } = window;
  const borne = db.selectFrom('statement').where(bears(window));
  const known = at > knownAt ? at : knownAt;
  const stillOpen = db
    .selectFrom('incident')
    .select('id')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('closing')
            .select('incident')
            .whereRef('closing.incident', '=', 'incident.id')
            .where('effectiveAt', '<=', from)
            .where('recordedAt', '<=', knownAt),
        ),
      ),
    );

  const [
    statements,
    confirmations,
    retractions,
    incidents,
    updates,
    closings,
    maintenances,
    notices,
    payments,
  ] = await Promise.all([
    borne.select(STORED_STATEMENT).execute(),
    db
      .selectFrom('confirmation')
      .selectAll()
      .where('recordedAt', '<=', knownAt)
      .where('statement', 'in', borne.select('id'))
      .execute(),
    db
      .selectFrom('retraction')
      .selectAll()
      .where('recordedAt', '<=', knownAt)
      .where('statement', 'in', borne.select('id'))
      .execute(),
    db
      .selectFrom('incident')
      .selectAll()
      .where(({ eb, or }) =>
        or([
          eb('id', 'in', stillOpen),
          eb('id', 'in', borne.select('incident').where('incident', 'is not', null)),
        ]),
      )
      .execute(),
    db
      .selectFrom('incidentUpdate')
      .selectAll()
      .where('effectiveAt', '<=', at)
      .where('recordedAt', '<=', knownAt)
      .where('incident', 'in', stillOpen)
      .execute(),
    db
      .selectFrom('closing')
      .selectAll()
      .where('effectiveAt', '<=', at)
      .where('recordedAt', '<=', knownAt)
      .where('incident', 'in', borne.select('incident').where('incident', 'is not', null))
      .execute(),
    db
      .selectFrom('maintenance')
      .selectAll()
      // A measurement made during a window still does not count once the window is over (RULES.md 8).
      .where('to', '>', before(from, RESULTS_KEPT))
      .where('recordedAt', '<=', knownAt)
      .$if(window.platforms !== undefined, (query) =>
        query.where('platform', '=', sql<string>`any(${window.platforms ?? []}::text[])`),
      )
      .execute(),
    db
      .selectFrom('notice')
      .selectAll()
      .where('publishedAt', '<=', known)
      .where(({ eb, and, or }) =>
        or([
          eb('validUntil', '>', from),
          and([eb('validUntil', 'is', null), eb('publishedAt', '>', before(from, TIME_RULES.notice.lasts))]),
        ]),
      )
      .execute(),
    db
      .selectFrom('paymentDay')
      .selectAll()
      .where('day', '>', dayAfter(parisDay(from), -PAYMENT_DAYS_TOLD))
      .where('day', '<=', parisDay(at))
      .where('recordedAt', '<=', knownAt)
      .execute(),
  ]);
  return {
    statements,
    confirmations,
    retractions,
    incidents,
    updates,
    closings,
    maintenances,
    notices,
    payments,
  };
};
