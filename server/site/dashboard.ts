import { existsSync, readdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { guardedRoutes } from './guarded-routes';
import type { Dashboard } from './site';

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
