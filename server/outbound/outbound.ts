import { addAbortListener, once } from 'node:events';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { type Outbound, type OutboundRefusal, resolveUrl, type Target } from './targets';

/** The answer at the end of the redirections. `bytes`, and `text` of them: the beginning of the body. */
export type Answered = {
  url: URL;
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
  text: string;
};

/** A call. `heard`: what each hop answered, so that cookies may be kept; `headersFor`: what is said to each, asked before it is called. */
export type Call = {
  url: string;
  signal: AbortSignal;
  headersFor?: (url: URL) => Record<string, string>;
  heard?: (url: URL, headers: Answered['headers']) => void;
  /** How much of the body is read. */
  maxBytes?: number;
};

const MAX_REDIRECTS = 5;
const MAX_BYTES = 65_536;
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * The one way out: the name is resolved once, each address checked, and the very address that was checked is called;
 * again at each redirection. Reads the beginning of the body. A call not made is a refusal; one that fails throws.
 */
export const callOutside = async (
  outbound: Outbound,
  call: Call,
): Promise<Result<Answered, OutboundRefusal>> => {
  let next = call.url;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    call.signal.throwIfAborted();
    const target = await orAborted(resolveUrl(outbound, next), call.signal);
    if (!target.ok) return target;
    const answered = await ask(outbound, target.value, call);
    call.heard?.(answered.url, answered.headers);
    const { location } = answered.headers;
    if (!REDIRECTS.includes(answered.status) || typeof location !== 'string') return accept(answered);
    if (!URL.canParse(location, answered.url)) return refuse('unreadable');
    // An absolute address is read as it was written; a relative one stays where it is.
    next = URL.canParse(location) ? location : new URL(location, answered.url).href;
  }
  return refuse('too-many-redirects');
};

const ask = async (
  outbound: Outbound,
  { url, ...target }: Target & { url: URL },
  { signal, headersFor, maxBytes = MAX_BYTES }: Call,
): Promise<Answered> => {
  // Loaded at the first call: a server that starts again has better to do.
  const { Agent, request } = await import('undici');
  const agent = new Agent({
    connections: 1,
    maxHeaderSize: 16_384,
    connect: { lookup: pinned(target), ...(outbound.trusted ? { ca: outbound.trusted } : {}) },
  });
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher: agent,
      signal,
      headers: { ...REQUEST_HEADERS, ...headersFor?.(url) },
    });
    const bytes = await beginningOf(body, maxBytes);
    return { url, status: statusCode, headers, bytes, text: bytes.toString('utf8') };
  } finally {
    await agent.destroy();
  }
};

type Init = { method?: string; headers?: HeadersInit; body?: unknown; signal?: AbortSignal | null };

/** `fetch` for a library that asks one machine: the same checks, the beginning of what is answered, no redirection. */
export const fetchOutside =
  (outbound: Outbound) =>
  async (address: string, { method = 'GET', headers, body, signal = null }: Init): Promise<Response> => {
    const target = await resolveUrl(outbound, address);
    if (!target.ok) throw new OutboundError(target.refusal);
    const { Agent, request } = await import('undici');
    const agent = new Agent({
      connections: 1,
      maxHeaderSize: 16_384,
      connect: { lookup: pinned(target.value), ...(outbound.trusted ? { ca: outbound.trusted } : {}) },
    });
    try {
      const asked = await request(target.value.url, {
        dispatcher: agent,
        method: method === 'POST' ? 'POST' : 'GET',
        headers: Object.fromEntries(new Headers(headers)),
        body: body === undefined || body === null ? null : String(body),
        signal,
      });
      const answered = new Headers();
      for (const [name, value] of Object.entries(asked.headers)) if (value) answered.set(name, String(value));
      const beginning = await beginningOf(asked.body, MAX_BYTES);
      return new Response(beginning.toString('utf8'), { status: asked.statusCode, headers: answered });
    } finally {
      await agent.destroy();
    }
  };

/** A call that is not made, and why. */
export class OutboundError extends Error {
  constructor(readonly refusal: OutboundRefusal) {
    super(refusal);
  }
}

const REQUEST_HEADERS = { 'user-agent': 'Comptoir (sonde)', accept: '*/*', 'accept-encoding': 'identity' };

/** Answers what was checked, whatever the name has become since. */
export const pinned =
  ({ addresses }: Target): LookupFunction =>
  (_, { all }, done) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    if (all) done(null, found);
    else done(null, found[0]?.address ?? '', found[0]?.family);
  };

const beginningOf = async (body: AsyncIterable<Buffer>, most: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    parts.push(part);
    length += part.length;
    if (length >= most) break;
  }
  return Buffer.concat(parts).subarray(0, most);
};

/** Resolving a name cannot be given up: it is left behind. */
export const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const listener = addAbortListener(signal, () => reject(signal.reason));
    work.then(resolve, reject).finally(() => listener[Symbol.dispose]());
  });

/** Waits for a socket to be ready, looks at it, and leaves. */
export const connected = async <T = null>(
  socket: Socket,
  ready: 'connect' | 'secureConnect',
  signal: AbortSignal,
  look: () => T | null = () => null,
): Promise<T> => {
  try {
    await once(socket, ready, { signal });
    return look() as T;
  } finally {
    // Left in the middle of a handshake, it complains to nobody.
    socket.on('error', () => undefined);
    socket.destroy();
  }
};
