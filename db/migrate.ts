import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { adoptColumns, rechain } from './audit-backfill';
import { type Db, NewerSchema } from './database';

type Migration = { name: string; text: string; checksum: string };

const FOLDER = join(import.meta.dirname, 'migrations');

const readMigrations = async (folder: string): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
};

/** The part of a migration that SQL alone cannot do, run in its transaction. */
const AFTER: Readonly<Record<string, (trx: Db) => Promise<void>>> = { '0025_audit_identity.sql': rechain };

/** Refuses what cannot be told apart from someone else's history. */
const check = (applied: readonly { name: string; checksum: string }[], known: readonly Migration[]): void => {
  for (const { name, checksum } of applied) {
    const migration = known.find((each) => each.name === name);
    if (!migration) {
      throw new NewerSchema(
        `La base connaît la migration ${name}, pas ce programme : lancez une version plus récente.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new Error(
        `La migration ${name} a changé depuis qu’elle a été appliquée : rétablissez-la, écrivez-en une autre.`,
      );
    }
  }
};

/** The migrations that this program knows, in order, with the digest of their text. */
export const listMigrations = async (): Promise<Pick<Migration, 'name' | 'checksum'>[]> =>
  (await readMigrations(FOLDER)).map(({ name, checksum }) => ({ name, checksum }));

/**
 * Brings the schema up to date, all or nothing; several instances may call it at once. `until`: the last migration to
 * apply. Resolves to what it applied.
 */
export const migrate = async (db: Db, folder = FOLDER, until?: string): Promise<string[]> => {
  const known = (await readMigrations(folder)).filter(({ name }) => until === undefined || name <= until);
  return db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx);
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
    await sql`select pg_advisory_xact_lock(hashtextextended('comptoir migration', 0))`.execute(trx);
    await sql`create table if not exists migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp()
    )`.execute(trx);
    const applied = await trx.selectFrom('migration').select(['name', 'checksum']).execute();
    check(applied, known);
    const missing = known.filter(({ name }) => !applied.some((each) => each.name === name));
    for (const { name, text, checksum } of missing) {
      await sql
        .raw(text)
        .execute(trx)
        .catch((cause: Error) => {
          throw new Error(`La migration ${name} a échoué : ${cause.message}`, { cause });
        });
      await AFTER[name]?.(trx);
      await trx.insertInto('migration').values({ name, checksum }).execute();
    }
    const reached = [...applied, ...missing].map(({ name }) => name);
    if (missing.length > 0 && Object.keys(AFTER).some((name) => reached.includes(name)))
      await adoptColumns(trx);
    return missing.map(({ name }) => name);
  });
};
