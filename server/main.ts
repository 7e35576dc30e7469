import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { openWords } from '#app/words/fr/open';
import { publishedWords } from '#app/words/fr/published';
import { type Env, readEnv } from './env';
import { problemOf } from './http/problems';
import { createPublisher } from './live/published/publisher';
import { streamFirst } from './live/stream-first';
import { cachedSite } from './runtime/cached-site';
import { createCounts } from './site/counted';
import { builtDashboard } from './site/dashboard';
import { developedDashboard } from './site/development';
import type { Dashboard } from './site/site';
import { wellAddressed } from './site/well-addressed';
import { openDeps } from './wiring/doors';
import { createDuties, serveOnDuty } from './wiring/duties';
import { openGround } from './wiring/ground';
import { listen } from './wiring/listening';
import { openReaders } from './wiring/readers';
import { openSite } from './wiring/site';

/** Who asks when we ask ourselves. */
const OURSELVES = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

const start = async (env: Env) => {
  const [{ dashboard, handle }, ground] = await Promise.all([
    process.argv.includes('--dev') ? developedDashboard() : builtDashboard(),
    openGround(env),
  ]);
  const { database, accident } = ground;
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
  const { site, unread, parametersAt } = openSite(deps, dashboard, {
    ...{ watched, leaving: leaving.signal, lastKnown: readers.lastKnown, failed: unanswered },
  });
  const publish = publisherOf(env, dashboard, site.fetch);

  const listener = counts.counted(handle(streamFirst(readers.follower, getRequestListener(site.fetch))));
  const cached = cachedSite(env, dashboard, {
    site: site.fetch,
    otherwise: listener,
    versions: readers.versions,
    parametersAt,
    networkOf: () => null,
    count: counts.count,
  });
  const asked = dashboard.mode === 'development' ? listener : cached;
  const listening = await listen(env, leaving.signal, wellAddressed(asked, unread, counts.count));
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
        problem: problemOf({ kind: 'only-copy' }).problem,
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
