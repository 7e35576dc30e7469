import { setTimeout as pause } from 'node:timers/promises';
import type { Follow } from '#server/domain/facts/follows';
import { openDatabase, type Server, startServer } from '../faults/kit/server';
import { progress, result, tally } from '../faults/kit/support';
import { joined } from '../support/world/followers';
import { addFollowers, benchSecrets, FOLLOWERS, SECRET_KEY } from './delivery/followers';
import { startPeer } from './delivery/peer';
import { cookiesOf, headersOf, requestOf } from './load/browsers';
import { startGenerator } from './load/processes';
import { keyOf } from './load/program';
import { CONNECTIONS } from './load/rounds';
import { say } from './load/saying';
import { processesOf, spentBetween, spentBy } from './load/spending';
import { writing } from './load/writing';
import { less, type Measure, ms, perSecond, quantile, type Result } from './measure';

const READS = 1_000;
/** Milliseconds of rest, once the server has settled; seconds of reading while all are told, and of statements. */
const REST = 1_000 * (Number(process.env.BENCH_FOLLOWING_REST_SECONDS) || 60);
const SETTLED = 20_000;
const READING = 15;
const WRITING = 10;
const WRITES = 200;
/** One account may write 6,000 times a minute. */
const ACCOUNTS = 3;

/** Most follow all of their profession, some an operator. */
const followOf = (number: number): Follow => ({
  profession: 'optician',
  mutuelles: [],
  platforms: number % 4 === 0 ? ['viamedis'] : [],
  flows: [],
  kinds: ['change', 'payment'],
});

/** Milliseconds of processor a minute, the server and its PostgreSQL. */
const spentAtRest = async (server: Server): Promise<number> => {
  const before = spentBy(await processesOf(server.dataDir, server.pid()));
  await pause(REST);
  const after = spentBy(await processesOf(server.dataDir, server.pid()));
  return spentBetween(before, after) / (REST / 60_000);
};

type Reading = { paths: readonly string[]; perSecond: number };
/** What people read while a change is told, a page among it; and programs under a storm, as in `writes`. */
const AT_A_CHANGE: Reading = {
  paths: ['/opticien', '/api/v1/answers?profession=optician', '/api/v1/answers/optician/malakoff-humanis'],
  perSecond: READS,
};
const IN_A_STORM: Reading = {
  paths: ['/api/v1/answers?profession=optician', '/api/v1/snapshot', '/api/v2/summary.json'],
  perSecond: READS,
};

const readersOf = async (server: Server) => {
  const port = Number(new URL(server.origin).port);
  const generator = await startGenerator();
  return ({ paths, perSecond }: Reading, seconds: number) => {
    const requests = paths.flatMap((path) => {
      const headers = headersOf(path.startsWith('/api') ? 'JSON' : 'page');
      return [{}, cookiesOf()].map((cookies) => requestOf(path, port, { ...headers, ...cookies }));
    });
    return generator.run({ port, requests, status: 200, connections: CONNECTIONS, perSecond, seconds });
  };
};

const addAll = async (server: Server): Promise<void> => {
  const { db } = await openDatabase(server);
  await addFollowers(
    db,
    benchSecrets(),
    (number) => ({ channel: 'email', address: `${number}@example.org` }),
    followOf,
  );
  await joined(db);
};

