import type { RequestListener } from 'node:http';

/** What was asked, told by its address alone; the first that fits. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['board', /^\/api\/v1\/answers\?/],
  ['answer', /^\/api\/v1\/answers\//],
  ['snapshot', /^\/api\/v1\/snapshot/],
  ['stream', /^\/api\/v1\/stream/],
  ['heartbeat', /^\/api\/v1\/heartbeats\b/],
  ['statuspage', /^\/api\/v2\//],
  ['api', /^\/api\//],
  ['file', /^\/(assets\/|favicon|robots\.txt|widget\.js)/],
  ['elsewhere', /^\/(feeds|badges|embed|oembed)\b/],
  ['machine', /^\/(healthz|readyz|metrics)\b/],
  ['space', /^\/espace\b/],
];

export const kindOf = (url: string): string => KINDS.find(([, form]) => form.test(url))?.[0] ?? 'page';

/** Counts what is answered: `counted` once it is over, `count` for who knows already. */
export const createCounts = () => {
  const counts = new Map<string, number>();
  const count = (kind: string, status: number): void => {
    const key = `${kind} ${Math.floor(status / 100)}xx`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  return {
    *all() {
      for (const [key, count] of counts) {
        const [kind = '', status = ''] = key.split(' ');
        yield { kind, status, count };
      }
    },
    count,
    counted:
      (listener: RequestListener): RequestListener =>
      (request, response) => {
        const kind = kindOf(request.url ?? '');
        response.once('close', () => count(kind, response.statusCode));
        return listener(request, response);
      },
  };
};
