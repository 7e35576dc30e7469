import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Encoding, encode, encodingFor } from './encoding';

/** What is the same for everyone is made once, and sent as bytes to all who ask until something changes. */

type Answer = {
  headers: Record<string, string>;
  etag: string | null;
  bodies: Map<Encoding, Promise<Buffer>>;
};
type Held = { version: number; answer: Promise<Answer | null> };

/** Who answers when nothing is ready. */
type Site = (request: Request, env: object) => Response | Promise<Response>;

/** `version`: null when what is held must be asked about again, which `ask` does. */
export type Present = { version: () => number | null; ask: () => Promise<unknown> };

const MOST = 300;
const LONGEST = 512;
/**
 * A reader of these is somebody, or is not read at all but done; availability is counted each minute and probes answer
 * at their own pace, whatever happens.
 */
const APART =
  /^\/(assets|espace|signaler|plateformes\/|historique|healthz|readyz|metrics|api\/v1\/(stream|heartbeats|probes|session|professionals|availability|platforms\/[^/?]+\/availability)\b)/;

const isForAll = ({ method, url = '', headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  url.length <= LONGEST &&
  headers.cookie === undefined &&
  headers.authorization === undefined &&
  !APART.test(url);

/** Answers from what is ready, before any router; everything else goes on to the site. */
export const readyFirst = (site: Site, present: Present, otherwise: RequestListener): RequestListener => {
  const held = new Map<string, Held>();

  const make = async (request: IncomingMessage, version: number): Promise<Answer | null> => {
    const asked = new Request(`http://${request.headers.host ?? 'localhost'}${request.url}`, {
      headers: { 'Accept-Encoding': 'identity' },
    });
    const response = await site(asked, { incoming: request });
    const isKept =
      response.status === 200 &&
      !response.headers.has('Set-Cookie') &&
      !response.headers.get('Cache-Control')?.includes('no-store');
    if (!isKept || present.version() !== version) return null;
    const { 'content-length': _, ...headers } = Object.fromEntries(response.headers);
    const identity = Buffer.from(await response.arrayBuffer());
    return {
      headers: { ...headers, vary: 'Accept-Encoding' },
      etag: response.headers.get('ETag'),
      bodies: new Map([['identity', Promise.resolve(identity)]]),
    };
  };

  /** The answer of this version, made by the first who asks for it; null: not one for everyone. */
  const find = async (request: IncomingMessage): Promise<Answer | null> => {
    if (present.version() === null) await present.ask();
    const version = present.version();
    if (version === null) return null;
    const address = `${request.headers.host} ${request.url}`;
    const kept = held.get(address);
    if (kept?.version === version) return kept.answer;
    if (held.size >= MOST) held.clear();
    const made = { version, answer: make(request, version) };
    held.set(address, made);
    const answer = await made.answer.catch(() => null);
    if (!answer && held.get(address) === made) held.delete(address);
    return answer;
  };

  return async (request, response) => {
    if (!isForAll(request)) return otherwise(request, response);
    const answer = await find(request).catch(() => null);
    if (!answer) return otherwise(request, response);
    // A listener's failure is nobody's to catch: it would end the process, and every reader with it.
    await send(answer, request, response).catch(() => response.destroy());
  };
};

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');

const isHeld = (etag: string | null, held: string | undefined): boolean =>
  etag !== null &&
  held !== undefined &&
  (held.trim() === '*' || held.split(',').some((each) => opaque(each) === opaque(etag)));

const send = async (answer: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { 'if-none-match': tags, 'accept-encoding': accepted } = request.headers;
  if (isHeld(answer.etag, tags)) {
    const { 'content-type': _, ...headers } = answer.headers;
    response.writeHead(304, headers).end();
    return;
  }
  const encoding = encodingFor(Array.isArray(accepted) ? accepted.join() : accepted);
  const body = await bodyOf(answer, encoding);
  response.writeHead(200, {
    ...answer.headers,
    ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
    'content-length': String(body.length),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
};

const bodyOf = async ({ bodies }: Answer, encoding: Encoding): Promise<Buffer> => {
  const made =
    bodies.get(encoding) ??
    (bodies.get('identity') as Promise<Buffer>).then((bytes) => encode(bytes, encoding));
  bodies.set(encoding, made);
  return made;
};
