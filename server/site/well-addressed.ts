import type { IncomingMessage, RequestListener } from 'node:http';

/** Whether programs read this address; the others are pages. */
export const isForPrograms = (url: string): boolean => PROGRAMS.test(url);

/** An answer given at once, before anything parses the address that was sent. */
export type Refused = { status: number; headers: Readonly<Record<string, string>>; body: string };

/** A name or an address, and a port: what a browser or a program may send as `Host`. */
const HOST = /^(?:[a-z\d](?:[\w.-]{0,252}[a-z\d.])?|\[[\da-f:.]{2,45}\])(?::\d{1,5})?$/i;

const PROGRAMS = /^\/(api|feeds|badges|cards|embed|oembed|healthz|readyz|metrics)\b/;

/**
 * Refuses what is no address, once for all: the rest of the site joins `Host` and the target into one, and what is
 * between them must not move. A target that repeats its host (RFC 9112 §3.2.2) is cut to what follows it.
 */
export const wellAddressed =
  (
    listener: RequestListener,
    { problem, page }: { problem: Refused; page: Refused },
    count: (kind: string, status: number) => void,
  ): RequestListener =>
  (request, response) => {
    const target = targetOf(request);
    if (target !== null) {
      request.url = target;
      return listener(request, response);
    }
    const { url = '' } = request;
    const { status, headers, body } = isForPrograms(url) ? problem : page;
    count(kindOf(url), status);
    response.writeHead(status, { ...headers, ...SAFE });
    response.end(request.method === 'HEAD' ? undefined : body);
  };

/** No router has added its own. */
const SAFE = {
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
};

const targetOf = ({ url = '', headers: { host } }: IncomingMessage): string | null => {
  if (host !== undefined && !HOST.test(host)) return null;
  const [, authority, rest] = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url) ?? [];
  if (authority !== undefined && authority.toLowerCase() !== host?.toLowerCase()) return null;
  const target = authority === undefined ? url : rest?.startsWith('/') ? rest : `/${rest ?? ''}`;
  const [path = ''] = target.split('?', 1);
  return path.startsWith('/') && !path.includes('\\') ? target : null;
};

/** The kind of a request, by its address alone; the first that fits. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['board', /^\/api\/v1\/answers\?/],
  ['answer', /^\/api\/v1\/answers\//],
  ['attestation', /^\/(api\/v1\/attestations|attestation)\//],
  ['snapshot', /^\/api\/v1\/snapshot/],
  ['stream', /^\/api\/v1\/stream/],
  ['heartbeat', /^\/api\/v1\/heartbeats\b/],
  ['inbound', /^\/api\/v1\/inbound\b/],
  ['statuspage', /^\/api\/v2\//],
  ['api', /^\/api\//],
  [
    'file',
    /^\/(assets\/|favicon|apple-touch-icon|icon-|manifest|robots\.txt|sitemap\.xml|(?:widget|age|sw)\.js)/,
  ],
  ['elsewhere', /^\/(feeds|badges|cards|embed|oembed)\b/],
  ['machine', /^\/(healthz|readyz|metrics)\b/],
  ['space', /^\/espace\b/],
];

export const kindOf = (url: string): string => KINDS.find(([, form]) => form.test(url))?.[0] ?? 'page';
