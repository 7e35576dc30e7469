import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { openDatabase } from '#db/open';
import { seed } from '#db/seed';
import { type Env, readEnv } from './env';
import { createApi } from './http/api';
import { health } from './http/health';
import { createRecord } from './live/record';
import { builtDashboard } from './site/dashboard';
import { developedDashboard } from './site/development';
import { createSite } from './site/site';

const WATCH = 2_000;
const DRAIN = 8_000;

const start = async (env: Env) => {
  const logger = pino({ level: env.LOG_LEVEL }, pino.destination(2));
  const now = () => new Date();
  const [{ dashboard, handle }, database] = await Promise.all([
    process.argv.includes('--dev') ? developedDashboard() : builtDashboard(),
    openDatabase(env),
  ]);
  for (const warning of database.warnings) logger.warn(warning);
  await seed(database.db);

  const record = createRecord(database.db, now, (error) => logger.warn({ error }, 'base injoignable'));
  const deps = { db: database.db, record, now };
  const api = createApi(deps, (error) => logger.error({ error }, 'question sans réponse'));
  const isHttps = env.PUBLIC_URL?.startsWith('https:') ?? false;
  const site = createSite(health(deps), api, dashboard, { now, isHttps });

  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    handle(getRequestListener(site.fetch)),
  );
  const watch = setInterval(
    () => void database.ensureRunning().catch((error) => logger.warn({ error }, 'la base ne repart pas')),
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

try {
  await start(readEnv(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
