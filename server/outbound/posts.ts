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
/** To one machine at once. */
const CONNECTIONS = 8;

type Origin = { agent: Agent; limit: LimitFunction };

/** To close when they are made: meanwhile a name is asked once, and a machine is called over connections that stay. */
export const openPosts = (outbound: Outbound): Posts => {
  const asking: Outbound = { ...outbound, lookup: askedOnce(outbound.lookup) };
  const origins = new Map<string, Promise<Origin>>();
  const originOf = (target: Target & { url: URL }): Promise<Origin> => {
    const known = origins.get(target.url.origin) ?? openOrigin(target, outbound);
    origins.set(target.url.origin, known);
    return known;
  };
  return {
    async post(given, signal, wantsText = false) {
      // One of its own: a hundred calls would hang on that of all.
      const target = await orAborted(resolveUrl(asking, given.url), AbortSignal.any([signal]));
      if (!target.ok) return target;
      if (target.value.url.protocol !== 'https:' && !outbound.isLoopbackAllowed) return refuse('clear');
      const origin = await originOf(target.value);
      // Its time begins when its turn comes.
      return origin.limit(async () =>
        accept(await brought(origin.agent, target.value.url, given, signal, wantsText)),
      );
    },
    async close() {
      for (const origin of origins.values()) await (await origin).agent.destroy();
    },
  };
};

const openOrigin = async (target: Target, { trusted }: Outbound): Promise<Origin> => {
  const { Agent } = await import('undici');
  const agent = new Agent({
    connections: CONNECTIONS,
    maxHeaderSize: 16_384,
    connect: { lookup: pinned(target), ...(trusted ? { ca: trusted } : {}) },
  });
  return { agent, limit: pLimit(CONNECTIONS) };
};

const brought = async (
  dispatcher: Agent,
  url: URL,
  { headers, body }: Post,
  given: AbortSignal,
  wantsText: boolean,
): Promise<PostAnswer> => {
  const { request } = await import('undici');
  const signal = AbortSignal.any([given, AbortSignal.timeout(TIMEOUT_MS)]);
  const asked = await request(url, { dispatcher, method: 'POST', headers, body, signal });
  const header = (name: string): string | null => {
    const value = asked.headers[name];
    return (Array.isArray(value) ? value[0] : value) ?? null;
  };
  const text = wantsText ? await beginningOf(asked.body) : '';
  // What it says besides changes nothing, if it is ever said.
  if (!wantsText) await asked.body.dump({ limit: MAX_BYTES, signal }).catch(() => undefined);
  return { status: asked.statusCode, header, text };
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
