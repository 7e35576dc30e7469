import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { NONCE, practiceIn, REPORTERS } from '../reporters';
import { sealKeys } from './keys';
import { fileOf, MANIFEST, type Manifest } from './manifest';

/**
 * What lasts minutes and lets somebody in: whoever was signed in signs in again. What was tried at
 * accounts, whose time would not be kept there. And salts, for whoever holds them can
 * compute who reports from the public list of professionals. Where
 * writers came from is kept thirty days, and a backup for longer. Which facts the last changes brought is for readers
 * that run, and how far a clock is off is of its machine. What subscribers were told begins anew: they are told of what
 * changes from then on.
 * What tools sent is kept a week, and a backup for longer: their drafts are in it.
 */
const LEFT_OUT = [
  'migration',
  'clock',
  'moved_fact',
  'session',
  'statement_session',
  'challenge',
  'totp_offer',
  'first_steps_token',
  'security_event',
  'letter',
  'professional_session',
  'attempt',
  'report_salt',
  'audit_origin',
  'delivery',
  'fan_out',
  'fan_out_value',
  'fan_out_change',
  'connector_payload',
];

/** Whose keys to take, and what seals them. */
type Sealing = { dataDir: string; passphrase: string };

/**
 * Writes all that is on record, as one moment of it, to a folder that must not be there yet. `sealing` null: without any
 * key, so that whoever reads it can sign nothing in our name.
 */
export const takeBackup = async (
  client: PoolClient,
  folder: string,
  sealing: Sealing | null,
): Promise<Manifest> => {
  const draft = `${folder}.${process.pid}.part`;
  await mkdir(join(draft, 'tables'), { recursive: true, mode: 0o700 });
  try {
    await client.query('begin isolation level repeatable read read only');
    const manifest: Manifest = {
      format: 'comptoir-backup/2',
      ...(await readHead(client)),
      tables: [],
      secrets: sealing === null ? [] : await sealKeys(sealing.dataDir, draft, sealing.passphrase),
    };
    for (const table of await readTables(client)) {
      const sha256 = await copyTable(client, table, join(draft, fileOf(table.name)));
      manifest.tables.push({ ...table, sha256 });
    }
    await client.query('commit');
    await writeDurably(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`);
    await rename(draft, folder);
    return manifest;
  } catch (error) {
    await client.query('rollback');
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
};

type Head = Pick<Manifest, 'takenAt' | 'migrations' | 'seq' | 'auditHead' | 'months'>;

const readHead = async (client: PoolClient): Promise<Head> => {
  const { rows } = await client.query<Head>(`
    select to_json(now()) as "takenAt",
      (select json_agg(json_build_object('name', name, 'checksum', checksum) order by name) from migration) as migrations,
      (select last::int from seq) as seq,
      (select json_build_object('number', number, 'hash', hash) from audit_head) as "auditHead",
      (select coalesce(json_agg(to_date(right(relname, 7), 'YYYY_MM') order by relname), '[]')
        from pg_inherits join pg_class on oid = inhrelid where inhparent = 'observation'::regclass) as months`);
  if (!rows[0]) throw new Error('Cette base n’est pas une base de Comptoir.');
  return rows[0];
};

type Table = Pick<Manifest['tables'][number], 'name' | 'columns'>;

/** Derived tables are left out; a partitioned table is read as one. */
const readTables = async (client: PoolClient): Promise<Table[]> => {
  const { rows } = await client.query<Table>(
    `select relname::text as name, array_agg(attname::text order by attnum) as columns
    from pg_class join pg_attribute on attrelid = pg_class.oid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and attnum > 0 and not attisdropped and attgenerated = '' and relname <> all($1)
    group by relname order by relname`,
    [LEFT_OUT],
  );
  return rows;
};

/** Resolves to the digest of the file. */
const copyTable = async (client: PoolClient, { name, columns }: Table, file: string): Promise<string> => {
  const listed = columns.map((column) => `"${column}"`).join(', ');
  const digest = createHash('sha256');
  const digested = new Transform({
    transform(chunk, _encoding, done) {
      digest.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(
    client.query(
      copyTo(
        `copy (${isReporting(name) ? withoutReporters(name, columns) : `select ${listed} from "${name}"`}) to stdout`,
      ),
    ),
    // Fast rather than small: what is copied runs beside a server.
    createGzip({ level: 2 }),
    digested,
    createWriteStream(file, { mode: 0o600, flush: true }),
  );
  return digest.digest('hex');
};

const isReporting = (table: string): table is keyof typeof REPORTERS => table in REPORTERS;

/** Their salts stay here: in a backup nobody is a reporter any more, whatever the day. */
const withoutReporters = (table: keyof typeof REPORTERS, columns: readonly string[]): string => {
  const given: Record<string, string> = {
    reporter: 'null',
    practice: `case when reporter is null then practice else ${practiceIn(table)} end`,
  };
  const listed = columns.map((column) => given[column] ?? `"${column}"`).join(', ');
  return `with ${NONCE} select ${listed} from "${table}", drawn`;
};

const writeDurably = async (file: string, text: string): Promise<void> => {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
};
