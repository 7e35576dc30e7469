import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { openWords } from '#app/words/fr/open';
import { publishedWords } from '#app/words/fr/published';
import { type Env, readEnv } from './env';
import { createApi } from './http/api';
import { isHttps } from './http/deps';
import { health } from './http/health';
import { metrics } from './http/metrics';
import { openDoors } from './http/open';
import { createPublisher } from './live/published/publisher';
import { streamFirst } from './live/stream-first';
import { builtDashboard } from './site/dashboard';
import { developedDashboard } from './site/development';
import { readyFirst } from './site/ready';
import { createSite, type Dashboard } from './site/site';
import { openDeps } from './wiring/doors';
import { createDuties, serveOnDuty } from './wiring/duties';
import { openGround } from './wiring/ground';
import { listen } from './wiring/listening';
import { openReaders } from './wiring/readers';

/** How often we see to it that our own database runs, and what time it is there. */
const WATCH = 2_000;
/** Who asks when we ask ourselves. */
const OURSELVES = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

const start = async (env: Env) => {
  const [{ dashboard, handle }, ground] = await Promise.all([
    process.argv.includes('--dev') ? developedDashboard() : builtDashboard(),
    openGround(env),
  ]);
  const { database, now, sync, warn, accident } = ground;
  const readers = openReaders(ground);
  const deps = await openDeps(ground, readers, openWords);

  const unanswered = (error: unknown) => accident('question sans réponse', { error });
  const chores = createDuties(ground, (signal) => publish(signal));
  const outside = health(deps)
    .route('/', metrics({ db: database.db, chores: chores.states }))
    .route('/', openDoors(deps, unanswered));
  const site = createSite(outside, createApi(deps, unanswered), dashboard, {
    ...{ now, isHttps: isHttps(deps), publicUrl: deps.publicUrl },
  });
  const publish = publisherOf(env, dashboard, site.fetch);
  const duty = serveOnDuty(ground, deps.outbound, chores);

  const listener = getRequestListener(site.fetch);
  const ready =
    dashboard.mode === 'development' ? listener : readyFirst(site.fetch, readers.present, listener);
  const listening = await listen(env, handle(streamFirst(readers.follower, ready)));
  const watch = setInterval(
    () =>
      void database
        .ensureRunning()
        .then(sync)
        .catch((error) => warn('la base ne repart pas', { error })),
    WATCH,
  );

  const stop = async () => {
    clearInterval(watch);
    await Promise.all([duty.stop(), readers.stop()]);
    await listening.stop();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
};

type Fetch = (request: Request, env: object) => Response | Promise<Response>;

/** While the dashboard is developed its files are nowhere yet, and nothing is published. */
const publisherOf = (env: Env, dashboard: Dashboard, fetch: Fetch) =>
  dashboard.assets === null
    ? async () => undefined
    : createPublisher({
        folder: join(env.DATA_DIR, 'public'),
        ask: (path) => fetch(new Request(new URL(path, env.PUBLIC_URL ?? 'http://localhost')), OURSELVES),
        slugs: openWords.professions,
        words: publishedWords,
        besides: ['/feeds/history.atom', '/feeds/maintenances.ics', '/widget.js'],
      });

try {
  await start(readEnv(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
