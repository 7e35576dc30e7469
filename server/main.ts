import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { getRequestListener, RequestError } from '@hono/node-server';
import { openWords, publishedWords } from '#app/words/public-formats';
import { firstStepsAddress } from '#server/accounts/first-steps';
import type { Place, Report } from '#server/http/kit/accidents';
import { problemOf } from '#server/http/kit/problems';
import { createPublisher } from '#server/mirror/publisher';
import { RENEWED_AFTER } from '#server/read-model/snapshots';
import { streamFirst } from '#server/read-model/stream-first';
import { openRuntime } from '#server/runtime/bootstrap';
import { openDeps } from '#server/runtime/deps';
import { createJobs, serveAsLeader } from '#server/runtime/jobs';
import { keepTidy } from '#server/runtime/leftovers';
import { createCounts, listen } from '#server/runtime/listening';
import { newReference, takeConsole, watchUnexpected } from '#server/runtime/log';
import { askedToLeave, createStop, startFault } from '#server/runtime/process';
import { openReaders } from '#server/runtime/readers';
import { openSite } from '#server/runtime/site';
import { createUnclaimed } from '#server/runtime/unclaimed';
import { developedDashboard } from '#server/site/dashboard';
import { type Env, readEnv } from './env';
import { networkOf } from './http/kit/network';
import { cachedSite } from './runtime/cached-site';
import { openDelivery } from './runtime/delivery';
import { keepAddress } from './runtime/own-address';
import { createProxyWarnings } from './runtime/proxy-warnings';
import { builtDashboard } from './site/dashboard';
import type { Dashboard } from './site/site';
import { wellAddressed } from './site/well-addressed';

/** An address, or a host, that no answer can be thought of for. */
const MALFORMED = new Response(null, { status: 400 });

/** The peer address of requests that we make to ourselves. */
const OURSELVES = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

/** Readers and the counter of probes hold instants of before: nothing of them is kept. */
const RESTARTED = 'ce qui est gardé en mémoire est daté d’une heure à venir';

/** `opened`: is given what takes down what is open by then, should the start fail. */
const start = async (env: Env, leave: Promise<void>, opened: (close: Close) => void) => {
  const [{ dashboard, handle }, runtime] = await Promise.all([
    process.argv.includes('--dev') ? developedDashboard() : builtDashboard(),
    openRuntime(env),
  ]);
  opened(runtime.stop);
  const { database, log, failing } = runtime;
  const readers = openReaders(runtime);
  const deps = await openDeps(runtime, readers, openWords);

  // A job that is not waited for to the end still asks, and nobody is there to be answered.
  const report: Report = (error, place) =>
    runtime.isOver() ? newReference() : log.accident('question sans réponse', { error, ...place });
  const fail = (error: unknown, place: Place) =>
    problemOf({ kind: 'accident', reference: report(error, place) }).problem;
  const jobs = createJobs(runtime, deps, {
    publish: (signal) => publish(signal),
    onMove: readers.onMove,
  });
  const leader = serveAsLeader(runtime, deps.outbound, jobs, readers.onMove);
  opened(async () => {
    for (const step of [leader.stop, jobs.settled, deps.channels.close, readers.stop, runtime.stop])
      await step();
  });
  const counts = createCounts(failing('réponse non comptée'));
  const watched = {
    db: database.db,
    pool: database.pool,
    readModel: deps.readModel,
    waiting: readers.boardFeed.waiting,
    requests: counts.all,
    spaceRefusals: deps.writable.refusals,
    refusals: deps.refusals.all,
    room: deps.writable.room,
    jobs: jobs.states,
    probeLag: leader.probeLag,
    accidents: log.accidents,
    clockDoubt: deps.clockDoubt,
    isJournalRefused: () => deps.guard.refusal() !== null,
    securityEvents: deps.security.counts,
    trustedProxies: env.TRUSTED_PROXIES,
  };
  const unclaimed = createUnclaimed(database.db);
  const leaving = new AbortController();
  const { site, unread, parametersAt } = openSite(deps, dashboard, {
    watched,
    leaving: leaving.signal,
    lastKnown: readers.lastKnown,
    report,
    fail,
    securityContact: env.SECURITY_CONTACT ?? null,
    privacy: { controller: env.DATA_CONTROLLER ?? null, contact: env.PRIVACY_CONTACT ?? null },
    legal: {
      publisher: env.PUBLISHER ?? null,
      host: env.HOSTED_BY ?? null,
      accessibility: env.ACCESSIBILITY_CONTACT ?? null,
    },
    mail: { hasServer: env.SMTP_URL !== undefined, hasSender: env.MAIL_FROM !== undefined },
    isUnclaimed: unclaimed.isSo,
  });
  const publish = publisherOf(env, dashboard, site.fetch, {
    now: runtime.now,
    version: deps.readModel.cachedVersion,
  });
  const networkOfRequest = ({ socket, headers }: IncomingMessage) =>
    networkOf(socket.remoteAddress, headers['x-forwarded-for'], env.TRUSTED_PROXIES);

  const answerAll = getRequestListener(site.fetch, {
    errorHandler: (error) => (error instanceof RequestError ? MALFORMED.clone() : crashed(error)),
  });
  const crashed = (error: unknown) => {
    const problem = fail(error, { route: '*' });
    return Response.json(problem, { status: problem.status, headers: { 'Cache-Control': 'no-store' } });
  };
  const held = streamFirst(readers.boardFeed, networkOfRequest, answerAll, failing('flux non ouvert'));
  const listener = counts.counted(handle(held));
  const unanswered = (error: unknown) => report(error, { route: '*' });
  const cached = cachedSite(env, dashboard, {
    site: site.fetch,
    otherwise: listener,
    versions: readers.versions,
    parametersAt,
    networkOf: networkOfRequest,
    count: counts.count,
    failed: unanswered,
  });
  const isKept = dashboard.mode !== 'development';
  if (isKept) readers.renewedBy(cached.renew);
  if (isKept) takeConsole(log);
  const asked = wellAddressed(isKept ? cached.answer : listener, unread, counts.count);
  const lookAtProxies = createProxyWarnings({
    trusted: env.TRUSTED_PROXIES,
    publicUrl: env.PUBLIC_URL,
    warn: log.warn,
  });
  const listening = await listen(
    env,
    { leaving: leaving.signal, failed: unanswered },
    (request, response) => {
      lookAtProxies(request);
      return asked(request, response);
    },
  );
  await keepAddress(env.DATA_DIR, listening.origin).catch(failing('adresse non gardée'));
  keepTidy(runtime);
  const origin = env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : listening.origin;
  process.stdout.write(firstLines(origin, await unclaimed.begin(runtime.now()), runtime.remarks()));
  const delivery = openDelivery(runtime, readers, deps, origin);
  const stop = createStop(
    [
      () => leaving.abort(),
      readers.letGo,
      leader.stop,
      () => Promise.all([jobs.settled(), delivery.stop()]),
      deps.channels.close,
      listening.stop,
      readers.stop,
      runtime.stop,
    ],
    failing('arrêt'),
  );
  watchUnexpected(log, () => stop(1));
  runtime.clock.onTurnedBack(() => {
    failing('horloge réparée : le service repart, à l’heure de la machine')(new Error(RESTARTED));
    void stop(1);
  });
  void leave.then(() => stop(0));
};

