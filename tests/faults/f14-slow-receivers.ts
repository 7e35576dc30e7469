import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import type { Db } from '#db/database';
import { listDeliveries } from '#db/deliveries';
import { endSubscriptions } from '#db/handing-over';
import { HOUR, SECOND } from '#server/domain/facts/intervals';
import { startCanary } from '../support/peers/canary';
import type { Receiver } from '../support/peers/receiver';
import { load } from '../support/world/datasets';
import { joined, openOutbox, say } from '../support/world/followers';
import { SMALL_WORLD } from '../support/world/small-world';
import { climb, rewind, settled, type Told, until } from './delivery/ladder';
import { follow, openEndless, openReceiverThat, SECRET, send } from './delivery/receivers';
import { inDatabase, startCluster } from './kit/databases';
import { atEnd, isQuick, median, progress, type Row, seconds, worst } from './kit/support';

const CHANGES = isQuick ? 4 : 12;
const SLOW_HOSTS = isQuick ? 12 : 40;
/** At one slow host, so that it takes all that one host may take. */
const CROWD = 250;
/** Told within so long, or within so many times what it takes alone on this machine: a hand held by a slow one is ten seconds. */
const USUAL = { ms: 2_500, times: 3 };
const REDIRECTIONS = [301, 302, 303, 307, 308];
const ASKED_WAIT = HOUR;
/** What of an answer may be read, and what is on its way when it is cut. */
const READ_BYTES = 65_536;
const PIECE = 1_024;

type Stage = { db: Db; look: () => void; healthy: Told };

/** How long after each change the healthy receiver has it, milliseconds. `others`: due too at each change. */
const toldWithin = async ({ db, look, healthy }: Stage, others: readonly string[]): Promise<number[]> => {
  const took: number[] = [];
  for (let change = 0; change < CHANGES; change += 1) {
    await rewind(db, [healthy.id, ...others]);
    const before = healthy.receiver.brought.length;
    await say(db, change % 2 === 0 ? 'down' : 'operational');
    const saidAt = performance.now();
    look();
    await until(() => healthy.receiver.brought.length > before, 'le receveur sain est averti');
    took.push(performance.now() - saidAt);
    await settled(db, healthy.id);
  }
  return took;
};

/** Beside many hosts that never answer, one of them with a crowd behind it, and one that fails. */
const besideOthers = async (stage: Stage) => {
  const { db } = stage;
  const ids: string[] = [];
  for (let host = 0; host < SLOW_HOSTS; host += 1) {
    const { receiver } = await openReceiverThat(() => 'silence');
    ids.push(...(await follow(db, receiver.url(), host === 0 ? CROWD : 2)));
  }
  const { receiver } = await openReceiverThat(() => ({ status: 500 }));
  ids.push(...(await follow(db, receiver.url(), 20)));
  await joined(db);
  const took = await toldWithin(stage, ids);
  await endSubscriptions(db, ids);
  return { took, many: ids.length };
};

/** Somebody told by a receiver of their own. */
const toldBy = async (
  db: Db,
  name: string,
  answer: Parameters<typeof openReceiverThat>[0],
): Promise<Told> => {
  const opened = await openReceiverThat(answer);
  return { name, ...opened, id: (await follow(db, opened.receiver.url()))[0] ?? '' };
};

/** One of each kind that will not have what it is brought, to the end of the ladder. */
const refusing = async ({ db, look, healthy }: Stage) => {
  const canary = await startCanary();
  atEnd(canary.stop);
  const location = `http://127.0.0.1:${canary.port}/`;
  const broken = await toldBy(db, '500', () => ({ status: 500 }));
  const failing = [
    broken,
    ...(isQuick ? [] : [await toldBy(db, 'silent', () => 'silence')]),
    await toldBy(db, 'hangs up', () => 'hang-up'),
  ];
  for (const status of REDIRECTIONS)
    failing.push(await toldBy(db, String(status), () => ({ status, headers: { location } })));
  const gone = await toldBy(db, '410', () => ({ status: 410 }));
  const later = { 'retry-after': String(ASKED_WAIT / SECOND) };
  const asking = await toldBy(db, '503', () => ({ status: 503, headers: later }));
  const paced = await openEndless({ bytes: PIECE, every: 2 });
  const fast = await openEndless({ bytes: 16 * PIECE, every: null });
  const huge = [...(await follow(db, paced.url)), ...(await follow(db, fast.url))];
  await joined(db);
  await rewind(db, [healthy.id]);
  await say(db, 'down');
  look();
  const wrong = await climb(db, look, failing);
  return { canary, failing, broken, gone, asking, paced, fast, huge, wrong };
};

