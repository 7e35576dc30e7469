import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { guarded } from './guarded';

/** How long after its connection is lost it listens again. */
const AGAIN = 1_000;

/**
 * Hears, on a connection of its own, that something was committed, by this instance or another. What happened while
 * it did not listen is told as one move when it listens again; a listener lost in silence is what `trust` is for.
 */
export const createWatch = (pool: Pool, moved: () => void, failed: (error: unknown) => void) => {
  const stopping = new AbortController();
  const tell = guarded(moved, failed);
  const keepListening = async () => {
    while (!stopping.signal.aborted) {
      await listen(pool, tell, stopping.signal).catch(failed);
      tell();
      await pause(AGAIN, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const done = keepListening();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
};

/** Resolves once the connection is lost, or it is time to stop. */
const listen = async (pool: Pool, moved: () => void, stopping: AbortSignal): Promise<void> => {
  const client = await pool.connect();
  try {
    const gone = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.once('error', () => resolve());
      stopping.addEventListener('abort', () => resolve(), { once: true });
    });
    client.on('notification', moved);
    await client.query('listen seq');
    moved();
    await gone;
  } finally {
    client.release(true);
  }
};
