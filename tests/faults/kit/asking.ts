import { setTimeout as pause } from 'node:timers/promises';
import { between } from './support';

/** What is asked of a door. `key`: the Idempotency-Key; `bearer`: an API key; `cookie`: a session. */
export type Asking = {
  method?: string;
  path: string;
  body?: unknown;
  key?: string;
  bearer?: string;
  headers?: Record<string, string>;
};

const TRY = 15_000;

/** One try. Rejects when nobody answers. */
export const ask = async (origin: string, { method, path, body, key, bearer, headers }: Asking) => {
  const response = await fetch(origin + path, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(TRY),
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text ? JSON.parse(text) : null,
  };
};
export type Reply = Awaited<ReturnType<typeof ask>>;

/** An answer, and when its last try left; `refusals` counts what the tries before it met. */
export type Acknowledged = Reply & {
  askedAt: number;
  answeredAt: number;
  tries: number;
  refusals: string[];
};

/**
 * One try: when it left and how long it took, milliseconds; null status: nobody answered. `retryAfter` and `location`:
 * what it was told to do then.
 */
export type Try = {
  at: number;
  took: number;
  status: number | null;
  retryAfter: string | null;
  location: string | null;
};

/** A client that must be heard does not give up before this, however often it is cut off. */
const TENACITY = 600_000;

/** Tries again under the same key, as a client must, until an answer that is neither « later » nor « perhaps ». */
export const askUntilAnswered = async (
  origin: string,
  asking: Asking,
  tried: (each: Try) => void = () => undefined,
): Promise<Acknowledged> => {
  const refusals: string[] = [];
  for (const deadline = Date.now() + TENACITY; Date.now() < deadline; await pause(between(30, 120))) {
    const askedAt = Date.now();
    const at = performance.now();
    const reply = await ask(origin, asking).catch((error: Error) => error.name);
    const isReply = typeof reply !== 'string';
    tried({
      at,
      took: performance.now() - at,
      status: isReply ? reply.status : null,
      retryAfter: isReply ? reply.headers.get('Retry-After') : null,
      location: isReply ? reply.headers.get('Location') : null,
    });
    const isPerhapsKept = isReply && reply.status === 202 && reply.body?.awaiting === 'commit';
    if (isReply && reply.status < 500 && reply.status !== 429 && !isPerhapsKept)
      return { ...reply, askedAt, answeredAt: Date.now(), tries: refusals.length + 1, refusals };
    refusals.push(isReply ? String(reply.status) : reply);
  }
  throw new Error(`${asking.path} : aucune réponse en ${TENACITY / 1000} s (${refusals.slice(-3)})`);
};
