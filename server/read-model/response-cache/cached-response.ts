import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { holdsTag } from '#server/contract/entity-tag';
import { type Encoding, encode, encodingFor } from './encoding';

/**
 * `isOfNow`: the database confirmed the answer when it was made; else it says itself that it is not of now. `madeAt`: by
 * `performance.now()`, in milliseconds. `kind`: of address, as requests are counted.
 */
export type Entry = {
  kind: string;
  /** Somebody was sent it since it was made. */
  isAsked: boolean;
  version: number;
  isOfNow: boolean;
  madeAt: number;
  response: CachedResponse;
};

/** How many bytes of the cache strangers may fill with addresses of their own making. */
const MAX_BYTES = 48 * 1024 * 1024;
/** Whole, and in the two compressed forms, which are made when they are first asked for. */
const SIZE_OF_FORMS = 1.5;
/** Without a public address the same boards may be asked for under a few names of this machine. */
const HOSTS = 4;

/** So many of what is asked again and again are made anew before anybody asks, of boards and of the rest. */
const MOST_RENEWED = 40;

/** Packed already: to compress it again gains nothing. It is drawn for who asks for it, never ahead. */
const isPicture = ({ headers }: Pick<CachedResponse, 'headers'>): boolean =>
  headers['content-type'] === 'image/png';

function* first<T>(all: Iterable<T>, most: number, fits: (each: T) => boolean): Generator<T> {
  let count = 0;
  for (const each of all) {
    if (!fits(each)) continue;
    if (count === most) return;
    count += 1;
    yield each;
  }
}

/** `boards`: addresses of what everyone reads in a crisis, which nothing else may push out. */
export const createEntries = (boards: ReadonlySet<string>) => {
  const pinned = new LRUCache<string, Entry>({ max: HOSTS * Math.max(1, boards.size) });
  const others = new LRUCache<string, Entry>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ response }) => Math.ceil(response.identity.length * SIZE_OF_FORMS) + 1024,
  });
  const storeOf = (path: string) => (boards.has(path) ? pinned : others);
  const newestOf = (store: LRUCache<string, Entry>) => [
    ...first(store.entries(), MOST_RENEWED, ([, { response }]) => !isPicture(response)),
  ];
  return {
    /** Those last asked for, which somebody was sent since they were made. */
    asked: (): { host: string; path: string; entry: Entry }[] =>
      [...newestOf(pinned), ...newestOf(others)].flatMap(([key, entry]) => {
        const [host = '', path = ''] = key.split(' ');
        return entry.isAsked ? [{ host, path, entry }] : [];
      }),
    get: (host: string, path: string): Entry | undefined => storeOf(path).get(`${host} ${path}`),
    set: (host: string, path: string, entry: Entry): void => {
      storeOf(path).set(`${host} ${path}`, entry);
    },
    /** Bytes held for addresses of strangers' making. */
    bytes: (): number => others.calculatedSize,
  };
};

/** The response as sent: raw headers, each name followed by its value. */
type Message = { status: number; headers: string[]; body: Buffer | undefined };

/** One response for all who ask, in each encoding as it was first asked for. */
export type CachedResponse = {
  status: number;
  headers: Record<string, string>;
  /** Null unless the response is 200: nothing else is revalidated. */
  etag: string | null;
  identity: Buffer;
  notModified: Message;
  ready: Map<Encoding, Message>;
  compressing: Map<Encoding, Promise<Message>>;
};

const rawOf = (headers: Record<string, string>): string[] => Object.entries(headers).flat();

/** What a 304 repeats (RFC 9110 §15.4.5), and for whom it is readable: a page keeps the policy it came with. */
const HEADERS_OF_304 = [
  'etag',
  'cache-control',
  'vary',
  'age',
  'access-control-allow-origin',
  'access-control-expose-headers',
];

export const cachedResponse = (
  status: number,
  headers: Record<string, string>,
  identity: Buffer,
): CachedResponse => {
  const repeated = Object.entries(headers).filter(([name]) => HEADERS_OF_304.includes(name));
  return {
    status,
    headers,
    etag: status === 200 ? (headers.etag ?? null) : null,
    identity,
    notModified: { status: 304, headers: rawOf(Object.fromEntries(repeated)), body: undefined },
    ready: new Map(),
    compressing: new Map(),
  };
};

