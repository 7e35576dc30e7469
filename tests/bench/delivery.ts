import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '#db/database';
import type { Send } from '#server/delivery/channel';
import { unsealTarget } from '#server/delivery/targets';
import { manageUrlOf, subscriptionToken } from '#server/delivery/tokens';
import { openEmpty } from '../faults/kit/empty';
import { progress, undoneAfter } from '../faults/kit/support';
import { load } from '../support/world/datasets';
import { joined, openOutbox, say } from '../support/world/followers';
import { SMALL_WORLD } from '../support/world/small-world';
import { addFollowers, benchSecrets, FOLLOWERS } from './delivery/followers';
import { mail } from './delivery/mail';
import { push } from './delivery/push';
import type { Way } from './delivery/way';
import { webhook } from './delivery/webhook';
import { spentBetween, spentBy } from './load/spending';
import { less, type Measure, more, ms, perSecond, type Result } from './measure';

const QUEUED_MS = 1_000;
const LEAST_SHARE = 0.7;
const ORIGIN = 'https://comptoir.example';

/** From the word to the last of those it concerns being owed a message; milliseconds. */
export const untilOwed = async (db: Db, saidAt: number): Promise<number> => {
  for (;;) {
    const { rows } = await sql<{ isSo: boolean }>`select number > 0 as is_so from fan_out`.execute(db);
    if (rows[0]?.isSo) return performance.now() - saidAt;
    await pause(5);
  }
};

/** Microseconds of processor a message: this process, and the PostgreSQL that it asks. */
const spending = async (db: Db, work: () => Promise<unknown>) => {
  const backends = async () => {
    const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity`.execute(db);
    return spentBy(rows.map(({ pid }) => pid));
  };
  const before = await backends();
  const own = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(own);
  const asked = 1_000 * spentBetween(before, await backends());
  return { own: (user + system) / FOLLOWERS, asked: asked / FOLLOWERS };
};

/** `pool`: how many mails a second a nodemailer pool hands over in this run; null: it was not asked for. */
const toldBy = async ({ channel, floor, open }: Way, pool: number | null) => {
  progress('delivery', channel);
  const { db, pool: connections } = await openEmpty();
  await load(db, SMALL_WORLD);
  const secrets = benchSecrets();
  const { peer, targetFor, send, byOthers, close } = await open();
  await addFollowers(db, secrets, targetFor, () => ({
    profession: 'optician',
    mutuelles: [],
    platforms: ['north'],
    flows: [],
    kinds: ['change'],
  }));
  const { look, stop } = openOutbox(
    { db, pool: connections },
    { [channel]: send as Send },
    (error) => progress('delivery', String(error)),
    {
      openTarget: (sealed) => unsealTarget(secrets, sealed, new Date()),
      manageUrlOf: (subscriber) => manageUrlOf(ORIGIN, subscriptionToken(secrets, subscriber)),
    },
  );
  await joined(db);
  await say(db, 'down');
  let [queued, ours, theirs] = [0, 0, 0];
  const spent = await spending(db, async () => {
    const saidAt = performance.now();
    look();
    queued = await untilOwed(db, saidAt);
    ours = await peer.all(FOLLOWERS);
  });
  await stop();
  await close();
  const taken = await peer.anew();
  progress('delivery', `${channel}: ${perSecond(ours)}; now ${floor}`);
  const least = await spending(db, async () => {
    const others = peer.all(FOLLOWERS);
    await byOthers(taken);
    theirs = await others;
  });
  const share = ours / (pool ?? theirs);
  const result: Result = {
    what: `one change told to ${FOLLOWERS.toLocaleString('en')} by ${channel}`,
    target: `queued < 1 s; ≥ ${LEAST_SHARE} × of ${pool === null ? floor : mail.floor}, over as many connections`,
    measured:
      `queued in ${ms(queued)}; ${perSecond(ours)} over ${taken.connections} connections (${share.toFixed(2)} ×), ` +
      `beside ${perSecond(theirs)} by ${floor}; processor a message ${spent.own.toFixed(0)} µs and ` +
      `${spent.asked.toFixed(0)} µs of PostgreSQL, beside ${least.own.toFixed(0)} µs`,
    isMet: queued < QUEUED_MS && share >= LEAST_SHARE,
    figures: [less('queued', queued), more('messages', ours)],
  };
  return { result, theirs };
};

/** One change told to all who follow, by each way out, beside the least a library can do; in one process. */
export const delivery: Measure = {
  id: 'delivery',
  isInProcess: true,
  async run() {
    const results: Result[] = [];
    let pool: number | null = null;
    for (const way of [mail, webhook, push].filter(
      ({ channel }) => !process.env.BENCH_WAY || process.env.BENCH_WAY === channel,
    )) {
      const { result, theirs } = await undoneAfter(() => toldBy(way, pool));
      if (way === mail) pool = theirs;
      results.push(result);
    }
    return results;
  },
};
