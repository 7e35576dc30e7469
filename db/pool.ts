import { Client, type ClientBase, Pool, type PoolClient, TypeOverrides } from 'pg';
import type { Endpoint } from './endpoint';
import { keepsSession, throughPooler } from './pooled-client';

/** `statementTimeout` in milliseconds, 0: none. */
export type Patience = { statementTimeout: number };

const DATE = 1082;

/** A calendar date has no hour and no zone: it stays 'YYYY-MM-DD' rather than become an instant. */
const typeParsers = new TypeOverrides();
typeParsers.setTypeParser(DATE, (text: string) => text);

/** Clients whose server has said that it only reads: a standby, or one that is kept from writing. */
const readOnly = new WeakSet<object>();
const READ_ONLY = ['in_hot_standby', 'default_transaction_read_only'];
type Parameter = { parameterName: string; parameterValue: string };

/** A pool of connections to an endpoint, each by the way in that serves when it is made; connected when first asked. */
export const poolOf = (endpoint: Endpoint, { statementTimeout }: Patience, max: number): Pool => {
  const settings = {
    connectionTimeoutMillis: 2000,
    keepAlive: true,
    // The server may be gone without a word: the client gives up by itself a little later.
    query_timeout: statementTimeout ? statementTimeout + 2000 : undefined,
    application_name: 'comptoir',
    types: typeParsers,
  };
  // Poolers refuse these: they would hold for whoever comes next on the same connection.
  const limits = {
    statement_timeout: statementTimeout || undefined,
    // A client that is cut off without a word leaves its transaction open, and with it what all writers wait for.
    idle_in_transaction_session_timeout: statementTimeout || undefined,
  };
  class EndpointClient extends Client {
    constructor() {
      const { host, port, seal } = endpoint.wayIn();
      const where = { ...endpoint.who, host, port, ssl: seal };
      super({ ...settings, ...where, ...(endpoint.isDirect ? limits : {}) });
      if (!endpoint.isDirect) throughPooler(this, statementTimeout);
      const { connection } = this as unknown as { connection: NodeJS.EventEmitter };
      const reasons = new Set<string>();
      connection.on('parameterStatus', ({ parameterName, parameterValue }: Parameter) => {
        if (!READ_ONLY.includes(parameterName)) return;
        if (parameterValue === 'on') reasons.add(parameterName);
        else reasons.delete(parameterName);
        if (reasons.size > 0) readOnly.add(this);
        else readOnly.delete(this);
      });
    }
  }
  const pool = new Pool({
    max,
    connectionTimeoutMillis: settings.connectionTimeoutMillis,
    idleTimeoutMillis: 30_000,
    // What a connection once needed its server keeps for it.
    maxLifetimeSeconds: 300,
    Client: EndpointClient as new () => ClientBase,
    onConnect: (client) => endpoint.entered(readOnly.has(client)),
  });
  // A client that dies, idle or between two queries of a transaction, is replaced; unheard, its error would end
  // the process. Whoever waits on it is told by its query.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('release', (_, client) => {
    // Given up by its client while the server still owes an answer, a connection would make the next wait as long. And
    // who is led to a server that only reads is soon led elsewhere: it is asked again each time.
    const isLast = !(client as PoolClient & { readyForQuery: boolean }).readyForQuery;
    if (isLast || (readOnly.has(client) && keepsSession(client))) client.end().catch(() => undefined);
  });
  return pool;
};
