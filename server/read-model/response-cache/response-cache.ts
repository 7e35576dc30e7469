import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { LRUCache } from 'lru-cache';
import { type Address, addressOf, type ParametersOf } from './address';
import {
  aged,
  ageOf,
  type CachedResponse,
  cachedResponse,
  createEntries,
  type Entry,
  encodedLike,
  messageFor,
  readyMessage,
  revalidationInTime,
  send,
  type Versions,
} from './cached-response';

/** Responses that are the same for everyone are made once, and sent as bytes until something changes. */

/** While the database does not answer, an entry is made again this often: it says itself how old it is. */
const REMAKE_MS = 1_000;
/** Nobody is sent at once what was made longer ago than this. */
const MAX_AGE_MS = 75_000;
/** Addresses read once and known again, as they came. */
const MAX_KNOWN_URLS = 1_000;

/** Whoever asks for what is not there: may have it made, and says what it took, or is told when to come back. */
type Admission = Promise<(spentMs: number) => void> | { retryAfter: number };

export type ResponseCacheOptions = {
  /** Answers what is not cached. */
  site: (request: Request, env: object) => Response | Promise<Response>;
  /** Answers who is somebody, writes, or asks for what is never kept. */
  otherwise: RequestListener;
  versions: Versions;
  /** Addresses that everyone reads in a crisis: made without admission, and pushed out by nothing. */
  boards: ReadonlySet<string>;
  parametersOf: ParametersOf;
  /** Host of our public address, whatever is asked for; null: links follow what the request says. */
  publicHost: string | null;
  admit: (request: IncomingMessage) => Admission;
  refuse: (request: IncomingMessage, response: ServerResponse, retryAfter: number) => void;
  kindOf: (url: string) => string;
  count: (kind: string, status: number) => void;
  /** Receives failures of the cache itself; the reader is then answered the long way. */
  failed: (error: unknown) => void;
};

/** Whose question a response is made for: what is kept does not depend on it. */
type Asker = { host: string; incoming: IncomingMessage | typeof NOBODY };
const NOBODY = { headers: {} };

/** The response to one question: cached when it is the same for everyone, sent once when it is not. */
type Made = { entry: Entry; isKept: boolean } | null;

const isReading = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD';

/** `/` sends whoever chose a profession in this browser to its board. */
const isSentOn = ({ url, headers: { cookie } }: IncomingMessage): boolean =>
  cookie !== undefined && /^\/(?:$|\?|_root\.data)/.test(url ?? '') && /(?:^|;\s*)profession=/.test(cookie);

/** These answers may depend on the reader, so the site is asked again, in the reader's name. */
const DEPENDS_ON_READER = [401, 403];

export type ResponseCache = {
  answer: RequestListener;
  /**
   * Makes anew, of a version that nobody was shown yet, what is asked for again and again; until `until`, by
   * `performance.now()`.
   */
  renew: (version: number, until: number) => Promise<void>;
};

