import type { ServerBuild } from '@remix-run/node';
import type { Served } from './dashboard';
import { guardedRoutes } from './guarded-routes';

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