const holds = (ifNoneMatch: string | undefined, etag: string | null): boolean =>
  etag !== null && ifNoneMatch !== undefined && holdsTag(ifNoneMatch, etag);

/** The response for this reader, if its encoding has been made already. */
export const readyMessage = (
  response: CachedResponse,
  { 'if-none-match': ifNoneMatch, 'accept-encoding': accepted }: IncomingHttpHeaders,
): Message | undefined =>
  holds(ifNoneMatch, response.etag) ? response.notModified : response.ready.get(encodingFor(accepted));

/** The response for this reader; the first who asks for an encoding has it made. */
export const messageFor = async (
  response: CachedResponse,
  headers: IncomingHttpHeaders,
): Promise<Message> => {
  const ready = readyMessage(response, headers);
  if (ready) return ready;
  const encoding = encodingFor(headers['accept-encoding']);
  const compressing = response.compressing.get(encoding) ?? compressed(response, encoding);
  response.compressing.set(encoding, compressing);
  const message = await compressing;
  response.ready.set(encoding, message);
  return message;
};

/** Smaller bodies would not fit in fewer packets. */
const MIN_COMPRESSED_BYTES = 512;

const compressed = async (
  { status, headers, identity }: CachedResponse,
  accepted: Encoding,
): Promise<Message> => {
  const isSentAsIs = identity.length < MIN_COMPRESSED_BYTES || isPicture({ headers });
  const encoding = isSentAsIs ? 'identity' : accepted;
  const body = await encode(identity, encoding);
  const coding: Record<string, string> = encoding === 'identity' ? {} : { 'content-encoding': encoding };
  return { status, headers: rawOf({ ...headers, ...coding, 'content-length': String(body.length) }), body };
};

/** Makes a response in the encodings that another was asked for in. */
export const encodedLike = async (response: CachedResponse, { ready }: CachedResponse): Promise<void> => {
  for (const encoding of ready.keys()) await messageFor(response, { 'accept-encoding': encoding });
};

/** How old the response was when it was made, in seconds; 0: of now. */
export const ageOf = ({ headers }: CachedResponse): number => Number(headers.age ?? 0);

/** The same message, said to be that many seconds old. */
export const aged = ({ headers, ...message }: Message, seconds: number): Message => ({
  ...message,
  headers: [...headers.filter((_, index) => headers[index - (index % 2)] !== 'age'), 'age', String(seconds)],
});

/** The caller is an event handler: what it throws would end the process, and every reader with it. */
export const send = (
  { status, headers, body }: Message,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  try {
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  } catch {
    response.destroy();
  }
};

/**
 * What is held of the read model. `current`: its version, or null when the database must be asked before it is
 * believed, which `revalidate` does. `held`: what the version would be if it were believed, or null when nothing is held.
 */
export type Versions = {
  current: () => number | null;
  held: () => number | null;
  revalidate: () => Promise<unknown>;
};

/**
 * A reader waits this long for a slow database, then is sent the last state with its age; those after it do not wait,
 * until it answers in time again. Longer, and the second in which it falls is what one reader in a hundred sees.
 */
const WAIT_MS = 250;

/** Resolves when the database has answered, or has not in time. One question at a time serves all who wait. */
export const revalidationInTime = (versions: Versions): (() => Promise<unknown>) => {
  let asking: Promise<true> | null = null;
  let isLate = false;
  const ask = async (): Promise<true> => {
    const startedAt = performance.now();
    await versions.revalidate().catch(() => undefined);
    asking = null;
    const isSlow = performance.now() - startedAt > WAIT_MS;
    isLate = isSlow || (isLate && versions.current() === null);
    return true;
  };
  return async () => {
    asking ??= ask();
    if (isLate && versions.held() !== null) return;
    const isAnswered = await Promise.race([asking, pause(WAIT_MS, false, { ref: false })]);
    if (isAnswered) return;
    isLate = true;
    if (versions.held() === null) await asking;
  };
};
