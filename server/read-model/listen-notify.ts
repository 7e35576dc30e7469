import { addAbortListener } from 'node:events';
import type { Pool } from 'pg';
import { keepOwnConnection } from '#db/own-connection';
import { guarded } from './tasks';

/** How long after its connection is lost it listens again, milliseconds. */
const RETRY_MS = 1_000;

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
      await client.query('listen seq');
      tell();
      return true;
    },
    failed: (error) => {
      failed(error);
      tell();
    },
  });
};
