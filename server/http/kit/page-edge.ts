import type { MiddlewareHandler } from 'hono';
import { TrieRouter } from 'hono/router/trie-router';
import { BODY_LIMIT, FILE_LIMIT, limitBody } from './body';
import type { Refusal } from './problems';
import { type ParametersAt, respelt } from './query-parameters';
import type { RefusalPage } from './refusal-page';

/** Looks an address up by the most precise pattern that fits it: `/avis/:id` comes before `/:profession/:mutuelle`. */
export const addressTable = <T>(entries: Iterable<readonly [pattern: string, value: T]>) => {
  const router = new TrieRouter<T>();
  for (const [pattern, value] of [...entries].sort(([a], [b]) => byPrecision(a, b)))
    router.add('GET', pattern, value);
  return (path: string): T | null => {
    const plain = path.toLowerCase().replace(/(?<=.)\/$/, '');
    return router.match('GET', plain)[0][0]?.[0] ?? null;
  };
};

/** A word before any word, at the first place where two patterns differ in that. */
const byPrecision = (a: string, b: string): number => {
  const [one, other] = [a, b].map((pattern) =>
    pattern.split('/').map((piece) => Number(piece.startsWith(':'))),
  );
  const place = (one ?? []).findIndex((isAny, index) => isAny !== other?.[index]);
  return place === -1 ? 0 : (one?.[place] ?? 0) - (other?.[place] ?? 0);
};

/** Guards the pages: a request that no page could answer is refused here, as a page. */

type Pages = {
  /** The methods each page answers to, by the pattern of its address (`/avis/:id`). */
  methods: () => Promise<ReadonlyMap<string, readonly string[]>>;
  parametersAt: ParametersAt;
  /** Where browsers see us; null: wherever the request says. */
  publicUrl: string | null;
  refuse: RefusalPage;
};

/** The parameters of each page, by the pattern of its address. */
export const pageParameters = (table: Readonly<Record<string, readonly string[]>>): ParametersAt => {
  const known = addressTable(Object.entries(table).map(([pattern, names]) => [pattern, [...names].sort()]));
  return (method, path) => {
    if (!SAFE.includes(method)) return null;
    const names = known(pageOf(path));
    return names && isData(path) ? ['_routes', ...names] : names;
  };
};

const SAFE = ['GET', 'HEAD'];

/** A request of the dashboard for the data of a page, once it runs in a browser. */
const isData = (path: string): boolean => path.endsWith('.data');

const pageOf = (path: string): string => path.replace(/\.data$/, '').replace(/^\/_root$/, '/');

const IMPORT = '/espace/annuaire/import';

export const pageEdge = ({
  methods,
  parametersAt,
  publicUrl,
  refuse,
}: Pages): readonly MiddlewareHandler[] => [
  async (c, next) => {
    if (SAFE.includes(c.req.method)) return next();
    const allow = allowedBy(await methods(), pageOf(c.req.path));
    if (allow === null) return refuse(c, NOTHING_HERE);
    if (c.req.method === 'OPTIONS') return c.body(null, 204, { Allow: allow.join(', ') });
    return allow.includes(c.req.method) ? next() : refuse(c, { kind: 'method-not-allowed', allow });
  },
  headAsGet,
  ownFormsOnly(publicUrl, refuse),
  // A file comes with the other fields of its form.
  limitBody((path) => (pageOf(path) === IMPORT ? FILE_LIMIT + BODY_LIMIT : BODY_LIMIT), refuse),
  readableFormsOnly(refuse),
  knownParametersOnly(parametersAt),
];

/** Hono leaves the body out; the dashboard would look for an action when it is asked for data by HEAD. */
const headAsGet: MiddlewareHandler = (c, next) => {
  if (c.req.method === 'HEAD') c.req.raw = new Request(c.req.raw, { method: 'GET' });
  return next();
};

const NOTHING_HERE: Refusal = {
  kind: 'no-such-address',
  detail: 'Il n’y a rien à cette adresse.',
};

type Methods = ReadonlyMap<string, readonly string[]>;
const tables = new WeakMap<Methods, ReturnType<typeof addressTable<readonly string[]>>>();

const allowedBy = (methods: Methods, path: string): readonly string[] | null => {
  const table = tables.get(methods) ?? addressTable(methods);
  tables.set(methods, table);
  const own = table(path);
  return own && [...own, 'OPTIONS'];
};

/**
 * A form of another site is refused. The dashboard makes the same comparison, with `Host`, which a proxy may have
 * changed: it is given the one that was compared here.
 */
const ownFormsOnly =
  (publicUrl: string | null, refuse: RefusalPage): MiddlewareHandler =>
  (c, next) => {
    const origin = c.req.header('Origin');
    if (SAFE.includes(c.req.method) || origin === undefined) return next();
    const { host } = new URL(publicUrl ?? c.req.url);
    // Under Referrer-Policy: no-referrer a form of ours is sent with no origin, and only its browser says it is ours.
    if (origin === 'null' && c.req.header('Sec-Fetch-Site') === 'same-origin') {
      const headers = new Headers(c.req.raw.headers);
      headers.delete('Origin');
      c.req.raw = new Request(c.req.raw, { headers });
      return next();
    }
    if (!URL.canParse(origin) || new URL(origin).host !== host)
      return Promise.resolve(refuse(c, { kind: 'cross-site' }));
    const headers = new Headers(c.req.raw.headers);
    headers.set('Host', host);
    headers.delete('X-Forwarded-Host');
    c.req.raw = new Request(c.req.raw, { headers });
    return next();
  };

const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/** The actions of pages read forms: what is none, or a broken one, would be an accident there. */
const readableFormsOnly =
  (refuse: RefusalPage): MiddlewareHandler =>
  async (c, next) => {
    if (c.req.method !== 'POST') return next();
    const [media = ''] = (c.req.header('Content-Type') ?? '').split(';');
    const type = media.trim().toLowerCase();
    if (!FORMS.includes(type)) return refuse(c, NO_FORM);
    const isRead = type !== 'multipart/form-data' || (await isWhole(c.req.raw.clone()));
    return isRead ? next() : refuse(c, BROKEN_FORM);
  };

const isWhole = (form: Request): Promise<boolean> =>
  form.formData().then(
    () => true,
    () => false,
  );

const NO_FORM: Refusal = {
  kind: 'unsupported-media',
  detail: 'Cet envoi n’est pas un formulaire.',
  cure: 'Rechargez la page et recommencez.',
};
const BROKEN_FORM: Refusal = {
  kind: 'malformed',
  pointer: '',
  detail: 'Le formulaire est arrivé illisible.',
  cure: 'Rechargez la page et recommencez.',
};

/**
 * A parameter misspelt in its capitals leads to the page it means: `?At=` must not show now. Others that the page does
 * not read are taken away before it is made: none of its links repeats them.
 */
const knownParametersOnly =
  (parametersAt: ParametersAt): MiddlewareHandler =>
  (c, next) => {
    const known = c.req.url.includes('?') ? parametersAt(c.req.method, c.req.path) : null;
    if (known === null || known === 'any') return next();
    const url = new URL(c.req.url);
    const better = isData(c.req.path) ? null : respelt(url.searchParams, known);
    if (better) return Promise.resolve(c.redirect(`${url.pathname.replace(/^\/+/, '/')}?${better}`, 302));
    const kept = [...url.searchParams].filter(([name]) => known.includes(name));
    if (kept.length === url.searchParams.size) return next();
    url.search = String(new URLSearchParams(kept));
    c.req.raw = new Request(url, c.req.raw);
    return next();
  };
