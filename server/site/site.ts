import { serveStatic } from '@hono/node-server/serve-static';
import { type AppLoadContext, createRequestHandler, type ServerBuild } from '@remix-run/node';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { routePath } from 'hono/route';
import type { SecureHeadersVariables } from 'hono/secure-headers';
import { createClient } from '#server/client';
import { isAfterAnAct } from '#server/read-model/response-cache/address';
import { createKeptQuestions, type Doors, inProcess } from './in-process';
import { protect } from './protect';
import { publicAssets, withoutSpace } from './public-routes';

/**
 * `build`: the dashboard, built or as Vite serves it; `assets`: the folder of its files, null when Vite serves them;
 * `stylesheet`: the address of its style, for pages that it does not make.
 */
export type Dashboard = {
  build: () => Promise<ServerBuild>;
  assets: string | null;
  stylesheet: string | null;
  mode: 'production' | 'development';
};

type Site = { Variables: SecureHeadersVariables; Bindings: object };

const A_YEAR = 'public, max-age=31536000, immutable';
const AN_HOUR = 'public, max-age=3600';

const keep =
  (rule: string): MiddlewareHandler =>
  async (c, next) => {
    await next();
    if (c.res.ok) c.header('Cache-Control', rule);
  };

/** A service worker is asked for again each time it may have changed, and answers for every page. */
const ofWholeSite: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.ok) return;
  c.header('Cache-Control', 'no-cache');
  c.header('Service-Worker-Allowed', '/');
};

/** Tells an accident, and gives what its reader is told. */
export type Fail = AppLoadContext['fail'];

/**
 * When what readers of now are shown was so, while nothing confirms it; null: it is of now. `isAway`: the database is taken
 * to be away, and that is told.
 */
export type LastKnown = NonNullable<AppLoadContext['lastKnown']>;

type Around = {
  /** Runs before the pages. */
  pageEdge: readonly MiddlewareHandler[];
  now: () => Date;
  /** Of what is held of now; null: it is not believed. */
  version: () => number | null;
  lastKnown: () => Promise<LastKnown | null>;
  clockDoubt: () => AppLoadContext['clockDoubt'];
  isHttps: boolean;
  publicUrl: string | null;
  privacy: AppLoadContext['privacy'];
  legal: AppLoadContext['legal'];
  mail: AppLoadContext['mail'];
  /** Nobody has an account yet, as far as is known. */
  isUnclaimed: () => boolean;
  fail: Fail;
};

/** `/API/v1`, `//feeds`, `/oembed/x`: nothing is there, and programs asked. */
const ALMOST_FOR_PROGRAMS = /^\/+(?:api|feeds|badges|cards|embed|oembed|healthz|readyz|metrics)(?:\/|$)/i;

const REFUSED_FOR_NOW = [429, 503];

const OF_SPACE = /^\/(?:espace|premiers-pas)(?:[/.]|$)/i;
/** Kept by no browser: what they show is somebody's. */
const OF_SOMEBODY = /^\/(?:espace|premiers-pas|abonnements)(?:[/.]|$)/i;

/**
 * Remix derives its table of routes as a handler is made: one handler a build, and one without the writers' space, whose
 * forty routes would be matched several times for each public page.
 */
const createHandlers = (mode: Dashboard['mode']) => {
  const made = new WeakMap<ServerBuild, Record<'all' | 'public', ReturnType<typeof createRequestHandler>>>();
  return (build: ServerBuild, path: string) => {
    const known = made.get(build) ?? {
      all: createRequestHandler(build, mode),
      public: createRequestHandler(publicPages(build, mode), mode),
    };
    made.set(build, known);
    return known[OF_SPACE.test(path) ? 'all' : 'public'];
  };
};

/** Vite serves one list of routes, its own. */
const publicPages = (build: ServerBuild, mode: Dashboard['mode']): ServerBuild => ({
  ...build,
  routes: withoutSpace(build.routes),
  assets:
    mode === 'production'
      ? publicAssets(build.assets)
      : { ...build.assets, routes: withoutSpace(build.assets.routes) },
});

