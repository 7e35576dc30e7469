import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Of the whole program, asked from outside, and of Chromium. */
const BROWSER = [
  'tests/{deploy,e2e,peers,site}/**/*.test.ts',
  'tests/http/{professionals,stream}.test.ts',
  'tests/read-model/response-cache.test.ts',
  'tests/runtime/strangers.test.ts',
];
/** Of what is done with a database, asked in process. */
const ROUTES = [
  'tests/{accounts,dataset,db,delivery,http,measurements}/**/*.test.ts',
  'tests/read-model/{disk-cache,followed-facts,read-model,snapshots}.test.ts',
  'tests/runtime/log.test.ts',
  'tests/signing/head-guard.test.ts',
  'tests/probes/clock.test.ts',
  'tests/delivery/{letters,push-keys}.test.ts',
];
/** Of what `npm start` runs, by the Node at hand. */
const START = ['tests/deploy/start.test.ts'];
/** Of the import table: `npm run check` asks it. */
const ARCHITECTURE = ['tests/architecture.test.ts'];

const project = (
  name: string,
  { include, exclude, globalSetup }: { include: string[]; exclude: string[]; globalSetup: string[] },
) => ({ extends: true as const, test: { name, include, exclude, globalSetup } });

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    environment: 'node',
    reporters: ['default', './tests/support/runner/tally.ts'],
    pool: 'forks',
    // Files of a worker share what they import, and no state: what is held belongs to a world, a server or a page.
    isolate: false,
    maxWorkers: 2,
    // What is awaited comes in a moment; on a machine that does much else, in many.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 40_000 } },
    projects: [
      project('architecture', { include: ARCHITECTURE, exclude: [], globalSetup: [] }),
      project('unit', {
        include: ['tests/**/*.test.ts'],
        exclude: [...ARCHITECTURE, ...ROUTES, ...BROWSER],
        globalSetup: [],
      }),
      project('routes', {
        include: ROUTES,
        exclude: BROWSER,
        globalSetup: ['tests/support/runner/cluster.ts'],
      }),
      project('start', { include: START, exclude: [], globalSetup: ['tests/support/runner/dashboard.ts'] }),
      project('browser', {
        include: BROWSER,
        exclude: START,
        globalSetup: ['tests/support/runner/cluster.ts', 'tests/support/runner/dashboard.ts'],
      }),
    ],
  },
});
