import type { Pool, PoolClient } from 'pg';
import { LEADER_LOCK } from '#db/clock';
import { keepOwnConnection } from '#db/own-connection';
import { keepsSession } from '#db/pooled-client';

/** The work of the leader, until `signal` says that it no longer leads. */
export type LeaderWork = (signal: AbortSignal) => void;

/** How often the other instances ask for the lock, milliseconds. */
const RETRY_MS = 5_000;

/**
 * Of many instances over one database, one is on duty: whoever holds a lock there, for as long as its connection
 * lives. `stop` gives the duty up.
 */
export const holdLeadership = (pool: Pool, work: LeaderWork, failed: (error: unknown) => void) =>
  keepOwnConnection({
    pool,
    again: RETRY_MS,
    use: async (client, ended) => {
      const isOurs = await holds(client);
      if (isOurs && !ended.aborted) work(ended);
      return isOurs;
    },
    failed,
  });

/** Through a pooler no lock outlives its transaction: one that does nothing else is then left open. */
const holds = async (client: PoolClient): Promise<boolean> => {
  const isShared = !keepsSession(client);
  if (isShared) {
    await client.query('begin');
    await client.query('set local idle_in_transaction_session_timeout = 0');
  }
  const { rows } = await client.query<{ isOurs: boolean }>(
    `select ${isShared ? 'pg_try_advisory_xact_lock' : 'pg_try_advisory_lock'}(hashtext($1)) as "isOurs"`,
    [LEADER_LOCK],
  );
  const isOurs = rows[0]?.isOurs ?? false;
  if (isShared && !isOurs) await client.query('rollback');
  return isOurs;
};
