import { addAbortListener } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import { keepOwnConnection } from '#db/own-connection';
import { keepsSession } from '#db/pooled-client';
import { isUnwritable } from '#db/unwritable';
import { guarded } from './tasks';

/** How long after its connection is lost it listens again, milliseconds. */
const RETRY_MS = 1_000;
/** How often it asks, where nobody is heard; and for how long a server that refused is not asked to let it listen. */
const ASKED_MS = 2_000;
const REFUSED_MS = 20_000;

/**
 * Hears, on a connection of its own, that something was committed, by this instance or another. What happened while
 * it did not listen is told as one move when it listens again; a listener lost in silence is what `trust` is for.
 */
export const listenForChanges = (pool: Pool, invalidate: () => void, failed: (error: unknown) => void) => {
  const tell = guarded(invalidate, failed);
  return keepOwnConnection({
    pool,
    again: RETRY_MS,
    use: async (client, ended) => {
      addAbortListener(ended, () => tell());
      client.on('notification', tell);
      const isHeard = keepsSession(client) && (await listens(client));
      tell();
      if (!isHeard) await askAgainAndAgain(client, ended, tell);
      return isHeard;
    },
    failed: (error) => {
      failed(error);
      tell();
    },
  });
};

/** Whether the server lets it: one that only reads does not. */
const listens = (client: PoolClient): Promise<boolean> =>
  client.query('listen seq').then(
    () => true,
    (error: unknown) => {
      if (!isUnwritable(error)) throw error;
      return false;
    },
  );

/** Through a pooler LISTEN is somebody else's at the next transaction, and lost without a word. */
const askAgainAndAgain = async (client: PoolClient, ended: AbortSignal, tell: () => void): Promise<void> => {
  const until = keepsSession(client) ? performance.now() + REFUSED_MS : Number.POSITIVE_INFINITY;
  let last: string | undefined;
  while (!ended.aborted && performance.now() < until) {
    const { rows } = await client.query<{ last: string }>('select last from seq');
    if (last !== undefined && rows[0]?.last !== last) tell();
    last = rows[0]?.last;
    await pause(ASKED_MS, undefined, { signal: ended }).catch(() => undefined);
  }
};