/** How what was refused stands at the end, and what is still brought there of the next change. */
const standingAtTheEnd = async (
  { db, look, healthy }: Stage,
  { failing, gone, asking, huge }: Awaited<ReturnType<typeof refusing>>,
) => {
  const rows = await db.selectFrom('delivery').selectAll().execute();
  const rowOf = (id: string) => rows.find(({ subscriber }) => subscriber === id);
  const suspended = await listDeliveries(db, { state: 'suspended', limit: 50 });
  const before = [...failing, gone].map(({ receiver }) => receiver.brought.length);
  await rewind(db, [healthy.id]);
  const told = healthy.receiver.brought.length;
  await say(db, 'operational');
  look();
  await until(() => healthy.receiver.brought.length > told, 'le receveur sain est averti');
  await pause(2 * SECOND);
  const after = [...failing, gone].map(({ receiver }) => receiver.brought.length);
  const wait = +(rowOf(asking.id)?.dueAt ?? 0) - +(rowOf(asking.id)?.failingSince ?? 0);
  return {
    suspended: failing.filter(({ id }) =>
      suspended.some((each) => each.subscriber === id && each.suspendedFor === 'unreachable'),
    ).length,
    isEnded: rowOf(gone.id) === undefined && gone.receiver.brought.length === 1,
    isAsLateAsAsked: Math.abs(wait - ASKED_WAIT) < SECOND,
    hugeDelivered: huge.filter((id) => rowOf(id)?.deliveredAt !== null && rowOf(id)?.attempts === 0).length,
    stillAsked: after.reduce((sum, asked, index) => sum + asked - (before[index] ?? 0), 0),
  };
};

/** Of what was brought: whether all of it is ours by the library of Standard Webhooks, and under how many names. */
const namesOf = ({ brought }: Receiver): number => {
  const names = brought.map(({ body, headers }) => {
    new Webhook(SECRET).verify(body.toString('utf8'), headers as Record<string, string>);
    return headers['webhook-id'];
  });
  return new Set(names).size;
};

/** All of it, told by one outbox. */
const measure = async (stage: Stage) => {
  const { db } = stage;
  await joined(db);
  const alone = await toldWithin(stage, []);
  progress('F14', `seul : ${seconds(worst(alone))} au plus`);
  const { took, many } = await besideOthers(stage);
  progress('F14', `à côté de ${many} autres : ${seconds(worst(took))} au plus`);
  const refused = await refusing(stage);
  return { alone, took, many, refused, end: await standingAtTheEnd(stage, refused) };
};

export const f14: Row = {
  id: 'F14',
  broken: 'webhook receivers slow, 500, 410, redirecting, huge',
  target:
    'ladder 5 s · 5 min · 30 min · 2 h · 5 h · 10 h · 14 h · 20 h · 24 h, then suspended and told to the desk; 410 disables; others not delayed; ≤ 64 kB read; no redirect followed',
  async run() {
    const cluster = await startCluster();
    return inDatabase(cluster, 'f14', async ({ db, pool }) => {
      const loaded = await load(db, SMALL_WORLD);
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
      const faults: unknown[] = [];
      const { look, stop } = openOutbox({ db, pool }, { webhook: send }, (error) => faults.push(error));
      const looking = setInterval(look, 50);
      const healthy = await toldBy(db, 'healthy', () => ({ status: 204 }));
      const { alone, took, many, refused, end } = await measure({ db, look, healthy }).finally(() => {
        clearInterval(looking);
        return stop();
      });
      const { failing, wrong, canary, paced, fast } = refused;
      const [first = 0, second = Number.NaN] = refused.broken.askedAt;
      const waited = second - first;
      const names = failing.filter(({ receiver }) => namesOf(receiver) !== 1).length;
      const read = worst(paced.left);
      return {
        isMet:
          worst(took) < Math.max(USUAL.ms, USUAL.times * worst(alone)) &&
          wrong.length + faults.length + names + end.stillAsked + canary.connections() === 0 &&
          waited >= 5 * SECOND &&
          waited < 8 * SECOND &&
          end.suspended === failing.length &&
          end.isEnded &&
          end.isAsLateAsAsked &&
          end.hugeDelivered === 2 &&
          read > 0 &&
          read <= READ_BYTES + 4 * PIECE,
        measured:
          `healthy receiver alone told in ${seconds(median(alone))} (${seconds(worst(alone))} at worst of ${CHANGES}), beside ` +
          `${many} at ${SLOW_HOSTS} hosts that never answer and one that fails ${seconds(median(took))} (${seconds(worst(took))}); ` +
          `${failing.map(({ name }) => name).join(', ')}: ${wrong.length} steps not of the ladder` +
          `${wrong.length > 0 ? ` (${wrong.slice(0, 3).join('; ')})` : ''}, first wait ${seconds(waited)} by the receiver’s clock, ` +
          `${end.suspended} of ${failing.length} suspended and told to the desk, ${end.stillAsked} asked after that, ${names} under ` +
          `more than one id; 410 ${end.isEnded ? 'ended it' : 'NOT ENDED'}; Retry-After of an hour ` +
          `${end.isAsLateAsAsked ? 'kept' : 'NOT KEPT'}; redirections ${REDIRECTIONS.join(', ')}: ${canary.connections()} followed; ` +
          `endless answers ${end.hugeDelivered} of 2 delivered, ${read} bytes read where they came one by one, ` +
          `${worst(fast.left)} left a socket that takes all it can; ${faults.length} faults of our own`,
      };
    });
  },
};
