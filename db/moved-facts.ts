import { sql } from 'kysely';
import type { Db } from './database';
import { readHead } from './directory';
import { STORED_STATEMENT } from './evidence';

/** How long it is remembered which facts a change brought, milliseconds; `MOVED_FACTS_KNOWN` leaves readers a margin. */
export const MOVED_FACTS_KEPT = 60 * 60_000;
/** Whoever last read the record longer ago reads it whole. */
export const MOVED_FACTS_KNOWN = MOVED_FACTS_KEPT / 2;

const NOUNS = [
  'statement',
  'confirmation',
  'retraction',
  'incident',
  'incident_update',
  'closing',
  'maintenance',
  'notice',
  'payment_day',
] as const;
type Noun = (typeof NOUNS)[number];

/**
 * What moves with every change, with the facts that changes after `seq` brought, as one moment of the record: those
 * new or amended whole; of the statements and incidents that something was said about, all that was said about them.
 */
export const readMovedFacts = (db: Db, seq: number) =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (snapshot) => {
      const head = await readHead(snapshot);
      return { head, facts: await factsSince(snapshot, seq) };
    });

export type MovedFacts = Awaited<ReturnType<typeof factsSince>>;

const factsSince = async (db: Db, seq: number) => {
  const { rows } = await sql<{ noun: string; id: string }>`
    select distinct noun, id from moved_fact where seq > ${seq}
  `.execute(db);
  const idsOf = (noun: Noun): string[] => rows.filter((row) => row.noun === noun).map(({ id }) => id);
  const some = async <F>(ids: readonly string[], read: (ids: readonly string[]) => Promise<F[]>) =>
    ids.length === 0 ? [] : read(ids);
  const among = (ids: readonly string[]) => sql<string>`any(${ids}::text[])`;

  const statements = await some(idsOf('statement'), (ids) =>
    db.selectFrom('statement').select(STORED_STATEMENT).where('id', '=', among(ids)).execute(),
  );
  // Its incident may be one that was over, of which nothing is held any more.
  const named = statements.flatMap(({ incident }) => incident ?? []);
  const about = {
    confirmations: idsOf('confirmation'),
    retractions: idsOf('retraction'),
    closings: [...new Set([...idsOf('closing'), ...named])],
  };
  const incidents = await some([...new Set([...idsOf('incident'), ...named])], (ids) =>
    db.selectFrom('incident').selectAll().where('id', '=', among(ids)).execute(),
  );
  return {
    statements,
    incidents,
    /** The ids of which all confirmations, retractions and closings are given. */
    about,
    confirmations: await some(about.confirmations, (ids) =>
      db.selectFrom('confirmation').selectAll().where('statement', '=', among(ids)).execute(),
    ),
    retractions: await some(about.retractions, (ids) =>
      db.selectFrom('retraction').selectAll().where('statement', '=', among(ids)).execute(),
    ),
    closings: await some(about.closings, (ids) =>
      db.selectFrom('closing').selectAll().where('incident', '=', among(ids)).execute(),
    ),
    updates: await some(idsOf('incident_update'), (ids) =>
      db.selectFrom('incidentUpdate').selectAll().where('id', '=', among(ids)).execute(),
    ),
    maintenances: await some(idsOf('maintenance'), (ids) =>
      db.selectFrom('maintenance').selectAll().where('id', '=', among(ids)).execute(),
    ),
    notices: await some(idsOf('notice'), (ids) =>
      db.selectFrom('notice').selectAll().where('id', '=', among(ids)).execute(),
    ),
    payments: await some(idsOf('payment_day'), (ids) =>
      db.selectFrom('paymentDay').selectAll().where('id', '=', among(ids)).execute(),
    ),
  };
};
