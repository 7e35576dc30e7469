import { setTimeout as pause, setImmediate } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';

/** A database that takes questions and answers none: nobody waits for it, and it is found again by itself. */

type Silence = {
  /** Whether it says nothing to anybody. */
  isSilent(): boolean;
  /** Cuts every connection at once; nothing is watched any more. */
  cut(): void;
};

type Watched = {
  /** Told within SILENT_MS. */
  readers: readonly Pool[];
  /** Cut later: they tell those who wait by themselves what may have become of their words. */
  writers: readonly Pool[];
  /** For an easy question, by a connection that nothing else holds. */
  pulse: Pool;
  /** Why nothing at all is to be asked for now; null: it may. */
  refusal: () => Error | null;
};

/** Nobody who asks was told anything for so long, an easy question least of all: milliseconds. */
const SILENT_MS = 800;
/** Quiet for so long it is asked something easy: one hard question is no silence. */
const QUIET_MS = 300;
const LOOK_MS = 100;
/** A look this late says that our own loop, or machine, stood still: the database may have had no time either. */
const LATE_MS = 500;
/** Past it writers have been told. */
const WRITERS_TOLD_MS = 4_000;
/** While it is silent it is asked again, and so long is waited for an answer. */
const AGAIN_MS = 500;
const ANSWER_MS = 2_000;

type Client = PoolClient & {
  readyForQuery: boolean;
  connection: { stream: { on(event: 'data', heard: () => void): void; destroy(error?: Error): void } };
};
type Ask = (...given: unknown[]) => unknown;
type Told = (error: Error | undefined, client?: PoolClient, release?: (error?: Error) => void) => unknown;

const silenceError = (): Error =>
  Object.assign(new Error('La base ne dit plus rien.'), { code: 'ETIMEDOUT' });

/** To be given pools of one database before anything is asked of them. */
export const watchSilence = ({ readers, writers, pulse, refusal }: Watched): Silence => {
  const clients = new Map<Client, Pool>();
  const waiting = new Set<(error: Error) => void>();
  let connecting = 0;
  let quietSince = 0;
  let isLooking = false;
  let isAsking = false;
  let silentSince: number | null = null;
  let isOver = false;

  const heard = (): void => {
    quietSince = performance.now();
  };
  const asked = (): void => {
    if (isLooking || silentSince !== null || isOver) return;
    heard();
    lookSoon();
  };
  const lookSoon = (): void => {
    isLooking = true;
    const due = performance.now() + LOOK_MS;
    setTimeout(() => void look(performance.now() - due), LOOK_MS).unref();
  };
  const look = async (lateMs: number): Promise<void> => {
    // What came in while the loop was busy is read before anybody is taken for silent.
    await setImmediate();
    isLooking = false;
    if (lateMs > LATE_MS) quietSince = Math.max(quietSince, performance.now() - QUIET_MS);
    const isOwed = connecting > 0 || [...clients.keys()].some((client) => !client.readyForQuery);
    if (!isOwed || isOver) return;
    const quiet = performance.now() - quietSince;
    if (quiet >= SILENT_MS) return fallSilent();
    if (quiet >= QUIET_MS) askEasy();
    lookSoon();
  };
  /** Resolves to whether it was answered, be it by an error of the database or of its machine. */
  const easy = (): Promise<boolean> =>
    pulse.query('select 1').then(
      () => true,
      (error: Error) =>
        !/timeout|terminated/i.test(error.message) && error.message !== silenceError().message,
    );
  const askEasy = (): void => {
    if (isAsking) return;
    isAsking = true;
    void easy().then((isAnswered) => {
      isAsking = false;
      if (isAnswered) heard();
    });
  };
  const cutAll = (pools: readonly Pool[]): void => {
    for (const [client, pool] of clients)
      if (pools.includes(pool)) client.connection.stream.destroy(silenceError());
  };
  const fallSilent = (): void => {
    silentSince = performance.now();
    for (const tell of [...waiting]) tell(silenceError());
    // Idle ones too: where it is the way that is cut, they would keep whoever takes them next.
    cutAll([...readers, pulse]);
    void untilHeard(silentSince);
  };
  const untilHeard = async (since: number): Promise<void> => {
    let areWritersCut = false;
    while (!isOver) {
      await pause(AGAIN_MS, undefined, { ref: false });
      if (await Promise.race([easy(), pause(ANSWER_MS, false, { ref: false })])) break;
      cutAll([pulse]);
      if (areWritersCut || performance.now() - since < WRITERS_TOLD_MS) continue;
      cutAll(writers);
      areWritersCut = true;
    }
    silentSince = null;
  };

  const watch = (pool: Pool): void => {
    pool.on('connect', (each) => {
      const client = each as Client;
      clients.set(client, pool);
      client.once('end', () => clients.delete(client));
      client.connection.stream.on('data', heard);
      if (pool === pulse) return;
      const query: Ask = client.query.bind(client);
      const watched: Ask = (...given) => {
        asked();
        return query(...given);
      };
      Object.assign(client, { query: watched });
    });
  };
  /** Whoever waits for a connection is told as soon as there will be none. */
  const gate = (pool: Pool): void => {
    const connect: Ask = pool.connect.bind(pool);
    const enter = (answer: Told): void => {
      const refused = refusal() ?? (silentSince !== null && readers.includes(pool) ? silenceError() : null);
      if (refused) return void answer(refused);
      asked();
      let isTold = false;
      const isNew = pool.idleCount === 0 && pool.totalCount < (pool.options.max ?? 10);
      if (isNew) connecting += 1;
      const giveUp = (error: Error): void => {
        isTold = true;
        waiting.delete(giveUp);
        answer(error);
      };
      const told: Told = (error, client, release) => {
        if (isNew) connecting -= 1;
        waiting.delete(giveUp);
        if (isTold) return release?.();
        return answer(error, client, release);
      };
      if (readers.includes(pool)) waiting.add(giveUp);
      connect(told);
    };
    const connectOrTell = (answer?: Told): unknown =>
      answer
        ? enter(answer)
        : new Promise((resolve, reject) =>
            enter((error, client) => (error ? reject(error) : resolve(client))),
          );
    Object.assign(pool, { connect: connectOrTell });
  };

  for (const pool of [...readers, ...writers]) {
    watch(pool);
    gate(pool);
  }
  watch(pulse);
  return {
    isSilent: () => silentSince !== null,
    cut() {
      isOver = true;
      cutAll([...readers, ...writers, pulse]);
    },
  };
};
