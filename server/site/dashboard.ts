import { existsSync, readdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import type { Dashboard } from './site';

type Args = LoaderFunctionArgs | ActionFunctionArgs;
type Route = ServerBuild['routes'][string];

/**
 * The dashboard, of which an accident in a loader or an action is told once, in the log, and shown with its reference:
 * Remix by itself prints a stack, and shows an error that says nothing.
 */
export const guardedRoutes = (build: ServerBuild): ServerBuild => ({
  ...build,
  routes: Object.fromEntries(
    Object.entries(build.routes).flatMap(([id, route]) =>
      route ? [[id, guardedRoute(route)] as const] : [],
    ),
  ),
});

const guardedRoute = (route: Route): Route => {
  const { loader, action } = route.module;
  return {
    ...route,
    module: {
      ...route.module,
      ...(loader ? { loader: reporting(loader, route.id) } : {}),
      ...(action ? { action: reporting(action, route.id) } : {}),
    },
  };
};

const reporting =
  <Given extends Args, Answer>(answer: (args: Given) => Answer, route: string) =>
  async (args: Given): Promise<Awaited<Answer>> => {
    try {
      return await answer(args);
    } catch (error) {
      if (isAnswer(error) || args.request.signal.aborted) throw error;
      const problem = args.context.fail(error, { route });
      throw Response.json(problem, { status: problem.status, headers: { 'Cache-Control': 'no-store' } });
    }
  };

/** Whether a route threw this on purpose: a redirection, a problem of the API, data with a status. */
const isAnswer = (thrown: unknown): boolean =>
  thrown instanceof Response ||
  (typeof thrown === 'object' &&
    thrown !== null &&
    'type' in thrown &&
    thrown.type === 'DataWithResponseInit');

/** `handle`: who is asked before the site. */
export type Served = { dashboard: Dashboard; handle: (site: RequestListener) => RequestListener };

const BUILD = fileURLToPath(new URL('../../app/build/', import.meta.url));

/** The dashboard as `npm run build` made it. */
export const builtDashboard = async (): Promise<Served> => {
  const server = `${BUILD}server/index.js`;
  if (!existsSync(server)) throw new Error('Le tableau n’est pas construit : lancez npm run build.');
  // React chooses its build when first loaded.
  process.env.NODE_ENV ??= 'production';
  const built = guardedRoutes(await import(server));
  const dashboard: Dashboard = {
    build: async () => built,
    assets: `${BUILD}client`,
    stylesheet: stylesheetIn(`${BUILD}client`),
    mode: 'production',
  };
  return { dashboard, handle: (site) => site };
};

/** Its name ends with a digest of its content. */
const stylesheetIn = (client: string): string | null => {
  const name = readdirSync(`${client}/assets`).find((each) => /^styles-.+\.css$/.test(each));
  return name === undefined ? null : `/assets/${name}`;
};

/** The dashboard as Vite serves it from its sources; Vite answers first. */
export const developedDashboard = async (): Promise<Served> => {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: 'app/vite.config.ts',
    server: { middlewareMode: true },
    appType: 'custom',
  });
  return {
    dashboard: {
      build: async () =>
        guardedRoutes((await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild),
      assets: null,
      stylesheet: null,
      mode: 'development',
    },
    handle: (site) => (request, response) =>
      vite.middlewares(request, response, () => site(request, response)),
  };
};

/** The methods that each page answers to, by the pattern of its address (`/avis/:id`), as the dashboard was built. */
export const methodsOfPages = (build: ServerBuild): ReadonlyMap<string, readonly string[]> => {
  const known = read.get(build) ?? readMethods(build);
  read.set(build, known);
  return known;
};

/** While the dashboard is developed each change of it is another build. */
const read = new WeakMap<ServerBuild, ReadonlyMap<string, readonly string[]>>();

const readMethods = ({ routes }: ServerBuild): ReadonlyMap<string, readonly string[]> => {
  const patternOf = (id: string): string => {
    const { parentId, path = '' } = routes[id] ?? {};
    return (parentId === undefined ? '' : patternOf(parentId)).replace(/\/$/, '') + (path && `/${path}`);
  };
  // Whatever no page has is answered by one too: nothing is there all the same.
  const pages = Object.values(routes).flatMap((route) =>
    route?.index || (route?.path !== undefined && route.path !== '*') ? [route] : [],
  );
  return new Map(
    pages.map(({ id, module }) => [
      patternOf(id) || '/',
      module.action === undefined ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'POST'],
    ]),
  );
};
