import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { appendAudit, BY_COMMAND } from '#db/audit';
import { connect, type Db } from '#db/database';
import { insertAll } from '#db/dataset/record';
import { startEmbedded } from '#db/embedded';
import { migrate } from '#db/migrate';
import { MINUTE } from '#server/domain/facts/intervals';
import { ROOT, startServer } from '../../faults/kit/server';
import { makeFolder, progress } from '../../faults/kit/support';
import { adminOf } from '../load/program';
import { factsOfAYear, type Place, type Size } from './facts';
import { dateBefore, type Person, writeJournal } from './journal';
import { openMonthsOfAYear, probesOf, stepsOfAYear } from './rows';

/** A DATA_DIR with a made-up year in it, stopped. */

/** Nothing of it outlives the run. */
const IN_A_HURRY = {
  fsync: 'off',
  full_page_writes: 'off',
  max_wal_size: '2GB',
  min_wal_size: '80MB',
  autovacuum: 'off',
};
const PEOPLE = ['desk', 'rof', 'viamedis', 'almerys', 'fspf'];
const SAID = ['incident', 'incident_update', 'statement', 'confirmation', 'retraction', 'closing'];
const FIRST_DATED = ['platform', 'mutuelle', 'convention', 'organisation', ...SAID, 'maintenance', 'notice'];

/** Works in the database of a DATA_DIR that no program serves. */
const within = async <T>(dataDir: string, work: (db: Db) => Promise<T>): Promise<T> => {
  const cluster = await startEmbedded(dataDir, IN_A_HURRY);
  const { db, close } = connect(cluster.address, { statementTimeout: 0 });
  try {
    return await work(db);
  } finally {
    await close();
    await cluster.stop();
  }
};

const hasColumn = async (db: Db, table: string, column: string): Promise<boolean> => {
  const { rows } = await sql`
    select from information_schema.columns where table_name = ${table} and column_name = ${column}
  `.execute(db);
  return rows.length > 0;
};

/**
 * The first start is of the program in `root`, so that the year lies in that program's schema. Resolves to the folder,
 * and the journal's length.
 */
export const makeYear = async (root: string, size: Size): Promise<{ dataDir: string; rows: number }> => {
  progress('year', 'the first start');
  const dataDir = await makeFolder();
  const server = await startServer({ root, dataDir });
  for (const organisation of PEOPLE)
    await adminOf(
      server,
      ...['key', `${organisation}@annee.example`, '--organisation', organisation],
      '--name',
      'Inventé',
    );
  await server.stop();
  // The journal is chained again: what was signed of the one before is not of this one.
  for (const name of ['signed-heads', 'public', 'record.kept'])
    await rm(join(dataDir, name), { recursive: true, force: true });
  const rows = await within(dataDir, (db) => fill(db, size));
  return { dataDir, rows };
};

/** What a trigger writes otherwise. */
const BEGINNINGS = sql`
  insert into incident_began (incident, began)
  select incident, min(effective_at) from statement where incident is not null group by incident
  on conflict (incident) do update set began = least(incident_began.began, excluded.began)`;

const fill = async (db: Db, size: Size): Promise<number> => {
  const isJournaled = await hasColumn(db, 'probe_version', 'number');
  const hasPractice = await hasColumn(db, 'report', 'practice');
  const isBegun = await hasColumn(db, 'incident_began', 'began');
  await db.transaction().execute(async (trx) => {
    await probesOf(size).execute(trx);
    // In a schema of which the journal tells what probes become, it is told.
    if (isJournaled) await appendAudit(trx, BY_COMMAND, size.end, []);
  });
  await openMonthsOfAYear(db, size);
  const { rows: places } = await sql<Place>`select id::text, flows::text[] from platform order by id`.execute(
    db,
  );
  const { rows: people } = await sql<Person>`select id, organisation from account order by id`.execute(db);
  const facts = factsOfAYear(places, size);
  const length = await db.transaction().execute(async (trx) => {
    // No trigger counts each row, and no key is looked up for it.
    await sql`set local session_replication_role = replica`.execute(trx);
    await dateBefore(trx, FIRST_DATED);
    for (const { table, columns, rows } of facts) {
      progress('year', `${rows.length.toLocaleString('en')} of ${table}`);
      await insertAll(trx, table, columns, rows);
    }
    if (isBegun) await BEGINNINGS.execute(trx);
    progress('year', 'the journal');
    const written = await writeJournal(trx, facts, people, size);
    for (const { what, query } of stepsOfAYear(size, hasPractice)) {
      progress('year', what);
      await query.execute(trx);
    }
    await sql`update seq set last = last + ${written}, moved_at = ${size.end}`.execute(trx);
    return written;
  });
  await sql`vacuum analyze`.execute(db);
  return length;
};

/** A copy of the year, for a program to serve and change. */
export const copyOf = async (dataDir: string): Promise<string> => {
  const copy = await makeFolder();
  await promisify(execFile)('cp', ['-a', `${dataDir}/.`, copy]);
  return copy;
};

/**
 * Brings a year of an older schema to ours, and does at once what the job on duty would in its first hours: who reported
 * is blanked. Resolves to how long the migration took, milliseconds.
 */
export const bringUpToDate = (dataDir: string): Promise<number> =>
  within(dataDir, async (db) => {
    const startedAt = performance.now();
    const applied = await migrate(db);
    const took = performance.now() - startedAt;
    if (applied.length === 0) return 0;
    progress('year', `${applied.length} migrations in ${(took / 1000).toFixed(1)} s`);
    await db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      for (const table of ['report', 'remark'])
        await sql`update ${sql.table(table)} set practice = reporter, reporter = null
          where reporter is not null`.execute(trx);
    });
    await sql`vacuum analyze`.execute(db);
    return took;
  });

/** Whether it is ours that is measured. */
export const isOurs = (root: string): boolean => root === ROOT;

/** To the minute, so that what is asked of an instant is the same for both. */
export const sizeOfNow = (of: number): Size => ({
  end: new Date(Math.floor(Date.now() / MINUTE) * MINUTE),
  of,
});
