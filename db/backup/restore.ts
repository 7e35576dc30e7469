import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { checkAudit } from '../audit-check';
import type { Db } from '../database';
import { listMigrations, migrate } from '../migrate';
import { fileOf, MANIFEST, type Manifest, manifest } from './manifest';

/**
 * Readers refuse a number lower than one they have seen, and nobody knows how many changes came after the backup: the
 * numbers go on from far above.
 */
const BEYOND = 1_000_000;

/** Reads what a folder says it holds. Throws, with the cure, when it is not a whole backup that this program can read. */
export const readManifest = async (folder: string): Promise<Manifest> => {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => {
    throw new Error(
      `${folder} n’est pas une sauvegarde entière : ${MANIFEST} y manque. Prenez-en une autre.`,
    );
  });
  const read = manifest.safeParse(JSON.parse(text));
  if (!read.success) throw new Error(`${join(folder, MANIFEST)} n’est pas un sommaire de sauvegarde.`);
  const known = await listMigrations();
  const isKnown = read.data.migrations.every(
    ({ name, checksum }, index) => known[index]?.name === name && known[index].checksum === checksum,
  );
  if (!isKnown)
    throw new Error(
      `${folder} vient d’une version de Comptoir que celle-ci ne connaît pas : prenez la même, ou une plus récente.`,
    );
  for (const { name, sha256 } of read.data.tables)
    if ((await digestOf(join(folder, fileOf(name)))) !== sha256)
      throw new Error(
        `${join(folder, fileOf(name))} n’est plus le fichier sauvegardé. Prenez une autre copie.`,
      );
  return read.data;
};

const digestOf = async (file: string): Promise<string> => {
  const digest = createHash('sha256');
  for await (const chunk of createReadStream(file)) digest.update(chunk);
  return digest.digest('hex');
};

type Bare = { db: Db; client: PoolClient };

/**
 * Fills an empty database from a folder, and checks the journal against every fact; empty again when it cannot. Resolves
 * to the facts that are whole, and not stored when the journal says.
 */
export const restoreBackup = async (
  { db, client }: Bare,
  folder: string,
  manifest: Manifest,
): Promise<string[]> => {
  const { rows } = await client.query<{ isUsed: boolean }>(
    `select count(*) > 0 as "isUsed" from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  );
  if (rows[0]?.isUsed)
    throw new Error(
      'Cette base a déjà servi : donnez un DATA_DIR, ou une DATABASE_URL, qui n’a encore rien.',
    );
  try {
    await migrate(db, undefined, manifest.migrations.at(-1)?.name);
    await fillAll(client, folder, manifest);
    await migrate(db);
    const { faults, misdated } = await checkAudit(db);
    if (faults[0]) throw new Error(`Le journal remis ne concorde pas avec les faits : ${faults[0]}`);
    return misdated;
  } catch (error) {
    await client.query('rollback');
    await client.query('drop schema public cascade; create schema public');
    throw error;
  }
};

/** Facts are put back as they were: no trigger counts or dates them again. What one refers to is looked at once all is there. */
const fillAll = async (client: PoolClient, folder: string, manifest: Manifest): Promise<void> => {
  await client.query('begin');
  for (const month of manifest.months) await client.query('call open_observation_month($1::date)', [month]);
  const references = await readReferences(client);
  for (const { table, name } of references)
    await client.query(`alter table ${table} drop constraint ${name}`);
  await setTriggers(client, 'disable');
  const tables = manifest.tables.map(({ name }) => `"${name}"`).join(', ');
  await client.query(`truncate ${tables} cascade`);
  for (const table of manifest.tables) await fill(client, folder, table);
  // A backup taken long ago is put back now: that nothing was written since is not a clock that went ahead.
  await client.query('update seq set last = last + $1, moved_at = greatest(moved_at, now_stored())', [
    BEYOND,
  ]);
  await setTriggers(client, 'enable');
  for (const { table, name, definition } of references)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`).catch((cause: Error) => {
      throw new Error(`Cette sauvegarde ne concorde pas avec elle-même : ${cause.message}`, { cause });
    });
  await client.query('commit');
};

type Reference = { table: string; name: string; definition: string };

/** Foreign keys, which only a superuser may set aside: taken out and put back in the transaction, whoever owns the tables may. */
const readReferences = async (client: PoolClient): Promise<readonly Reference[]> => {
  const { rows } = await client.query<Reference>(
    `select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace order by 1, 2`,
  );
  return rows;
};

/** Those that we wrote, months of results included. */
const setTriggers = async (client: PoolClient, how: 'disable' | 'enable'): Promise<void> => {
  const { rows } = await client.query<{ table: string }>(
    `select oid::regclass::text as "table" from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  for (const { table } of rows) await client.query(`alter table ${table} ${how} trigger user`);
};

const fill = async (client: PoolClient, folder: string, { name, columns }: Manifest['tables'][number]) => {
  const listed = columns.map((column) => `"${column}"`).join(', ');
  await pipeline(
    createReadStream(join(folder, fileOf(name))),
    createGunzip(),
    client.query(copyFrom(`copy "${name}" (${listed}) from stdin`)),
  );
  const { rows } = await client.query<{ column: string }>(
    `select attname::text as column from pg_attribute where attrelid = $1::regclass and attidentity <> ''`,
    [name],
  );
  for (const { column } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), (select greatest(1, max("${column}")) from "${name}"))`,
      [name, column],
    );
};
