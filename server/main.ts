import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { openWords } from '#app/words/fr/open';
import { publishedWords } from '#app/words/fr/published';
import { PROFESSIONS } from './domain/vocabulary';
import { type Env, readEnv } from './env';
import { createApi } from './http/api';
import { isHttps } from './http/deps';
import { health } from './http/health';
import { metrics } from './http/metrics';
import { openDoors } from './http/open';
import { problemOf } from './http/problems';
import { createPublisher } from './live/published/publisher';
import { streamFirst } from './live/stream-first';
import { createResponseCache } from './read-model/response-cache/response-cache';
import { createCounts, kindOf } from './site/counted';
import { builtDashboard } from './site/dashboard';
import { developedDashboard } from './site/development';
import { PAGE_PARAMETERS } from './site/page-parameters';
import { createSite, type Dashboard } from './site/site';
import { openDeps } from './wiring/doors';
import { createDuties, serveOnDuty } from './wiring/duties';
import { openGround } from './wiring/ground';
import { listen } from './wiring/listening';
import { openReaders } from './wiring/readers';

/** Who asks when we ask ourselves. */
const OURSELVES = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

const start = async (env: Env) => {
  const [{ dashboard, handle }, ground] = await Promise.all([
    process.argv.includes('--dev') ? developedDashboard() : builtDashboard(),
    openGround(env),
  ]);
  const { database, now, accident } = ground;
  const readers = openReaders(ground);
  const deps = await openDeps(ground, readers, openWords);

  const unanswered = (error: unknown) => accident('question sans réponse', { error });
  const chores = createDuties(ground, (signal) => publish(signal));
  const duty = serveOnDuty(ground, deps.outbound, chores);
  const counts = createCounts();
  const watched = {
    ...{ db: database.db, pool: database.pool, record: deps.record, waiting: readers.follower.waiting },
    ...{ requests: counts.all, chores: chores.states, probeLag: duty.probeLag },
  };
  const leaving = new AbortController();
  const outside = health(deps, leaving.signal)
    .route('/', metrics(watched))
    .route('/', openDoors(deps, unanswered));
  const site = createSite(outside, createApi(deps, unanswered), dashboard, {
    ...{ now, lastKnown: readers.lastKnown, isHttps: isHttps(deps), publicUrl: deps.publicUrl },
  });
  const publish = publisherOf(env, dashboard, site.fetch);

  const listener = counts.counted(handle(streamFirst(readers.follower, getRequestListener(site.fetch))));
  const cached = createResponseCache({
    site: site.fetch,
    otherwise: listener,
    versions: readers.versions,
    boards: boardAddresses(),
    pageParameters: new Set(PAGE_PARAMETERS.map((name) => name.toLowerCase())),
    publicHost: env.PUBLIC_URL === undefined ? null : new URL(env.PUBLIC_URL).host,
    admit: async () => ({ leave: () => undefined }),
    refuse: listener,
    kindOf,
    count: counts.count,
  });
  const listening = await listen(env, leaving.signal, dashboard.mode === 'development' ? listener : cached);
  const stop = async () => {
    leaving.abort();
    readers.letGo();
    await duty.stop();
    await listening.stop();
    await readers.stop();
    await ground.stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
};

/** What everyone reads in a crisis: the board of each profession, as a page, as data and in others' pages. */
const boardAddresses = (): ReadonlySet<string> =>
  new Set([
    '/',
    '/plateformes',
    '/api/v1/snapshot',
    '/api/v1/snapshot.sig',
    '/api/v2/summary.json',
    ...PROFESSIONS.flatMap((profession) => {
      const { slug } = openWords.professions[profession];
      return [`/${slug}`, `/embed/${slug}`, `/api/v1/answers?profession=${profession}`];
    }),
  ]);

type Fetch = (request: Request, env: object) => Response | Promise<Response>;

/** While the dashboard is developed its files are nowhere yet, and nothing is published. */
const publisherOf = (env: Env, dashboard: Dashboard, fetch: Fetch) => {
  const { origin } = new URL(env.PUBLIC_URL ?? 'http://localhost');
  return dashboard.assets === null
    ? async () => undefined
    : createPublisher({
        folder: join(env.DATA_DIR, 'public'),
        ask: (path) => fetch(new Request(origin + path), OURSELVES),
        slugs: openWords.professions,
        words: publishedWords,
        problem: problemOf({ kind: 'only-copy' }),
        origin,
        besides: ['/feeds/history.atom', '/feeds/maintenances.ics', '/widget.js'],
      });
};

try {
  await start(readEnv(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
