import { CamelCasePlugin, Kysely, PostgresDialect, sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Result } from '#server/domain/facts/result';
import type { SocketAddress } from './embedded';
import { type Endpoint, endpointTo } from './endpoint';
import { type Patience, poolOf } from './pool';
import type { Tables } from './tables';
import { TlsRefused, tlsRefusal } from './tls';

/** A new id, later than those before it; in the form of a slug. */
export const newId = (): string => uuidv7();

/** The database, or a transaction on it: queries take either, first. */
export type Db = Kysely<Tables>;

export type Connection = { db: Db; pool: Pool; close(): Promise<void> };

const SERVER_PATIENCE: Patience = { statementTimeout: 10_000 };

/** Every connection is at work for others: the database is there, and has no room for one more question. */
export class NoRoom extends Error {
  constructor() {
    super('Toutes les connexions à la base sont prises.');
  }
}

const MOST_CONNECTIONS = 12;

/**
 * Opens a pool; nothing is connected before the first query, or while `isReady` says no. `where`: what is known of a
 * server, else the socket of our own cluster or a URL that leads to PostgreSQL itself.
 */
export const connect = (
  where: string | SocketAddress | Endpoint,
  patience = SERVER_PATIENCE,
  isReady: () => boolean = () => true,
  max = MOST_CONNECTIONS,
): Connection => {
  const endpoint = isEndpoint(where) ? where : { ...endpointTo(where), isDirect: true };
  const pool = telling(poolOf(endpoint, patience, max), endpoint, isReady);
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

const isEndpoint = (where: string | SocketAddress | Endpoint): where is Endpoint =>
  typeof where !== 'string' && 'wayIn' in where;

/** What pg-pool says to whoever waited in vain for a connection. */
const QUEUED_IN_VAIN = 'timeout exceeded when trying to connect';
/** A database that answered anything so lately is there, milliseconds. */
const ANSWERING_MS = 2_000;

/** Within so many milliseconds, and so many tries, another way in is tried for whoever waits; later, for the next. */
const TRYING = { ms: 1_500, tries: 8 };

type Connecting = () => Promise<PoolClient>;
type Connected = (error: Error | undefined, client?: PoolClient, release?: PoolClient['release']) => void;

/**
 * Says why nobody gets a connection: while the database is not ready it fails as PostgreSQL does while it starts, and a
 * pool whose connections are all at work, and answered, is told from a database that is away. What one way in refuses is
 * tried by the next.
 */
const telling = (pool: Pool, endpoint: Endpoint, isReady: () => boolean): Pool => {
  const connect: Connecting = pool.connect.bind(pool);
  let answeredAt = Number.NEGATIVE_INFINITY;
  pool.on('connect', (client) => {
    const { connection } = client as PoolClient & { connection: NodeJS.EventEmitter };
    connection.on('readyForQuery', () => {
      answeredAt = performance.now();
    });
  });
  const isFull = (error: Error): boolean =>
    error.message === QUEUED_IN_VAIN && performance.now() - answeredAt < ANSWERING_MS;
  const connectByAny = async (): Promise<PoolClient> => {
    const startedAt = performance.now();
    for (let tries = 1; ; tries += 1) {
      const tried = endpoint.wayIn();
      try {
        return await connect();
      } catch (cause) {
        const error = cause as Error;
        if (isFull(error)) throw new NoRoom();
        // Who waited for the turn of others has tried no way in.
        const isLeft = error.message !== QUEUED_IN_VAIN && endpoint.leave(tried, error);
        const hasTime = performance.now() - startedAt < TRYING.ms && tries < TRYING.tries;
        if (!isLeft || !hasTime) throw tlsRefusal(error, tried.host) ?? error;
      }
    }
  };
  const connectOrTell = (answer?: Connected) => {
    const connected = isReady()
      ? connectByAny()
      : Promise.reject(Object.assign(new Error('La base n’est pas encore prête.'), { code: '57P03' }));
    if (answer === undefined) return connected;
    return void connected.then((client) => answer(undefined, client, client.release), answer);
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

/** Node's and PostgreSQL's words for a server that is away, starting, stopping, out of connections, or closed to us. */
const NODE_CODES = [
  ...['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT', 'EPIPE', 'ETIMEDOUT'],
  ...['ENOTFOUND', 'EAI_AGAIN'],
];
const SQLSTATES = ['57P01', '57P02', '57P03', '57014', '53300', '28000', '28P01', '3D000'];
const MESSAGES = /timeout|Connection terminated|connection error|client has encountered/i;

/** The end of its journal is not what was signed: the database is not believed, as if it were away. The message says why. */
export class JournalRefused extends Error {}

/** Another program, newer than this one, has changed the tables: this one reads and writes nothing there. The message says it. */
export class NewerSchema extends Error {}

/** Whether an error says that the database is away, or not to be believed, rather than that the question is wrong. */
export const isUnreachable = (error: unknown): boolean => {
  const isNotBelieved = error instanceof JournalRefused || error instanceof NewerSchema;
  if (isNotBelieved || error instanceof TlsRefused) return true;
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
