import { createServer } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { openWords } from '#app/words/fr/open';
import { publishedWords } from '#app/words/fr/published';
import { countTurn, readTime } from '#db/directory';
import { openDatabase } from '#db/open';
import { keepMonths } from '#db/retention';
import { seed } from '#db/seed';
import { keepSigningKeys } from '#db/signing-keys';
import { createAttempts } from './accounts/attempts';
import { createProSanteConnect, type ProSanteConnect } from './accounts/pro-sante-connect';
import { createSecrets, secretKey } from './accounts/secrets';
import { HOUR, MINUTE, SECOND } from './domain/intervals';
import { RAW_KEPT } from './domain/pushed';
import { type Env, readEnv } from './env';
import { createApi } from './http/api';
import { isHttps } from './http/deps';
import { health } from './http/health';
import { metrics } from './http/metrics';
import { openDoors } from './http/open';
import { countAvailability } from './live/availability';
import { createChores } from './live/chores';
import { createClock } from './live/clock';
import { createDuty } from './live/duty';
import { createFollower } from './live/follower';
import { openSigner, readSigningKeys } from './live/key-files';
import { keepResults } from './live/measures';
import { createPublisher } from './live/published/publisher';
import { createRecord } from './live/record';
import { forgetReporters } from './live/reports';
import { streamFirst } from './live/stream-first';
import { createWatch } from './live/watch';
import { createProbeClock } from './probes/clock';
import { readReference } from './probes/reference';
import { systemLookup } from './probes/targets';
import { builtDashboard } from './site/dashboard';
import { developedDashboard } from './site/development';
import { readyFirst } from './site/ready';
import { createSite } from './site/site';

const WATCH = 2_000;
const DRAIN = 8_000;
/** A listener may be lost in silence: what is held is asked about again this often all the same. */
const TRUST = 5_000;
/** Browsers that wait on one instance; the next are asked to poll. */
const MOST_WAITING = 12_000;
/** Who asks when we ask ourselves. */
const OURSELVES = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

