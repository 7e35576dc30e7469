import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Connection } from '#db/database';
import { readFanOut } from '#db/fan-outs';
import { load } from '../support/world/datasets';
import { addFollower, joined, say } from '../support/world/followers';
import { SMALL_WORLD } from '../support/world/small-world';
import { openReceiver, type Received } from './delivery/receiver';
import { inDatabase, startCluster } from './kit/databases';
import { atEnd, between, isQuick, progress, type Row, times } from './kit/support';

const KILLS = 60;
const OUTAGES = isQuick ? 50 : 1_000;
const FOLLOWERS = 5;
/** Whoever has not heard by then has lost it. */
const HEARD_MS = 60_000;

const NON = /NON/;
const isDown = ({ subject }: Received): boolean => NON.test(subject);

/** Where a program is killed on its way: at some moment, or while the receiver has the message and has not answered. */
type Moment = 'any' | 'received' | 'answered';
const MOMENTS: readonly Moment[] = ['any', 'received', 'answered'];

const startInstance = (DATABASE: string, RECEIVER: string) => {
  let child: ChildProcess | null = null;
  const start = () => {
    child = spawn(process.execPath, ['--import', 'tsx', 'tests/faults/delivery/instance.ts'], {
      env: { ...process.env, DATABASE, RECEIVER },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };
  const kill = async () => {
    const killed = child;
    if (!killed || killed.exitCode !== null || killed.signalCode !== null) return;
    const ended = once(killed, 'exit');
    killed.kill('SIGKILL');
    await ended;
  };
  atEnd(kill);
  start();
  return { start, kill };
};

/** As if every wait were over: of the ladder, between two messages, and of whoever died with what it had claimed. */
const hurry = ({ db }: Connection) =>
  sql`
    update delivery set delivered_at = null, due_at = least(due_at, now()), claimed_until = least(claimed_until, now())
    where due_at is not null or delivered_at is not null
  `.execute(db);

/** What is on record has been found by a program, and nothing is left to tell. Nobody waits for the minute between two messages. */
const settled = async ({ db }: Connection): Promise<boolean> => {
  for (const until = Date.now() + HEARD_MS; Date.now() < until; await pause(50)) {
    const { committed, seq } = await readFanOut(db);
    const { rows } = await sql<{ waiting: number }>`
      with hastened as (update delivery set due_at = now() where due_at > now() and claimed_until is null)
      select count(*)::int as waiting from delivery where due_at is not null
    `.execute(db);
    if (committed === seq && rows[0]?.waiting === 0) return true;
  }
  return false;
};

/** Kills between any two steps of a message's way, again and again. */
const killed = async (connection: Connection, url: string, followers: readonly string[]) => {
  let onReceived = async (): Promise<void> => undefined;
  const receiver = await openReceiver(async () => {
    await onReceived();
    return 204;
  });
  const instance = startInstance(url, receiver.url);
  await joined(connection.db);
  let [lost, wrong] = [0, 0];
  const kills = times(KILLS);
  for (let kill = 0; kill < kills; kill += 1) {
    const health = kill % 2 === 0 ? 'down' : 'operational';
    const moment = MOMENTS[kill % MOMENTS.length];
    const before = receiver.taken.length;
    let isArmed = moment !== 'any';
    onReceived = async () => {
      if (!isArmed) return;
      isArmed = false;
      const struck = instance.kill();
      if (moment === 'received') await struck;
    };
    await say(connection.db, health);
    if (moment === 'any') {
      await pause(between(0, 400));
      await instance.kill();
    } else for (let waited = 0; isArmed && waited < HEARD_MS; waited += 10) await pause(10);
    await hurry(connection);
    instance.start();
    const deadline = Date.now() + HEARD_MS;
    const heard = () => new Set(receiver.taken.slice(before).map(({ subscriber }) => subscriber)).size;
    while (heard() < followers.length && Date.now() < deadline) {
      await hurry(connection);
      await pause(200);
    }
    await settled(connection);
    lost += followers.length - heard();
    wrong += receiver.taken.slice(before).filter((each) => isDown(each) !== (health === 'down')).length;
    await hurry(connection);
    if (kill % 10 === 9) progress('F22', `${kill + 1} arrêts, ${receiver.taken.length} messages`);
  }
  await instance.kill();
  const counts = new Map<string, number>();
  for (const { id } of receiver.taken) counts.set(id, (counts.get(id) ?? 0) + 1);
  const repeats = [...counts.values()];
  return {
    kills,
    messages: counts.size,
    lost,
    wrong,
    once: repeats.filter((count) => count === 2).length,
    often: repeats.filter((count) => count > 2).length,
  };
};

/** A relay that is down while an outage ends and begins again: a return that was queued is never sent. */
const overtaken = async (connection: Connection, url: string) => {
  let isHeld = false;
  const receiver = await openReceiver(() => (isHeld ? 451 : 204));
  const instance = startInstance(url, receiver.url);
  await say(connection.db, 'down');
  await pause(500);
  await hurry(connection);
  await settled(connection);
  let [stale, unsettled] = [0, 0];
  for (let outage = 0; outage < OUTAGES; outage += 1) {
    const before = receiver.taken.length;
    isHeld = true;
    await say(connection.db, 'operational');
    await pause(between(0, 300));
    await say(connection.db, 'down');
    isHeld = false;
    await pause(between(0, 150));
    await hurry(connection);
    unsettled += Number(!(await settled(connection)));
    const told = receiver.taken.slice(before);
    const last = new Map(told.map((each) => [each.subscriber, each]));
    // A return told while the outage was not yet said again was true then, and is followed by the outage.
    stale += [...last.values()].filter((each) => !isDown(each)).length;
    if (outage % 100 === 99)
      progress('F22', `${outage + 1} pannes dépassées, ${receiver.taken.length} messages`);
  }
  await instance.kill();
  return { stale, unsettled };
};

export const f22: Row = {
  id: 'F22',
  broken: 'relay down, program killed between any two steps, newer state overtakes a queued message',
  target: '0 lost, at most one repeat a kill with the same id, 0 stale « rétabli »',
  async run() {
    const cluster = await startCluster();
    return inDatabase(cluster, 'f22', async (connection, url) => {
      const loaded = await load(connection.db, SMALL_WORLD);
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
      const followers: string[] = [];
      for (let made = 0; made < FOLLOWERS; made += 1)
        followers.push(
          await addFollower(connection.db, [{ platforms: ['north'] }], {
            channel: 'webhook',
            share: 'webhook:row',
          }),
        );
      const { kills, messages, lost, wrong, once: twice, often } = await killed(connection, url, followers);
      const { stale, unsettled } = await overtaken(connection, url);
      return {
        isMet: lost + wrong + often + stale + unsettled === 0,
        measured:
          `${kills} kills (at any moment, with a message received and unanswered, just answered), ${messages} messages ` +
          `to ${FOLLOWERS} who follow: ${lost} lost, ${wrong} that told another state, ${twice} received twice, ` +
          `${often} more often; ${OUTAGES} returns overtaken while the relay was down: ${stale} told stale, ${unsettled} never told`,
      };
    });
  },
};
