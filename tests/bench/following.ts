import { setTimeout as pause } from 'node:timers/promises';
import type { Follow } from '#server/domain/facts/follows';
import { openDatabase, type Server, startServer } from '../faults/kit/server';
import { progress, result, tally } from '../faults/kit/support';
import { joined } from '../support/world/followers';
import { addFollowers, benchSecrets, FOLLOWERS, SECRET_KEY } from './delivery/followers';
import { startPeer } from './delivery/peer';
import { cookiesOf, headersOf, requestOf } from './load/browsers';
import { startGenerator, startWatcher } from './load/processes';
import { keyOf } from './load/program';
import { CONNECTIONS } from './load/rounds';
import { say } from './load/saying';
import { processesOf, spentBetween, spentBy } from './load/spending';
import { writing } from './load/writing';
import { less, type Measure, ms, perSecond, quantile, type Result } from './measure';

const READS = 1_000;
const PATHS = [
  '/opticien',
  '/api/v1/answers?profession=optician',
  '/api/v1/answers/optician/malakoff-humanis',
];
/** Milliseconds of rest, once the server has settled; seconds of reading while all are told, and of statements. */
const REST = 1_000 * (Number(process.env.BENCH_FOLLOWING_REST_SECONDS) || 60);
const SETTLED = 20_000;
const READING = 15;
const WRITING = 10;
const WRITES = 200;

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

const readersOf = async (server: Server) => {
  const port = Number(new URL(server.origin).port);
  const generator = await startGenerator();
  const requests = PATHS.flatMap((path) => {
    const headers = headersOf(path.startsWith('/api') ? 'JSON' : 'page');
    return [{}, cookiesOf()].map((cookies) => requestOf(path, port, { ...headers, ...cookies }));
  });
  const order = { port, requests, status: 200, connections: CONNECTIONS, perSecond: READS };
  return (seconds: number) => generator.run({ ...order, seconds });
};

/** What it costs the others that many follow: at rest, while all are told, and under a storm of statements. */
export const following: Measure = {
  id: 'following',
  async run({ root }) {
    const peer = await startPeer('mail');
    const env = { SECRET_KEY, SMTP_URL: peer.url, MAIL_FROM: 'a@example.org' };
    const server = await startServer({ root, env });
    const key = await keyOf(server, 'duty@viamedis.example', 'viamedis');
    const readers = await readersOf(server);
    const { db } = await openDatabase(server);
    await readers(2);
    await pause(SETTLED);
    progress('following', 'at rest, nobody follows');
    const alone = await spentAtRest(server);
    await addFollowers(
      db,
      benchSecrets(),
      (number) => ({ channel: 'email', address: `${number}@example.org` }),
      followOf,
    );
    await joined(db);
    await pause(SETTLED);
    progress('following', 'at rest, all follow');
    const followed = await spentAtRest(server);
    const idle = await readers(READING);
    progress('following', 'one change');
    const [, told] = await Promise.all([say(server.origin, key, 0, 'down'), readers(READING)]);
    const { taken } = await peer.count();
    const rate = await peer.all(FOLLOWERS);
    progress('following', `${WRITES} statements a second`);
    const watcher = await startWatcher(Number(new URL(server.origin).port));
    let written: Awaited<ReturnType<typeof writing>> | undefined;
    let busy: typeof idle | undefined;
    const watched = await watcher.during(async () => {
      [written, busy] = await Promise.all([writing(server.origin, [key], WRITES, WRITING), readers(WRITING)]);
    });
    const slower = told.p99 / idle.p99;
    const results: Result[] = [
      {
        what: `processor a minute at rest, ${FOLLOWERS.toLocaleString('en')} follow`,
        target: 'as while nobody does: at most 20 ms more',
        measured: `${followed.toFixed(0)} ms beside ${alone.toFixed(0)} ms`,
        isMet: followed <= alone + 20,
        figures: [less('processor a minute', followed)],
      },
      {
        what: `${READS.toLocaleString('en')} readers/s while ${FOLLOWERS.toLocaleString('en')} are told of one change by mail`,
        target: 'p99 ≤ 2 × at rest, 0 errors',
        measured: `p99 ${ms(told.p99)} beside ${ms(idle.p99)} (${slower.toFixed(1)} ×), worst ${ms(told.worst)} beside ${ms(idle.worst)}, ${told.wrong} errors; ${taken.toLocaleString('en')} mails meanwhile, ${perSecond(rate)} in all`,
        isMet: slower <= 2 && told.wrong + idle.wrong === 0,
        figures: [less('readers’ p99', told.p99), less('readers’ p99 ÷ idle', slower, '')],
      },
    ];
    if (written && busy) {
      const late = busy.p99 / idle.p99;
      results.push({
        what: `${WRITES} statements/s for ${WRITING} s, ${FOLLOWERS.toLocaleString('en')} follow`,
        target: '0 errors, write p99 < 250 ms',
        measured: `${written.wrong.length + busy.wrong} errors (${result(tally(written.wrong))}); write p99 ${ms(quantile(written.times, 0.99))}; readers’ p99 ${ms(busy.p99)} (${late.toFixed(1)} ×); /healthz waited ${ms(watched.median)}, at worst ${ms(watched.worst)}`,
        isMet: written.wrong.length + busy.wrong === 0 && quantile(written.times, 0.99) < 250,
        figures: [less('write p99', quantile(written.times, 0.99)), less('loop held', watched.worst)],
      });
    }
    return results;
  },
};
