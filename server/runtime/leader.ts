import type { Pool, PoolClient } from 'pg';
import { LEADER_LOCK } from '#db/clock';
import { keepOwnConnection } from '#db/own-connection';

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

const holds = async (client: PoolClient): Promise<boolean> => {
  const { rows } = await client.query<{ isOurs: boolean }>(
    'select pg_try_advisory_lock(hashtext($1)) as "isOurs"',
    [LEADER_LOCK],
  );
  return rows[0]?.isOurs ?? false;
};
