import { type ExpressionBuilder, sql } from 'kysely';
import { dayAfter, HOUR, parisDay } from '#server/domain/facts/intervals';
import { PAYMENT_DAYS_TOLD, RESULTS_KEPT, TIME_RULES } from '#server/domain/facts/time-rules';
import type { Db } from './database';
import { STATEMENT_COLUMNS } from './dataset/nouns';
import type { Tables } from './tables';

/**
 * The instants a judgement may be asked at, [from, at], from what was recorded by `knownAt`. `platforms`: only what is
 * said, announced, measured or reported of these. `isOverLeftOut`: without what was said in incidents that were over by
 * `from`, which weighs on no judgement; what is told of incidents themselves is not to be asked of it. `isOnlyJudged`:
 * nor what its speakers declared of what was measured afterwards.
 */
export type Window = {
  from: Date;
  at: Date;
  knownAt: Date;
  platforms?: readonly string[];
  isOverLeftOut?: true;
  isOnlyJudged?: true;
};

const before = (instant: Date, milliseconds: number): Date => new Date(+instant - milliseconds);

/** A statement with the instant at which it entered the database, and whether a file brought it. */
export const STORED_STATEMENT = [...STATEMENT_COLUMNS, 'storedAt', 'imported'] as const;

/** What was said in incidents that were over is looked for by what is left of all that was said: little. */
type Said = ExpressionBuilder<Tables, 'statement'>;

const bears = (window: Window, notOver: readonly string[]) => (eb: Said) => {
  const { from, at, knownAt, platforms, isOverLeftOut } = window;
  return eb.and([
    eb('said', '>', before(from, TIME_RULES.memory.lasts)),
    eb('said', '<=', at > knownAt ? at : knownAt),
    eb('effectiveAt', '<=', at),
    eb('recordedAt', '<=', knownAt),
    ...(platforms ? [eb('platform', '=', sql<string>`any(${platforms}::text[])`)] : []),
    ...(isOverLeftOut ? [eb('id', 'in', weighing(window, notOver))] : []),
  ]);
};

/** What enters this database later than this after it was recorded is looked for among what came late. */
const LATE = sql.lit('1 hour');
const LATE_MS = HOUR;

/**
 * All but what was said in incidents that were over. Over a span, words that stand may still declare what is measured
 * after their incident was over, and what entered this database after `knownAt` makes an answer « reconstitué »: neither
 * is left out.
 */
const weighing = ({ from, at, knownAt, isOnlyJudged }: Window, notOver: readonly string[]) => {
  const mayDeclare = from < at && !isOnlyJudged;
  const lately = mayDeclare ? before(from, TIME_RULES.standing.lasts) : from;
  const entering = before(knownAt, LATE_MS);
  const remembered = sql`said > ${before(from, TIME_RULES.memory.lasts)} and effective_at <= ${at}`;
  return sql<string>`(
    select id from statement where said > ${lately < entering ? lately : entering} and said <= ${at > knownAt ? at : knownAt}
    union all select id from statement where incident is null and ${remembered}
    union all select id from statement where incident = any(${notOver}::text[]) and effective_at <= ${at}
    union all select id from statement where ${mayDeclare} and valid_until > ${from} and ${remembered}
    union all select id from statement where stored_at - recorded_at > ${LATE} and stored_at > ${knownAt}
    union all select statement from retraction where stored_at > ${knownAt} and recorded_at <= ${knownAt}
    union all select statement from confirmation where stored_at > ${knownAt} and recorded_at <= ${knownAt}
  )`;
};

/** Incidents begun by then that nobody had closed by the beginning, as far as was known then and entered by `knownAt`. */
const readNotOver = async (db: Db, { from, at, knownAt }: Window): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from incident left join incident_began on incident_began.incident = incident.id
    where coalesce(began <= ${at}, true) and id not in (
      select incident from closing
      where effective_at <= ${from} and recorded_at <= ${from < knownAt ? from : knownAt} and stored_at <= ${knownAt}
    )`.execute(db);
  return rows.map(({ id }) => id);
};

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

const among = (ids: readonly string[]) => sql<string>`any(${ids}::text[])`;

const readIn = async (db: Db, window: Window) => {
  const { from, at, knownAt } = window;
  const known = at > knownAt ? at : knownAt;
  const notOver = await readNotOver(db, window);
  const statements = await db
    .selectFrom('statement')
    .where(bears(window, notOver))
    .select(STORED_STATEMENT)
    .execute();
  const ids = statements.map(({ id }) => id);
  const told = [...new Set([...notOver, ...statements.flatMap(({ incident }) => incident ?? [])])];

  const [confirmations, retractions, incidents, updates, closings, maintenances, notices, payments] =
    await Promise.all([
      db
        .selectFrom('confirmation')
        .selectAll()
        .where('recordedAt', '<=', knownAt)
        .where('statement', '=', among(ids))
        .execute(),
      db
        .selectFrom('retraction')
        .selectAll()
        .where('recordedAt', '<=', knownAt)
        .where('statement', '=', among(ids))
        .execute(),
      db.selectFrom('incident').selectAll().where('id', '=', among(told)).execute(),
      db
        .selectFrom('incidentUpdate')
        .selectAll()
        .where('effectiveAt', '<=', at)
        .where('recordedAt', '<=', knownAt)
        .where('incident', '=', among(notOver))
        .execute(),
      db
        .selectFrom('closing')
        .selectAll()
        .where('effectiveAt', '<=', at)
        .where('recordedAt', '<=', knownAt)
        .where('incident', '=', among(told))
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
            and([
              eb('validUntil', 'is', null),
              eb('publishedAt', '>', before(from, TIME_RULES.notice.lasts)),
            ]),
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