/** Files first, then what programs ask, then the dashboard, which asks the api in process. */
export const createSite = (
  api: Doors,
  outside: Doors & { paths: readonly string[] },
  dashboard: Dashboard,
  {
    pageEdge,
    now,
    version,
    lastKnown,
    clockDoubt,
    isHttps,
    publicUrl,
    privacy,
    legal,
    mail,
    isUnclaimed,
    fail,
  }: Around,
) => {
  const site = new Hono<Site>();
  site.onError((error, c) => {
    const problem = fail(error, { route: routePath(c, -1) });
    return Response.json(problem, { status: problem.status, headers: { 'Cache-Control': 'no-store' } });
  });
  site.use(protect({ isHttps, isDevelopment: dashboard.mode === 'development' }));
  if (dashboard.assets !== null) {
    const files = serveStatic({ root: dashboard.assets, precompressed: true });
    site.use('/assets/*', keep(A_YEAR), files);
    site.use('/favicon.*', keep(AN_HOUR), files);
    site.use('/apple-touch-icon.png', keep(AN_HOUR), files);
    site.use('/manifest.webmanifest', keep(AN_HOUR), files);
    site.use('/icon-192.png', keep(AN_HOUR), files);
    site.use('/icon-512.png', keep(AN_HOUR), files);
    site.use('/widget.js', keep(AN_HOUR), files);
    site.use('/age.js', keep(AN_HOUR), files);
    site.use('/sw.js', ofWholeSite, files);
  }
  for (const path of outside.paths) site.all(path, (c) => outside.fetch(c.req.raw, c.env));
  site.all('/api/*', (c) => api.fetch(c.req.raw, c.env));
  site.use((c, next) =>
    ALMOST_FOR_PROGRAMS.test(c.req.path) ? Promise.resolve(outside.fetch(c.req.raw, c.env)) : next(),
  );

  const handlerOf = createHandlers(dashboard.mode);
  const asked = createKeptQuestions(version, now);
  const page = async (c: Context<Site>): Promise<Response> => {
    const handle = handlerOf(await dashboard.build(), c.req.path);
    const nonce = c.get('secureHeadersNonce') ?? '';
    let isWhole = true;
    let retryAfter: string | null = null;
    const answered = ({ status, headers }: Response) => {
      isWhole &&= status !== 500;
      retryAfter = headers.get('Retry-After') ?? retryAfter;
    };
    const fetch = inProcess(api, { c, answered });
    // Whoever has just said something, or comes to say it, reads what is so: what was kept a moment before may not say it yet.
    const isOfSomebody = OF_SOMEBODY.test(c.req.path);
    const asking = isOfSomebody || isAfterAnAct(c.req.url) ? fetch : asked(fetch);
    const client = createClient(new URL(c.req.url).origin, asking);
    const { origin } = new URL(publicUrl ?? c.req.url);
    const response = await handle(c.req.raw, {
      client,
      fetch,
      nonce,
      origin,
      privacy,
      legal,
      mail,
      isUnclaimed: isUnclaimed(),
      handed: c.req.path.endsWith('.data') ? null : {},
      now: now(),
      lastKnown: await lastKnown(),
      clockDoubt: clockDoubt(),
      fail,
    });
    // A page made without something that failed is not the page of the next reader.
    const isPassing = isOfSomebody || response.status >= 500 || !isWhole;
    const rule = isPassing ? 'no-store' : 'private, no-cache';
    if (!response.headers.has('Cache-Control')) response.headers.set('Cache-Control', rule);
    // A page that is refused says when to come back, as what it asked for did.
    if (REFUSED_FOR_NOW.includes(response.status) && retryAfter !== null)
      response.headers.set('Retry-After', retryAfter);
    return response;
  };
  site.use(...pageEdge);
  return site.get('*', compress(), page).post('*', page);
};
