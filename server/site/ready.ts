import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Answer, answerOf, encoded, readyOf, send } from './answer';

/** What is the same for everyone is made once, and sent as bytes to all who ask until something changes. */

/** `made`: the answer once it is there. */
type Held = { version: number; answer: Promise<Answer | null>; made: Answer | null };

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

const isFromAnyone = ({ method, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  headers.cookie === undefined &&
  headers.authorization === undefined;

const isForAll = ({ url = '' }: IncomingMessage): boolean => url.length <= LONGEST && !APART.test(url);

const addressOf = ({ headers, url }: IncomingMessage): string => `${headers.host} ${url}`;

/** Answers from what is ready, before any router; everything else goes on to the site. */
export const readyFirst = (site: Site, present: Present, otherwise: RequestListener): RequestListener => {
  const held = new Map<string, Held>();

  const make = async (request: IncomingMessage): Promise<Answer | null> => {
    const asked = new Request(`http://${request.headers.host ?? 'localhost'}${request.url}`, {
      headers: { 'Accept-Encoding': 'identity' },
    });
    const response = await site(asked, { incoming: request });
    const isKept =
      response.status === 200 &&
      !response.headers.has('Set-Cookie') &&
      !response.headers.get('Cache-Control')?.includes('no-store');
    // It may have moved meanwhile: this is still no older than the question, and is not found under the next version.
    if (!isKept) return null;
    const { 'content-length': _, ...headers } = Object.fromEntries(response.headers);
    return answerOf({ ...headers, vary: 'Accept-Encoding' }, Buffer.from(await response.arrayBuffer()));
  };

  /** The answer of this version, made by the first who asks for it; null: not one for everyone. */
  const find = async (request: IncomingMessage): Promise<Answer | null> => {
    if (present.version() === null) await present.ask();
    const version = present.version();
    if (version === null) return null;
    const address = addressOf(request);
    const kept = held.get(address);
    if (kept?.version === version) return kept.answer;
    if (held.size >= MOST) held.clear();
    const making: Held = { version, answer: make(request), made: null };
    held.set(address, making);
    making.made = await making.answer.catch(() => null);
    if (!making.made && held.get(address) === making) held.delete(address);
    return making.made;
  };
  const prepare = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = await find(request).catch(() => null);
    if (!answer) return otherwise(request, response);
    const sent = await encoded(answer, request.headers).catch(() => null);
    if (sent) send(sent, request, response);
    else response.destroy();
  };

  /** At once when all is there: a promise or two would cost a reader as much as the answer. */
  return (request, response) => {
    if (!isFromAnyone(request)) return otherwise(request, response);
    const version = present.version();
    const kept = version === null ? undefined : held.get(addressOf(request));
    const sent = kept?.made && kept.version === version ? readyOf(kept.made, request.headers) : undefined;
    if (sent) return send(sent, request, response);
    return isForAll(request) ? void prepare(request, response) : otherwise(request, response);
  };
};
