import { sql } from 'kysely';
import { connect } from './database';
import type { Endpoint } from './endpoint';

type Answer = { pid: number; server: string };

/** The words of PgBouncer in the mode that hands over a connection at each question. */
const NO_TRANSACTIONS = /transaction blocks not allowed/i;

/**
 * Finds out whether connections lead to PostgreSQL itself: the process that it says is ours when we connect is then the
 * one that answers, and a pooler's is nobody's. Nothing is asked of the connection that a pooler would refuse.
 */
const findOut = async (endpoint: Endpoint): Promise<string> => {
  const { db, pool, close } = connect(endpoint, undefined, undefined, 1);
  let named: number | null = null;
  pool.on('connect', (client) => {
    named = (client as unknown as { processID: number | null }).processID;
  });
  try {
    const { rows } = await sql<Answer>`
      select pg_backend_pid() as pid,
        current_database() || ' ' || extract(epoch from pg_postmaster_start_time()) as server
    `.execute(db);
    endpoint.isDirect = rows[0]?.pid === named;
    return rows[0]?.server ?? '';
  } catch (error) {
    if (!NO_TRANSACTIONS.test((error as Error).message)) throw error;
    throw new Error(
      'DATABASE_URL mène à un relais de connexions qui refuse les transactions : mettez pool_mode = transaction à ce relais.',
      { cause: error },
    );
  } finally {
    await close();
  }
};

/**
 * Tells poolers from PostgreSQL, once, before anything else is asked. `direct`: past the pooler, where one was given.
 * Resolves to what is to be known of it, in French; null: there is none. Throws when the two lead to two databases.
 */
export const tellPoolers = async (endpoint: Endpoint, direct: Endpoint | null): Promise<string | null> => {
  const [served, past] = [await findOut(endpoint), direct && (await findOut(direct))];
  if (past !== null && past !== served)
    throw new Error(
      'DATABASE_DIRECT_URL ne mène pas à la même base que DATABASE_URL : donnez-y l’adresse de PostgreSQL que sert le relais.',
    );
  if (direct && !direct.isDirect)
    return 'DATABASE_DIRECT_URL passe elle aussi par un relais de connexions : donnez-y l’adresse de PostgreSQL lui-même.';
  if (endpoint.isDirect) return null;
  return direct
    ? 'DATABASE_URL passe par un relais de connexions : l’écoute, les verrous et les migrations vont par DATABASE_DIRECT_URL.'
    : 'DATABASE_URL passe par un relais de connexions : ce que dit une autre instance se voit en deux secondes plutôt qu’aussitôt ; ' +
        'donnez dans DATABASE_DIRECT_URL l’adresse de PostgreSQL lui-même.';
};
