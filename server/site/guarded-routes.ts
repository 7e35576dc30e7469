import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node';

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
      ...(loader ? { loader: told(loader, route.id) } : {}),
      ...(action ? { action: told(action, route.id) } : {}),
    },
  };
};

const told =
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

/** What a route throws on purpose: a redirection, a problem of the API, data with a status. */
const isAnswer = (thrown: unknown): boolean =>
  thrown instanceof Response ||
  (typeof thrown === 'object' &&
    thrown !== null &&
    'type' in thrown &&
    thrown.type === 'DataWithResponseInit');
