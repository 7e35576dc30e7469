import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, aged, ageOf, answerOf, encoded, readyOf, send } from './answer';
import { kindOf } from './counted';

/** What is the same for everyone is made once, and sent as bytes to all who ask until something changes. */

/**
 * `isOfNow`: the database confirmed it when it was made; else it says itself that it is not of now. `made`: the answer
 * once it is there. `madeAt`: by the clock of `performance`. `kind`: of address, as it is counted.
 */
type Held = {
  kind: string;
  version: number;
  isOfNow: boolean;
  madeAt: number;
  answer: Promise<Answer | null>;
  made: Answer | null;
};

/** Who answers when nothing is ready. */
type Site = (request: Request, env: object) => Response | Promise<Response>;

/**
 * `version`: null when what is held must be asked about again, which `ask` does; `heldVersion`: what it would be if it
 * were believed.
 */
export type Present = {
  version: () => number | null;
  heldVersion: () => number | null;
  ask: () => Promise<unknown>;
};

/** A reader waits so long for a database that is slow; those after it no longer do, until it answers in time again. */
const PATIENCE = 1_000;
/** While the database does not answer, what is held is made again this often: it says itself how old it is. */
const AGAIN = 1_000;
/** Nobody is sent at once what was made longer ago than this. */
const OLDEST = 75_000;

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

/** Answers from what is ready, before any router, and counts it; everything else goes on. */
export const readyFirst = (
  site: Site,
  present: Present,
  otherwise: RequestListener,
  count: (kind: string, status: number) => void,
): RequestListener => {
  const held = new Map<string, Held>();
  const again = new Set<string>();
  const asked = askedInTime(present);

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
  const start = (request: IncomingMessage, version: number | null) => {
    const making: Held = {
      kind: kindOf(request.url ?? ''),
      version: version ?? present.heldVersion() ?? 0,
      isOfNow: version !== null,
      madeAt: performance.now(),
      answer: make(request).catch(() => null),
      made: null,
    };
    const done = making.answer.then((made) => {
      making.made = made;
      making.isOfNow &&= made !== null && ageOf(made) === 0;
      return making;
    });
    return { making, done };
  };
  const keep = (address: string, making: Held): void => {
    if (held.size >= MOST) held.clear();
    held.set(address, making);
  };
  const begin = async (request: IncomingMessage, version: number | null): Promise<Held> => {
    const address = addressOf(request);
    const { making, done } = start(request, version);
    keep(address, making);
    await done;
    if (!making.made && held.get(address) === making) held.delete(address);
    return making;
  };
  /** Until it is there, those who ask are sent the last. */
  const beginAgain = (request: IncomingMessage): void => {
    const address = addressOf(request);
    if (again.has(address)) return;
    again.add(address);
    void start(request, null).done.then((making) => {
      again.delete(address);
      if (making.made) keep(address, making);
    });
  };

  /** The answer of now, made by the first who asks for it. */
  const findOfNow = async (request: IncomingMessage, version: number): Promise<Held> => {
    const kept = held.get(addressOf(request));
    if (!kept?.isOfNow || kept.version !== version) return begin(request, version);
    await kept.answer;
    return kept;
  };
  /** The last that was made, while the database does not answer. */
  const findLast = async (request: IncomingMessage): Promise<Held> => {
    const kept = held.get(addressOf(request));
    if (!kept || performance.now() - kept.madeAt > OLDEST) return begin(request, null);
    if (performance.now() - kept.madeAt > AGAIN) beginAgain(request);
    await kept.answer;
    return kept;
  };
  const prepare = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (present.version() === null) await asked();
    const version = present.version();
    const found = await (version === null ? findLast(request) : findOfNow(request, version));
    if (!found.made) return otherwise(request, response);
    const sent = await encoded(found.made, request.headers).catch(() => null);
    if (!sent) return void response.destroy();
    count(found.kind, sent.status);
    if (version !== null) send(sent, request, response);
    else send(aged(sent, secondsOf(found, found.made)), request, response);
  };

  /** At once when all is there: a promise or two would cost a reader as much as the answer. */
  return (request, response) => {
    if (!isFromAnyone(request)) return otherwise(request, response);
    const version = present.version();
    const kept = version === null ? undefined : held.get(addressOf(request));
    if (kept?.made && kept.isOfNow && kept.version === version) {
      const sent = readyOf(kept.made, request.headers);
      if (sent) {
        count(kept.kind, sent.status);
        return send(sent, request, response);
      }
    }
    return isForAll(request) ? void prepare(request, response) : otherwise(request, response);
  };
};

const secondsOf = ({ madeAt }: Held, answer: Answer): number =>
  ageOf(answer) + Math.ceil((performance.now() - madeAt) / 1000);

/** Asks, and resolves when it is answered, or is not in time. One question at a time, for all who wait. */
const askedInTime = (present: Present): (() => Promise<unknown>) => {
  let asking: Promise<boolean> | null = null;
  let isLate = false;
  const ask = async () => {
    const startedAt = performance.now();
    await present.ask().catch(() => undefined);
    asking = null;
    const isSlow = performance.now() - startedAt > PATIENCE;
    isLate = isSlow || (isLate && present.version() === null);
    return true;
  };
  return async () => {
    asking ??= ask();
    if (isLate && present.heldVersion() !== null) return;
    const isAnswered = await Promise.race([asking, pause(PATIENCE, false, { ref: false })]);
    if (isAnswered) return;
    isLate = true;
    if (present.heldVersion() === null) await asking;
  };
};
