import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, type PoolClient, TypeOverrides } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Result } from '#server/domain/facts/result';
import type { SocketAddress } from './embedded';
import type { Tables } from './tables';

/** A new id, later than those before it; in the form of a slug. */
export const newId = (): string => uuidv7();

/** The database, or a transaction on it: queries take either, first. */
export type Db = Kysely<Tables>;

export type Connection = { db: Db; pool: Pool; close(): Promise<void> };

/** `statementTimeout` in milliseconds, 0: none. */
export type Patience = { statementTimeout: number };

const SERVER_PATIENCE: Patience = { statementTimeout: 10_000 };

const DATE = 1082;

/** A calendar date has no hour and no zone: it stays 'YYYY-MM-DD' rather than become an instant. */
const typeParsers = new TypeOverrides();
typeParsers.setTypeParser(DATE, (text: string) => text);

/** Every connection is at work for others: the database is there, and has no room for one more question. */
export class NoRoom extends Error {
  constructor() {
    super('Toutes les connexions à la base sont prises.');
  }
}

const MOST_CONNECTIONS = 12;

const poolOf = (
  address: string | SocketAddress,
  { statementTimeout }: Patience,
  max = MOST_CONNECTIONS,
): Pool => {
  const where = typeof address === 'string' ? { connectionString: address } : address;
  const pool = new Pool({
    ...where,
    max,
    connectionTimeoutMillis: 2000,
    idleTimeoutMillis: 30_000,
    // What a connection once needed its server keeps for it.
    maxLifetimeSeconds: 300,
    keepAlive: true,
    statement_timeout: statementTimeout || undefined,
    // A client that is cut off without a word leaves its transaction open, and with it what all writers wait for.
    idle_in_transaction_session_timeout: statementTimeout || undefined,
    // The server may be gone without a word: the client gives up by itself a little later.
    query_timeout: statementTimeout ? statementTimeout + 2000 : undefined,
    application_name: 'comptoir',
    types: typeParsers,
  });
  // A client that dies, idle or between two queries of a transaction, is replaced; unheard, its error would end
  // the process. Whoever waits on it is told by its query.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  // Given up by its client while the server still owes an answer, a connection would make the next wait as long.
  pool.on('release', (_, client) => {
    if (!(client as PoolClient & { readyForQuery: boolean }).readyForQuery)
      client.end().catch(() => undefined);
  });
  return pool;
};

/**
 * Opens a pool; nothing is connected before the first query, or while `isReady` says no. `address`: a URL, or the
 * socket of our own cluster.
 */
export const connect = (
  address: string | SocketAddress,
  patience = SERVER_PATIENCE,
  isReady: () => boolean = () => true,
  max = MOST_CONNECTIONS,
): Connection => {
  const pool = telling(poolOf(address, patience, max), isReady);
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  // Kysely ends a pool only if it has asked something of it.
  const close = async () => {
    await db.destroy();
    if (!pool.ending) await pool.end();
  };
  return { db, pool, close };
};

/** What pg-pool says to whoever waited in vain for a connection. */
const QUEUED_IN_VAIN = 'timeout exceeded when trying to connect';
/** A database that answered anything so lately is there, milliseconds. */
const ANSWERING_MS = 2_000;

type Connecting = (...given: unknown[]) => unknown;
type Connected = (error: Error | undefined, ...rest: unknown[]) => unknown;

/**
 * Says why nobody gets a connection: while the database is not ready it fails as PostgreSQL does while it starts, and a
 * pool whose connections are all at work, and answered, is told from a database that is away.
 */
const telling = (pool: Pool, isReady: () => boolean): Pool => {
  const connect: Connecting = pool.connect.bind(pool);
  let answeredAt = Number.NEGATIVE_INFINITY;
  pool.on('connect', (client) => {
    const { connection } = client as PoolClient & { connection: NodeJS.EventEmitter };
    connection.on('readyForQuery', () => {
      answeredAt = performance.now();
    });
  });
  const why = (error: Error): Error =>
    error.message === QUEUED_IN_VAIN && performance.now() - answeredAt < ANSWERING_MS ? new NoRoom() : error;
  const notReady = () => Object.assign(new Error('La base n’est pas encore prête.'), { code: '57P03' });
  const connectOrTell: Connecting = (answer) => {
    if (typeof answer === 'function') {
      const told: Connected = (error, ...rest) => answer(error && why(error), ...rest);
      return isReady() ? connect(told) : told(notReady());
    }
    if (!isReady()) return Promise.reject(notReady());
    return (connect() as Promise<unknown>).catch((error: Error) => Promise.reject(why(error)));
  };
  return Object.assign(pool, { connect: connectOrTell });
};

const OLDEST = 150_000;

/** Rejects on a server older than PostgreSQL 15; resolves to what makes it less than durable, in French. */
export const checkServer = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string; setting: string }>`
    select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'server_version_num')
  `.execute(db);
  const settings = new Map(rows.map(({ name, setting }) => [name, setting]));
  if (Number(settings.get('server_version_num')) < OLDEST) {
    throw new Error(
      'PostgreSQL 15 ou plus est nécessaire : mettez à jour le serveur nommé par DATABASE_URL.',
    );
  }
  const lax = ['fsync', 'synchronous_commit'].filter((name) =>
    ['off', 'local'].includes(settings.get(name) ?? ''),
  );
  return lax.map((name) => `${name} est à « ${settings.get(name)} » : un fait acquitté peut se perdre.`);
};

/**
 * One transaction: committed when the work is accepted, given up when it is refused or fails. `last`: a question that is
 * sent in one message with the commit, so that what others wait for is held no longer than PostgreSQL needs, however busy
 * this program is; when it fails, nothing is committed.
 */
export const transact = async <T, R>(
  db: Db,
  work: (trx: Db) => Promise<Result<T, R>>,
  last: (done: T) => string | null = () => null,
): Promise<Result<T, R>> => {
  const trx = await db.startTransaction().execute();
  try {
    const done = await work(trx);
    const question = done.ok ? last(done.value) : null;
    // What is committed below is then an empty transaction; without any, PostgreSQL would log a warning at each word.
    if (question !== null) await sql.raw(`${question}; commit and chain`).execute(trx);
    await (done.ok ? trx.commit() : trx.rollback()).execute();
    return done;
  } catch (error) {
    if (!trx.isCommitted && !trx.isRolledBack)
      await trx
        .rollback()
        .execute()
        .catch(() => undefined);
    throw error;
  }
};

/** Node's and PostgreSQL's words for a server that is away, starting, stopping, or out of connections. */
const NODE_CODES = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'];
const SQLSTATES = ['57P01', '57P02', '57P03', '57014', '53300'];
const MESSAGES = /timeout|Connection terminated|connection error|client has encountered/i;

/** The end of its journal is not what was signed: the database is not believed, as if it were away. The message says why. */
export class JournalRefused extends Error {}

/** Another program, newer than this one, has changed the tables: this one reads and writes nothing there. The message says it. */
export class NewerSchema extends Error {}

/** Whether an error says that the database is away, or not to be believed, rather than that the question is wrong. */
export const isUnreachable = (error: unknown): boolean => {
  if (error instanceof JournalRefused || error instanceof NewerSchema) return true;
  if (error instanceof NoRoom) return false;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    NODE_CODES.includes(code) ||
    SQLSTATES.includes(code) ||
    code.startsWith('08') ||
    MESSAGES.test(error.message)
  );
};

/** Whether the database has not answered, be it away or at work for others: the question may be asked again. */
export const isUnanswered = (error: unknown): boolean => error instanceof NoRoom || isUnreachable(error);
