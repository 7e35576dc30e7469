import type { Context } from 'hono';
import { LRUCache } from 'lru-cache';
import { addressOf } from '#server/read-model/response-cache/address';

export type Doors = { fetch: (request: Request, env?: object) => Response | Promise<Response> };

/** Headers that say who asks, and from where: a page calls the API in its reader's name. */
const HANDED_ON = ['Cookie', 'Origin', 'Sec-Fetch-Site', 'User-Agent', 'X-Forwarded-For'];

/** `answered`: hears each answer. */
type Asked = { c: Context; answered: (response: Response) => void };

type Fetch = typeof globalThis.fetch;

/** The API as a page asks it: no socket, in the name of its reader. */
export const inProcess =
  (api: Doors, { c, answered }: Asked): Fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    for (const name of HANDED_ON) {
      const value = c.req.header(name);
      // A page that has just signed its reader in brings the new cookie itself.
      if (value !== undefined && !request.headers.has(name)) request.headers.set(name, value);
    }
    const response = await api.fetch(request, { ...(c.env as object), isForPage: true });
    answered(response);
    return response;
  };

/** An answer of now, read once for all the pages of one version. */
type Kept = { version: number; madeAt: number; body: object; headers: Headers };

/** The lists that every page reads, and a board for each profession that is read now. */
const MAX_KEPT = 48;
const QUESTION = /^https?:\/\/[^/]+(\/.*)$/;

/** Where the answer stands for one page only, or for an instant that nobody else asks about: it is not kept. */
const IS_OF_ONE_PAGE = /^\/api\/v1\/answers\/|[?&](?:at|knownAt|q)=/;

/**
 * The same, where what everyone is answered is asked once a version: pages of one version read the same objects, which
 * they must not change. `version`: of what is held of now; null: it is not believed, and every question is asked.
 */
export const createKeptQuestions = (version: () => number | null, now: () => Date) => {
  const kept = new LRUCache<string, Kept>({ max: MAX_KEPT });
  const keep = async (path: string, own: number, response: Response): Promise<Response> => {
    const isOfNow = response.status === 200 && !response.headers.has('Age') && version() === own;
    if (!isOfNow || !isPublic(response)) return response;
    const body: unknown = await response.json();
    const entry = { version: own, madeAt: performance.now(), body: Object(body), headers: response.headers };
    kept.set(path, entry);
    return answerOf(entry);
  };
  const answerOf = ({ body, headers }: Kept): Response =>
    Object.defineProperty(new Response(null, { headers }), 'json', {
      value: async () => atInstant(body, now()),
    });

  return (ask: Fetch): Fetch =>
    async (input, init) => {
      const own = version();
      const path = QUESTION.exec(String(input))?.[1] ?? '';
      if (own === null || (init?.method ?? 'GET') !== 'GET' || IS_OF_ONE_PAGE.test(path))
        return ask(input, init);
      const address = addressOf(path, () => 'any');
      if (!address) return ask(input, init);
      const known = kept.get(address.path);
      const isFresh =
        known?.version === own &&
        (address.maxAge === null || performance.now() - known.madeAt < address.maxAge);
      return isFresh ? answerOf(known) : keep(address.path, own, await ask(input, init));
    };
};

const isPublic = ({ headers }: Response): boolean =>
  headers.get('Cache-Control')?.startsWith('public') === true &&
  headers.get('Content-Type')?.startsWith('application/json') === true;

/** What is so now was so when it was read: the version has not changed since. */
const atInstant = (body: object, now: Date): object =>
  'at' in body && typeof body.at === 'string'
    ? { ...body, at: now.toISOString(), ...('knownAt' in body && { knownAt: now.toISOString() }) }
    : body;
