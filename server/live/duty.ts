import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';

/** What the instance on duty does until `signal` says it no longer is. */
export type Duty = (signal: AbortSignal) => void;

/** How often those not on duty ask for it. */
const ASK_AGAIN = 5_000;
export const DUTY_LOCK = 'comptoir duty';

/**
 * Of many instances over one database, one is on duty: whoever holds a lock there, for as long as its connection
 * lives. `stop` gives the duty up.
 */
export const createDuty = (pool: Pool, duty: Duty, failed: (error: unknown) => void) => {
  const stopping = new AbortController();
  const keepAsking = async () => {
    while (!stopping.signal.aborted) {
      await serve(pool, duty, stopping.signal).catch(failed);
      await pause(ASK_AGAIN, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const done = keepAsking();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
};

/** Resolves at once when another instance is on duty, else once this one no longer is. */
const serve = async (pool: Pool, duty: Duty, stopping: AbortSignal): Promise<void> => {
  const client = await pool.connect();
  const gone = new Promise<void>((resolve) => {
    client.once('end', resolve);
    client.once('error', () => resolve());
    stopping.addEventListener('abort', () => resolve(), { once: true });
  });
  const off = new AbortController();
  try {
    if (!(await holds(client))) return;
    duty(off.signal);
    await gone;
  } finally {
    off.abort();
    // The lock goes with the connection, which is not given to anyone else.
    client.release(true);
  }
};

const holds = async (client: PoolClient): Promise<boolean> => {
  const { rows } = await client.query<{ isOurs: boolean }>(
    'select pg_try_advisory_lock(hashtext($1)) as "isOurs"',
    [DUTY_LOCK],
  );
  return rows[0]?.isOurs ?? false;
};
