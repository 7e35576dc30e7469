import { addAbortListener } from 'node:events';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Agent } from 'undici';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { orAborted, pinned } from './outbound';
import { type Lookup, type Outbound, type OutboundRefusal, resolveUrl, type Target } from './targets';

/** What is brought to an address. */
export type Post = { url: string; headers: Record<string, string>; body: string | Buffer };

/** `text`: the beginning of what was answered, where it is wanted; else empty. */
export type PostAnswer = { status: number; header(name: string): string | null; text: string };

/**
 * The way out of what we bring to other people's addresses: the checks of `callOutside`, https alone but in tests, no
 * redirection, ten seconds, 64 kB of an answer. A call not made is a refusal; one that fails throws.
 */
export type Posts = {
  post(given: Post, signal: AbortSignal, wantsText?: boolean): Promise<Result<PostAnswer, OutboundRefusal>>;
  close(): Promise<void>;
};

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 65_536;
/** So long what a name answered is believed, and a machine is called over connections that stay. */
const LASTS_MS = 30_000;

type Origin = { agent: Agent; limit: LimitFunction };
type Kept = { outbound: Outbound; origins: Map<string, Promise<Origin>>; until: number };

/** Calls to one machine at once; and how many one signal may give up. */
export const MOST_AT_ONCE = 8;

export const openPosts = (outbound: Outbound): Posts => {
  let kept: Kept | null = null;
  const now = (): Kept => {
    if (kept && performance.now() < kept.until) return kept;
    // What is under way is finished by those of before, whose connections then end by themselves.
    const asking = { ...outbound, lookup: askedOnce(outbound.lookup) };
    kept = { outbound: asking, origins: new Map(), until: performance.now() + LASTS_MS };
    return kept;
  };
  return {
    async post(given, signal, wantsText = false) {
      const { outbound: asking, origins } = now();
      const target = await orAborted(resolveUrl(asking, given.url), signal);
      if (!target.ok) return target;
      const { url } = target.value;
      if (url.protocol !== 'https:' && !outbound.isLoopbackAllowed) return refuse('clear');
      const origin = origins.get(url.origin) ?? openOrigin(target.value, outbound);
      origins.set(url.origin, origin);
      const { agent, limit } = await origin;
      // Its time begins when its turn comes.
      return limit(async () => accept(await brought(agent, url, given, signal, wantsText)));
    },
    close: async () => {
      for (const origin of kept?.origins.values() ?? []) await (await origin).agent.destroy();
      kept = null;
    },
  };
};

const openOrigin = async (target: Target, { trusted }: Outbound): Promise<Origin> => {
  const { Agent } = await import('undici');
  const agent = new Agent({
    connections: MOST_AT_ONCE,
    keepAliveMaxTimeout: LASTS_MS,
    maxHeaderSize: 16_384,
    connect: { lookup: pinned(target), ...(trusted ? { ca: trusted } : {}) },
  });
  return { agent, limit: pLimit(MOST_AT_ONCE) };
};

const brought = (
  agent: Agent,
  url: URL,
  { headers, body }: Post,
  given: AbortSignal,
  wantsText: boolean,
): Promise<PostAnswer> =>
  within(TIMEOUT_MS, given, async (signal) => {
    const path = url.pathname + url.search;
    const asked = await agent.request({ origin: url.origin, path, method: 'POST', headers, body, signal });
    const header = (name: string): string | null => {
      const value = asked.headers[name];
      return (Array.isArray(value) ? value[0] : value) ?? null;
    };
    const text = wantsText ? await beginningOf(asked.body) : '';
    // What it says besides changes nothing, if it is ever said.
    if (!wantsText) await asked.body.dump({ limit: MAX_BYTES }).catch(() => undefined);
    return { status: asked.statusCode, header, text };
  });

/** Given up with `signal`, or once its time is up: less is made for each than by `AbortSignal.any`. */
const within = async <T>(
  ms: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const own = new AbortController();
  const timer = setTimeout(() => own.abort(new DOMException('trop long', 'TimeoutError')), ms);
  const listener = addAbortListener(signal, () => own.abort(signal.reason));
  try {
    return await work(own.signal);
  } finally {
    clearTimeout(timer);
    listener[Symbol.dispose]();
  }
};

const beginningOf = async (body: AsyncIterable<Buffer>): Promise<string> => {
  const parts: Buffer[] = [];
  let left = MAX_BYTES;
  for await (const part of body) {
    parts.push(part.subarray(0, left));
    left -= part.length;
    if (left <= 0) break;
  }
  return Buffer.concat(parts).toString('utf8');
};

const askedOnce = (lookup: Lookup): Lookup => {
  const asked = new Map<string, ReturnType<Lookup>>();
  return (name) => {
    const known = asked.get(name) ?? lookup(name);
    asked.set(name, known);
    return known;
  };
};