const start = async (env: Env) => {
  const logger = pino({ level: env.LOG_LEVEL }, pino.destination(2));
  const [{ dashboard, handle }, database] = await Promise.all([
    process.argv.includes('--dev') ? developedDashboard() : builtDashboard(),
    openDatabase(env),
  ]);
  for (const warning of database.warnings) logger.warn(warning);
  await seed(database.db);
  const { now, sync } = createClock(() => readTime(database.db));
  await sync();

  const chores = createChores(
    [
      { name: 'retention', every: HOUR, run: () => keepMonths(database.db, now(), RAW_KEPT) },
      { name: 'reports', every: HOUR, run: () => forgetReporters(database.db, now()) },
      {
        name: 'availability',
        every: MINUTE,
        run: (signal: AbortSignal) => countAvailability(database.db, now, signal),
      },
      { name: 'published', every: SECOND, run: (signal: AbortSignal) => publish(signal) },
    ],
    now,
    (error, chore) => logger.warn({ error, chore }, 'tâche à refaire'),
  );
  const outbound = {
    isLoopbackAllowed: env.PROBES_LOOPBACK === 'allowed',
    lookup: systemLookup,
    trusted: null,
  };
  const clock = createProbeClock({
    db: database.db,
    now,
    outbound,
    reference: env.PROBE_REFERENCE === undefined ? null : readReference(env.PROBE_REFERENCE),
    keep: (results) => database.db.transaction().execute((trx) => keepResults(trx, results, now())),
    failed: (error) => logger.warn({ error }, 'sonde à refaire'),
  });
  const onDuty = (signal: AbortSignal) => {
    chores.start(signal);
    clock.start(signal);
  };
  const unreachable = (error: unknown) => logger.warn({ error }, 'base injoignable');
  const record = createRecord(database.db, now, unreachable, TRUST);
  const follower = createFollower({
    record,
    count: (seq) => countTurn(database.db, seq),
    most: MOST_WAITING,
    failed: unreachable,
  });
  const moved = () => {
    record.moved();
    follower.wake();
  };
  const watching = createWatch(database.pool, moved, unreachable);
  const publicUrl = env.PUBLIC_URL ?? null;
  await openSigner(env.DATA_DIR, now());
  await keepSigningKeys(database.db, await readSigningKeys(env.DATA_DIR));
  const deps = {
    db: database.db,
    record,
    now,
    publicUrl,
    words: openWords,
    signer: () => openSigner(env.DATA_DIR, now()),
    secrets: createSecrets(await secretKey(env.SECRET_KEY, env.DATA_DIR)),
    attempts: createAttempts(database.pool),
    outbound,
    proSanteConnect: proSanteConnectOf(env),
  };
  const unanswered = (error: unknown) => logger.error({ error }, 'question sans réponse');
  const api = createApi(deps, unanswered);
  const outside = health(deps)
    .route('/', metrics({ db: database.db, chores: chores.states }))
    .route('/', openDoors(deps, unanswered));
  const site = createSite(outside, api, dashboard, { now, isHttps: isHttps(deps), publicUrl });
  // While it is developed its files are nowhere yet.
  const publish =
    dashboard.assets === null
      ? async () => undefined
      : createPublisher({
          folder: join(env.DATA_DIR, 'public'),
          ask: (path) => site.fetch(new Request(new URL(path, publicUrl ?? 'http://localhost')), OURSELVES),
          slugs: openWords.professions,
          words: publishedWords,
          besides: ['/feeds/history.atom', '/feeds/maintenances.ics', '/widget.js'],
        });
  const duty = createDuty(database.pool, onDuty, (error) => logger.warn({ error }, 'service suspendu'));

  const present = { version: record.version, ask: () => record.read({ at: null, knownAt: null }) };
  const listener = getRequestListener(site.fetch);
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    handle(
      streamFirst(
        follower,
        dashboard.mode === 'development' ? listener : readyFirst(site.fetch, present, listener),
      ),
    ),
  );
  const watch = setInterval(
    () =>
      void database
        .ensureRunning()
        .then(sync)
        .catch((error) => logger.warn({ error }, 'la base ne repart pas')),
    WATCH,
  );
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen({ host: env.HOST, port: env.PORT, backlog: 4096 }, listening);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : env.PORT;
  process.stdout.write(
    `listening on http://${env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST}:${port}\n`,
  );

  const stop = async () => {
    clearInterval(watch);
    follower.stop();
    await Promise.all([duty.stop(), watching.stop()]);
    setTimeout(() => server.closeAllConnections(), DRAIN).unref();
    await new Promise((closed) => {
      server.close(closed);
      server.closeIdleConnections();
    });
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
};

/** All four or none: without a public address the provider has nowhere to send people back to. */
const proSanteConnectOf = (env: Env): ProSanteConnect | null => {
  const issuer = env.PRO_SANTE_CONNECT_ISSUER;
  const clientId = env.PRO_SANTE_CONNECT_CLIENT_ID;
  const clientSecret = env.PRO_SANTE_CONNECT_CLIENT_SECRET;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret || !env.PUBLIC_URL) {
    throw new Error(
      'Pro Santé Connect : donnez ensemble PRO_SANTE_CONNECT_ISSUER, PRO_SANTE_CONNECT_CLIENT_ID, ' +
        'PRO_SANTE_CONNECT_CLIENT_SECRET et PUBLIC_URL, ou aucun des trois premiers.',
    );
  }
  return createProSanteConnect({
    issuer,
    clientId,
    clientSecret,
    redirectUri: new URL('/api/v1/professionals/callback', env.PUBLIC_URL).href,
    isLoopbackAllowed: !env.PUBLIC_URL.startsWith('https:'),
  });
};

try {
  await start(readEnv(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
