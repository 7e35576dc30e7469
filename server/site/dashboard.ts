import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import type { Dashboard } from './site';

/** `handle`: who is asked before the site. */
export type Served = { dashboard: Dashboard; handle: (site: RequestListener) => RequestListener };

const root = fileURLToPath(new URL('../..', import.meta.url));
const SERVER_BUILD = `${root}app/build/server/index.js`;
const SOURCES = ['app', 'server/contract', 'server/domain', 'package-lock.json'];

/** The built dashboard. */
export const builtDashboard = async (): Promise<Served> => {
  await buildIfStale();
  // React chooses its build when first loaded.
  process.env.NODE_ENV ??= 'production';
  const built: ServerBuild = await import(SERVER_BUILD);
  const dashboard: Dashboard = {
    build: async () => built,
    assets: `${root}app/build/client`,
    mode: 'production',
  };
  return { dashboard, handle: (site) => site };
};

/** Builds the dashboard when it is not built, or when its sources are newer. */
export const buildIfStale = async (): Promise<void> => {
  if (!existsSync(SERVER_BUILD) || newest(SOURCES) > statSync(SERVER_BUILD).mtimeMs) await build();
};

const newest = (paths: readonly string[]): number =>
  Math.max(
    ...paths.map((path) => {
      if (path === 'app/build') return 0;
      const stat = statSync(root + path);
      return stat.isDirectory()
        ? newest(readdirSync(root + path).map((name) => `${path}/${name}`))
        : stat.mtimeMs;
    }),
  );

/** Its words go to stderr: stdout's first line is the server's. */
const build = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const remix = `${root}node_modules/@remix-run/dev/dist/cli.js`;
    const child = spawn(process.execPath, [remix, 'vite:build', '-c', 'app/vite.config.ts'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`Le tableau ne se construit pas (code ${code}) : voyez plus haut.`)),
    );
  });