export const createResponseCache = (given: ResponseCacheOptions): ResponseCache => {
  const { site, otherwise, versions, boards, parametersOf, publicHost, kindOf, count } = given;
  const entries = createEntries(boards);
  const making = new Map<string, Promise<Made>>();
  const revalidate = revalidationInTime(versions);
  const known = new LRUCache<string, { address: Address | null }>({ max: MAX_KNOWN_URLS });

  const addressIn = (request: IncomingMessage): Address | null => {
    const url = request.url ?? '/';
    if (!isReading(request) || isSentOn(request)) return null;
    const seen = known.get(url);
    if (seen) return seen.address;
    const address = addressOf(url, parametersOf);
    known.set(url, { address });
    return address;
  };
  const askerOf = (request: IncomingMessage): Asker => ({ host: hostOf(request), incoming: request });
  const hostOf = ({ headers }: IncomingMessage): string => publicHost ?? headers.host ?? 'localhost';

  const ask = async (
    { host, incoming }: Asker,
    path: string,
  ): Promise<{ response: CachedResponse; isKept: boolean } | null> => {
    const asked = new Request(`http://${host}${path}`, { headers: { 'Accept-Encoding': 'identity' } });
    const answered = await site(asked, { incoming });
    if (DEPENDS_ON_READER.includes(answered.status) || answered.headers.has('Set-Cookie')) return null;
    const { 'content-length': _, ...headers } = Object.fromEntries(answered.headers);
    const identity = Buffer.from(await answered.arrayBuffer());
    return {
      response: cachedResponse(answered.status, { ...headers, vary: 'Accept-Encoding' }, identity),
      isKept: answered.status === 200 && !answered.headers.get('Cache-Control')?.includes('no-store'),
    };
  };
  const make = async (asker: Asker, path: string, version: number | null): Promise<Made> => {
    const madeAt = performance.now();
    const asked = await ask(asker, path).catch((error: unknown) => {
      given.failed(error);
      return null;
    });
    if (!asked) return null;
    const entry: Entry = {
      kind: kindOf(path),
      isAsked: false,
      // It may have moved meanwhile: the answer is no older than the question, and is not found under the next version.
      version: version ?? versions.held() ?? 0,
      isOfNow: version !== null && ageOf(asked.response) === 0,
      madeAt,
      response: asked.response,
    };
    if (asked.isKept) entries.set(asker.host, path, entry);
    return { entry, isKept: asked.isKept };
  };
  /** One making of an address at a time, whoever asks; `null` versions are asked apart from those of now. */
  const makeOnce = (asker: Asker, path: string, version: number | null): Promise<Made> => {
    const key = `${version} ${asker.host} ${path}`;
    const begun = making.get(key);
    if (begun) return begun;
    const done = make(asker, path, version).finally(() => making.delete(key));
    making.set(key, done);
    return done;
  };

  const isFresh = (entry: Entry | undefined, version: number | null, { maxAge }: Address): entry is Entry =>
    entry?.isOfNow === true &&
    version !== null &&
    entry.version >= version &&
    (maxAge === null || performance.now() - entry.madeAt < maxAge);

  /** The last that was made, while the database does not answer; until the next is there, those who ask are sent it. */
  const lastKept = (request: IncomingMessage, address: Address): Entry | undefined => {
    const entry = entries.get(hostOf(request), address.path);
    if (!entry || performance.now() - entry.madeAt > MAX_AGE_MS) return undefined;
    if (performance.now() - entry.madeAt > REMAKE_MS) void makeOnce(askerOf(request), address.path, null);
    return entry;
  };
  const find = async (
    request: IncomingMessage,
    address: Address,
  ): Promise<Entry | 'otherwise' | { retryAfter: number }> => {
    if (versions.current() === null) await revalidate();
    const version = versions.current();
    const kept = version === null ? lastKept(request, address) : entries.get(hostOf(request), address.path);
    if (kept && (version === null || isFresh(kept, version, address))) return kept;
    if (boards.has(address.path))
      return (await makeOnce(askerOf(request), address.path, version))?.entry ?? 'otherwise';
    const admission = given.admit(request);
    if ('retryAfter' in admission) return admission;
    const leave = await admission;
    const before = performance.eventLoopUtilization();
    try {
      return (await makeOnce(askerOf(request), address.path, version))?.entry ?? 'otherwise';
    } finally {
      leave(performance.eventLoopUtilization(before).active);
    }
  };
  const answer = async (
    request: IncomingMessage,
    response: ServerResponse,
    address: Address,
  ): Promise<void> => {
    const found = await find(request, address);
    if (found === 'otherwise') return void otherwise(request, response);
    if ('retryAfter' in found) return given.refuse(request, response, found.retryAfter);
    const message = await messageFor(found.response, request.headers);
    found.isAsked = true;
    count(found.kind, message.status);
    // Without its database nothing is of now any more, whatever it was when it was made.
    const isOfNow = found.isOfNow && versions.current() !== null;
    send(isOfNow ? message : aged(message, secondsOld(found)), request, response);
  };

  const answerNow: RequestListener = (request, response) => {
    const address = addressIn(request);
    if (!address) return otherwise(request, response);
    const version = versions.current();
    const entry = version === null ? undefined : entries.get(hostOf(request), address.path);
    // At once when all is there: a promise or two would cost a reader as much as the answer.
    const ready = isFresh(entry, version, address)
      ? readyMessage(entry.response, request.headers)
      : undefined;
    if (entry && ready) {
      entry.isAsked = true;
      count(entry.kind, ready.status);
      return send(ready, request, response);
    }
    answer(request, response, address).catch((error) => {
      given.failed(error);
      if (response.headersSent) response.destroy();
      else otherwise(request, response);
    });
  };

  return {
    answer: answerNow,
    async renew(version, until) {
      for (const { host, path, entry } of entries.asked()) {
        if (performance.now() >= until) return;
        if (entry.version >= version) continue;
        const made = await makeOnce({ host, incoming: NOBODY }, path, version);
        if (made?.isKept) await encodedLike(made.entry.response, entry.response);
      }
    },
  };
};

const secondsOld = ({ madeAt, response }: Entry): number =>
  ageOf(response) + Math.ceil((performance.now() - madeAt) / 1000);
