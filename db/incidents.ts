import { type Selectable, sql } from 'kysely';
import { cut, type PageAsked } from './cursor';
import type { Db } from './database';
import { STORED_STATEMENT } from './evidence';
import type { Tables } from './tables';

type Row = Selectable<Tables['incident']>;

/**
 * A page of incidents with all that was said of them, newest first by the first instant told; those without any last.
 * Of one platform, or all.
 */
export const listIncidents = async (
  db: Db,
  { before, limit, platform }: PageAsked & { platform: string | undefined },
) => {
  const rows = await db
    .selectFrom('incidentBegan')
    .innerJoin('incident', 'incident.id', 'incidentBegan.incident')
    .selectAll('incident')
    .select('began')
    .$if(platform !== undefined, (query) => query.where(sql<boolean>`${platform} = any(platforms)`))
    .$if(before !== null, (query) =>
      query.where(
        sql<boolean>`(began, incident_began.incident) < (${before?.instant ?? null}, ${before?.id ?? null})`,
      ),
    )
    .orderBy('began', 'desc')
    .orderBy('incidentBegan.incident', 'desc')
    .limit(limit + 1)
    .execute();
  const { page, next } = cut(rows, limit, ({ began, id }) => ({ instant: began, id }));
  const incidents = page.map(({ began: _, ...incident }) => incident);
  return { facts: await readIncidentFacts(db, incidents), next };
};

/** One incident with all that was said of it; undefined when unknown. */
export const readIncident = async (db: Db, id: string) => {
  const incident = await db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst();
  return incident && readIncidentFacts(db, [incident]);
};

/** Locks it against a closing while something is added to it, or against everyone while it is closed. */
export const lockIncident = (trx: Db, id: string, mode: 'to-add' | 'to-close') =>
  trx
    .selectFrom('incident')
    .selectAll()
    .where('id', '=', id)
    .$if(mode === 'to-add', (query) => query.forShare())
    .$if(mode === 'to-close', (query) => query.forUpdate())
    .executeTakeFirst();

type OwnIncident = { by: string; platform: string; saidAfter: Date };

/**
 * The newest open incident in which somebody lately spoke of a platform and did not take it back, locked to be added to;
 * null: there is none. Two words of one speaker on one platform come one after the other here, so that the second joins
 * what the first opened.
 */
export const lockOwnIncident = async (
  trx: Db,
  { by, platform, saidAfter }: OwnIncident,
): Promise<string | null> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`incident ${by} ${platform}`}, 0))`.execute(trx);
  const said = await trx
    .selectFrom('statement')
    .innerJoin('incident', 'incident.id', 'statement.incident')
    .select('statement.incident')
    .where('statement.by', '=', by)
    .where('statement.platform', '=', platform)
    .where('statement.recordedAt', '>', saidAfter)
    .where(sql<boolean>`${platform} = any(incident.platforms)`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('closing')
            .whereRef('closing.incident', '=', 'statement.incident')
            .select('closing.incident'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('retraction')
            .whereRef('retraction.statement', '=', 'statement.id')
            .select('retraction.statement'),
        ),
      ),
    )
    .orderBy('statement.recordedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!said?.incident) return null;
  return (await lockIncident(trx, said.incident, 'to-add'))?.id ?? null;
};

export const isClosed = async (db: Db, incident: string): Promise<boolean> =>
  (await db
    .selectFrom('closing')
    .select('incident')
    .where('incident', '=', incident)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** All that was ever said of some incidents. */
const readIncidentFacts = async (db: Db, incidents: readonly Row[]) => {
  const ids = incidents.map(({ id }) => id);
  if (ids.length === 0)
    return { incidents, statements: [], updates: [], closings: [], retractions: [], confirmations: [] };
  const ofIncidents = sql<string>`any(${ids}::text[])`;
  const [statements, updates, closings] = await Promise.all([
    db.selectFrom('statement').select(STORED_STATEMENT).where('incident', '=', ofIncidents).execute(),
    db.selectFrom('incidentUpdate').selectAll().where('incident', '=', ofIncidents).execute(),
    db.selectFrom('closing').selectAll().where('incident', '=', ofIncidents).execute(),
  ]);
  const ofThem = sql<string>`any(${statements.map(({ id }) => id)}::text[])`;
  const [retractions, confirmations] = await Promise.all([
    db.selectFrom('retraction').selectAll().where('statement', '=', ofThem).execute(),
    db.selectFrom('confirmation').selectAll().where('statement', '=', ofThem).execute(),
  ]);
  return { incidents, statements, updates, closings, retractions, confirmations };
};
