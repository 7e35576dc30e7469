import { sql } from 'kysely';
import type { Db } from './database';
import { BUSY_SINCE } from './reports';

/** The number of the last committed change. */
export const readSeq = async (db: Db): Promise<number> => {
  const { last } = await db.selectFrom('seq').select('last').executeTakeFirstOrThrow();
  return Number(last);
};

/** What moves with every change: its number, how often the directory changed, and the end of the journal's chain. */
export const readHead = async (db: Db) =>
  headOf(
    await db
      .selectFrom(['seq', 'auditHead'])
      .select(['seq.last', 'seq.directory', 'auditHead.number', 'auditHead.hash'])
      .executeTakeFirstOrThrow(),
  );

type Head = { last: string; directory: string; number: string; hash: string };
const headOf = ({ last, directory, number, hash }: Head) => ({
  seq: Number(last),
  directoryMoves: Number(directory),
  auditHead: { number: Number(number), hash },
});

/**
 * The same, and whether there is nothing to read of what is measured to judge an instant: no probe was ever enabled, and
 * no hour near it has so many as `least` practices that say they are blocked.
 */
export const readPulse = async (db: Db, { at, least }: { at: Date; least: number }) => {
  const { rows } = await sql<Head & { isQuiet: boolean }>`
    select seq.last, seq.directory, audit_head.number, audit_head.hash,
      not exists (select from probe where enabled_at is not null) and not exists (
        select from report_hour
        where blocked >= ${sql.lit(least)} and hour > ${new Date(+at - BUSY_SINCE)} and hour <= ${at}
      ) as is_quiet
    from seq, audit_head
  `.execute(db);
  const [row] = rows;
  if (!row) throw new Error('La base ne dit pas où en est son journal.');
  return { head: headOf(row), isQuiet: row.isQuiet };
};

/** Counts the passing of an instant at which a judgement turned, once however many instances saw it. */
export const bumpSeq = (db: Db, seq: number) =>
  sql`
    with moved as (
      update seq set last = last + 1, moved_at = greatest(moved_at, now_stored()) where last = ${seq} returning last
    )
    select pg_notify('seq', last::text) from moved
  `.execute(db);

/** Counts a change that no row of the record carries, as what is measured: readers hear of it. */
export const countChange = (trx: Db) =>
  sql`
    with moved as (update seq set last = last + 1, moved_at = greatest(moved_at, now_stored()) returning last)
    select pg_notify('seq', last::text) from moved
  `.execute(trx);

/** All platforms by id; dependencies in the order of the file. */
export const readPlatforms = async (db: Db) => {
  const [platforms, dependencies] = await Promise.all([
    db.selectFrom('platform').selectAll().orderBy('id').execute(),
    db.selectFrom('dependency').selectAll().orderBy('from').orderBy('rank').execute(),
  ]);
  return platforms.map(({ storedAt: _, ...platform }) => ({
    ...platform,
    dependsOn: dependencies
      .filter(({ from }) => from === platform.id)
      .map(({ platform, flows }) => ({ platform, flows })),
  }));
};

/** All platforms, mutuelles, organisations and conventions, each by id. */
export const readDirectory = async (db: Db) => {
  const [platforms, mutuelles, organisations, conventions] = await Promise.all([
    readPlatforms(db),
    db.selectFrom('mutuelle').selectAll().orderBy('id').execute(),
    db.selectFrom('organisation').selectAll().orderBy('id').execute(),
    db.selectFrom('convention').selectAll().orderBy('mutuelle').orderBy('platform').orderBy('from').execute(),
  ]);
  return {
    platforms,
    mutuelles: mutuelles.map(({ storedAt: _, ...mutuelle }) => mutuelle),
    organisations: organisations.map(({ storedAt: _, ...organisation }) => organisation),
    conventions: conventions.map(
      ({ storedAt: _, sourceUrl, sourceKind, sourceAsOf, sourceConfidence, ...convention }) => ({
        ...convention,
        source: { url: sourceUrl, kind: sourceKind, asOf: sourceAsOf, confidence: sourceConfidence },
      }),
    ),
  };
};

/** As people write them, and as addresses do. */
export const listPlatformNames = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('platform').select(['id', 'name']).execute()).flatMap(({ id, name }) => [id, name]);
