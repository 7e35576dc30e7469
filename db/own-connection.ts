import { addAbortListener } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';

export type OwnConnection = {
  pool: Pool;
  /** Milliseconds from the loss of a connection, or from one that was not wanted, to the next. */
  again: number;
  /** What the connection is for. It is held while `ended` is not aborted; resolves to false when it is not wanted. */
  use: (client: PoolClient, ended: AbortSignal) => Promise<boolean>;
  failed: (error: unknown) => void;
};

/** Holds a connection of its own, and takes another when it is lost. `stop` lets it go, at whatever moment it is asked. */
export const keepOwnConnection = ({ pool, again, use, failed }: OwnConnection) => {
  const stopping = new AbortController();
  const hold = async () => {
    const client = await pool.connect();
    const ended = new AbortController();
    let letGo = (): void => undefined;
    const gone = new Promise<void>((resolve) => {
      letGo = resolve;
      client.once('end', resolve);
      client.once('error', () => resolve());
    });
    const stopped = addAbortListener(stopping.signal, letGo);
    void gone.then(() => ended.abort());
    try {
      if (!stopping.signal.aborted && (await use(client, ended.signal))) await gone;
    } finally {
      ended.abort();
      // One that is not wanted is taken again and again: none of them stays to hear « stop ».
      stopped[Symbol.dispose]();
      // Its locks and listeners go with it, so it is closed and never returned to the pool.
      client.release(true);
    }
  };
  const keepHolding = async () => {
    while (!stopping.signal.aborted) {
      await hold().catch(failed);
      await pause(again, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const done = keepHolding();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
};
