import { addAbortListener } from 'node:events';
import { isIP, type LookupFunction } from 'node:net';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { createTextReader } from './charset';
import { undone } from './content-coding';
import { exchange } from './exchange';
import type { Fields, Head } from './response-head';
import { type Outbound, type OutboundRefusal, resolveUrl, type Target } from './targets';

/**
 * The answer at the end of the redirections. `bytes`: the beginning of the body, its codings undone; `readings`: the
 * same as text, in each way its charset may be understood.
 */
export type Answered = Head & { url: URL; bytes: Buffer; readings: readonly string[] };

/** What was heard so far. */
export type Heard = Head & Pick<Answered, 'readings'>;

/** A call. `heard`: what each hop answered, so that cookies may be kept; `headersFor`: what is said to each, asked before it is called. */
export type Call = {
  url: string;
  signal: AbortSignal;
  headersFor?: (url: URL) => Record<string, string>;
  heard?: (url: URL, fields: Fields) => void;
  /** Redirections of these statuses are what is asked for: they are not followed. */
  expected?: readonly number[];
  /** Whether nothing that may still come changes what is made of it: the rest is not read. */
  isEnough?: (heard: Heard) => boolean;
  /** How much of the body is read. */
  maxBytes?: number;
};

const MAX_REDIRECTS = 5;
const MAX_BYTES = 65_536;
const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * The one way out: the name is resolved once, each address checked, and the very addresses that were checked are
 * called; again at each redirection. Reads the beginning of the body. A call not made is a refusal; one that fails
 * throws.
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
    const { url } = target.value;
    const headers = { ...REQUEST_HEADERS, ...call.headersFor?.(url) };
    const asked = { headers, signal: call.signal };
    const answered = await exchange(outbound, target.value, asked, async ({ status, fields, body }) => {
      call.heard?.(url, fields);
      const location = redirection({ status, fields }, call);
      return location === null ? heardOut({ url, status, fields }, undone(body), call) : location;
    });
    if (typeof answered !== 'string') return accept(answered);
    if (!URL.canParse(answered, url)) return refuse('unreadable');
    // An absolute address is read as it was written; a relative one stays where it is.
    next = URL.canParse(answered) ? answered : new URL(answered, url).href;
  }
  return refuse('too-many-redirects');
};

/** Where an answer sends us, its bytes beyond ASCII as browsers send them back; null: nowhere. */
const redirection = ({ status, fields }: Head, { expected = [] }: Call): string | null => {
  if (!REDIRECTS.includes(status) || expected.includes(status)) return null;
  const [location, ...others] = new Set(fields.get('location')?.filter((place) => place !== ''));
  if (location === undefined || others.length > 0) return null;
  return location.replace(/[\x80-\xff]/g, percent);
};
const percent = (byte: string): string => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`;

/** Reads a body until it is enough, as far as it may be read. */
const heardOut = async (
  head: Head & { url: URL },
  body: AsyncIterable<Buffer>,
  { signal, isEnough = () => false, maxBytes = MAX_BYTES }: Call,
): Promise<Answered> => {
  const text = createTextReader(head.fields.get('content-type')?.join(', ') ?? '');
  const parts: Buffer[] = [];
  let left = maxBytes;
  const answered = () => ({ ...head, bytes: Buffer.concat(parts), readings: text.readings() });
  const isDone = () => left <= 0 || isEnough({ ...head, readings: text.readings() });
  if (isDone()) return answered();
  try {
    for await (const piece of body) {
      const part = piece.subarray(0, left);
      parts.push(part);
      left -= part.length;
      text.add(part);
      if (isDone()) break;
    }
    text.end();
  } catch (error) {
    // Its time is up before it said in which charset it is: it is read as one that says nothing.
    text.end();
    if (!signal.aborted || !isDone()) throw error;
  }
  return answered();
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

const REQUEST_HEADERS = {
  'user-agent': 'Comptoir (sonde)',
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, br',
};

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