/** Of one server: at rest, at a change, under a storm of statements; the same where nobody follows. */
const lived = async (root: string, isFollowed: boolean) => {
  const who = isFollowed ? 'all follow' : 'nobody follows';
  const peer = await startPeer('mail');
  const env = { SECRET_KEY, SMTP_URL: peer.url, MAIL_FROM: 'a@example.org' };
  const server = await startServer({ root, env });
  const keys: string[] = [];
  for (let account = 0; account < ACCOUNTS; account += 1)
    keys.push(await keyOf(server, `duty${account}@viamedis.example`, 'viamedis'));
  const [key = ''] = keys;
  const readers = await readersOf(server);
  await readers(AT_A_CHANGE, 2);
  // What a change takes for the first time is no cost of those who follow.
  for (const [round, health] of (['down', 'operational'] as const).entries())
    await say(server.origin, key, round, health);
  if (isFollowed) await addAll(server);
  await pause(SETTLED);
  progress('following', `at rest, ${who}`);
  const rest = await spentAtRest(server);
  const idle = await readers(AT_A_CHANGE, READING);
  progress('following', `one change, ${who}`);
  const [, changed] = await Promise.all([say(server.origin, key, 2, 'down'), readers(AT_A_CHANGE, READING)]);
  const { taken } = await peer.count();
  const rate = isFollowed ? await peer.all(FOLLOWERS) : 0;
  progress('following', `${WRITES} statements a second, ${who}`);
  const [storm, stormed] = await Promise.all([
    writing(server.origin, keys, WRITES, WRITING),
    readers(IN_A_STORM, WRITING),
  ]);
  await server.stop();
  return { rest, idle, changed, taken, rate, storm: { ...storm, readers: stormed } };
};
type Lived = Awaited<ReturnType<typeof lived>>;

const atRest = (followed: Lived, alone: Lived): Result => ({
  what: `processor a minute at rest, ${FOLLOWERS.toLocaleString('en')} follow`,
  target: 'as while nobody does: at most 20 ms more',
  measured: `${followed.rest.toFixed(0)} ms beside ${alone.rest.toFixed(0)} ms`,
  isMet: followed.rest <= alone.rest + 20,
  figures: [less('processor a minute', followed.rest)],
});

const atAChange = ({ changed, idle, taken, rate }: Lived, alone: Lived): Result => {
  const slower = changed.p99 / alone.changed.p99;
  const errors = changed.wrong + idle.wrong;
  return {
    what: `${READS.toLocaleString('en')} readers/s while ${FOLLOWERS.toLocaleString('en')} are told of one change by mail`,
    target: 'p99 ≤ 2 × at the same change while nobody follows, 0 errors',
    measured: `p99 ${ms(changed.p99)} beside ${ms(alone.changed.p99)} (${slower.toFixed(1)} ×; at rest ${ms(idle.p99)}), worst ${ms(changed.worst)} beside ${ms(alone.changed.worst)}, ${errors} errors; ${taken.toLocaleString('en')} mails meanwhile, ${perSecond(rate)} in all`,
    isMet: slower <= 2 && errors === 0,
    figures: [less('readers’ p99', changed.p99), less('readers’ p99 ÷ unfollowed', slower, '')],
  };
};

const inAStorm = ({ storm }: Lived, alone: Lived): Result => {
  const p99 = quantile(storm.times, 0.99);
  const aloneP99 = quantile(alone.storm.times, 0.99);
  const errorsOf = (each: Lived['storm']) => each.wrong.length + each.readers.wrong;
  return {
    what: `${WRITES} statements/s for ${WRITING} s, ${READS.toLocaleString('en')} readers/s, ${FOLLOWERS.toLocaleString('en')} follow`,
    target: 'errors ≤ 1.2 × while nobody follows, write p99 and readers’ p99 ≤ 2 ×',
    measured: `${errorsOf(storm)} errors (${result(tally(storm.wrong))}) beside ${errorsOf(alone.storm)}; write p99 ${ms(p99)} beside ${ms(aloneP99)}; readers’ p99 ${ms(storm.readers.p99)} beside ${ms(alone.storm.readers.p99)}`,
    isMet:
      errorsOf(storm) <= 1.2 * errorsOf(alone.storm) &&
      p99 <= 2 * aloneP99 &&
      storm.readers.p99 <= 2 * alone.storm.readers.p99,
    figures: [less('write p99', p99), less('readers’ p99', storm.readers.p99)],
  };
};

/** What it costs the others that many follow: at rest, while all are told, and under a storm of statements. */
export const following: Measure = {
  id: 'following',
  async run({ root }) {
    const alone = await lived(root, false);
    const followed = await lived(root, true);
    return [atRest(followed, alone), atAChange(followed, alone), inAStorm(followed, alone)];
  },
};