type Close = () => Promise<void>;

type Fetch = (request: Request, env: object) => Response | Promise<Response>;

/** While the dashboard is developed its files are nowhere yet, and nothing is published. */
const publisherOf = (
  env: Env,
  dashboard: Dashboard,
  fetch: Fetch,
  given: { now: () => Date; version: () => number | null },
) => {
  const { origin } = new URL(env.PUBLIC_URL ?? 'http://localhost');
  return dashboard.assets === null
    ? async () => undefined
    : createPublisher({
        ...given,
        renewedAfter: RENEWED_AFTER,
        folder: join(env.DATA_DIR, 'public'),
        ask: (path) => fetch(new Request(origin + path), OURSELVES),
        slugs: openWords.professions,
        words: publishedWords,
        problem: problemOf({ kind: 'only-copy' }).problem,
        origin,
        besides: [
          ...['atom', 'rss', 'json'].map((form) => `/feeds/history.${form}`),
          '/feeds/maintenances.ics',
          '/widget.js',
        ],
      });
};

/** What one may do now, for who started it by hand. `token`: of the first steps; null: none was made. */
const firstLines = (origin: string, token: string | null, remarks: readonly string[]): string =>
  [
    `  rejouer la crise de février 2024 : ${origin}/opticien?at=2024-02-02T12:00:00%2B01:00`,
    ...remarks.map((remark) => `  à savoir : ${remark}`),
    ...(token === null
      ? []
      : [`  premiers pas, une fois, pendant 24 h : ${firstStepsAddress(origin, token)}`]),
    '  inviter une première personne à écrire : npm run admin -- invite ADRESSE --organisation desk',
    '',
  ].join('\n');

const leave = askedToLeave();
let env: Env | null = null;
let close: Close = async () => undefined;
try {
  env = readEnv(process.env);
  await start(env, leave, (given) => {
    close = given;
  });
} catch (error) {
  process.stderr.write(`${startFault(error, env)}\n`);
  // Nobody is left to answer for a PostgreSQL of ours.
  await close().catch(() => undefined);
  process.exit(1);
}
