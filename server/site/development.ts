import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServerBuild } from '@remix-run/node';
import type { Dashboard } from './site';

/** The dashboard as Vite serves it, and Vite's own handler, to be asked first. */
export const developedDashboard = async () => {
  const { createServer } = await import('vite');
  const vite = await createServer({
    configFile: 'app/vite.config.ts',
    server: { middlewareMode: true },
    appType: 'custom',
  });
  const dashboard: Dashboard = {
    build: async () => (await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild,
    assets: null,
    mode: 'development',
  };
  const handle = (request: IncomingMessage, response: ServerResponse, next: () => void) =>
    vite.middlewares(request, response, next);
  return { dashboard, handle, close: () => vite.close() };
};
