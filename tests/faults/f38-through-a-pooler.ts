import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../bench/measure';
import { openPgBouncer } from '../support/peers/pgbouncer';
import { openPooler } from '../support/peers/pooler';
import { ask } from './kit/asking';
import { keyFor, openDatabase, type Server, startServer, urlOf } from './kit/server';
import { atEnd, isQuick, median, progress, type Row, result, seconds, tally, worst } from './kit/support';

const WRITES = isQuick ? 100 : 1_000;
const AT_ONCE = 8;
const CHANGES = isQuick ? 20 : 100;
const SHOWN = 200;
const PATIENCE = 10_000;

const claim = { platform: 'viamedis', flows: ['carte'], professions: 'all', precision: 'minute' };

const state = (server: Server, bearer: string, health: string) =>
  ask(server.origin, {
    path: '/api/v1/statements',
    bearer,
    body: { ...claim, health, effectiveAt: new Date().toISOString() },
  });

/** Writes of both instances, several at once; each is tried once. */
const writeAll = async (servers: readonly Server[], bearer: string) => {
  const answers: string[] = [];
  const took: number[][] = servers.map(() => []);
  let next = 0;
  const write = async () => {
    for (let number = next++; number < WRITES; number = next++) {
      const server = servers[number % servers.length] as Server;
      const health = number % 3 === 0 ? 'down' : 'operational';
      const startedAt = performance.now();
      const told = await state(server, bearer, health).catch((error: Error) => error.name);
      took[number % servers.length]?.push(performance.now() - startedAt);
      answers.push(typeof told === 'string' ? told : String(told.status));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, write));
  return { answers, took: took.map((each) => median(each)) };
};

/** From a change acknowledged by one instance to the answer of the other; null: never. */
const untilShown = async (server: Server, verdict: string, since: number): Promise<number | null> => {
  const path = '/api/v1/answers/nurse/platforms/viamedis';
  for (const deadline = performance.now() + PATIENCE; performance.now() < deadline; await pause(5)) {
    const { body } = await ask(server.origin, { path });
    if (body.verdict === verdict) return performance.now() - since;
  }
  return null;
};

export const f38: Row = {
  id: 'F38',
  broken: `two instances over one PostgreSQL, one through a transaction pooler, ${WRITES} writes`,
  target: `0 × 500, 0 lost; a change through one shows on the other < ${SHOWN} ms (95 in 100)`,
  async run() {
    const first = await startServer();
    const { db, address } = await openDatabase(first);
    const bouncer = await openPgBouncer(address);
    const pooler =
      bouncer ?? (await openPooler({ path: `${address.host}/.s.PGSQL.${address.port}` }, address));
    atEnd(pooler.close);
    const DATABASE_DIRECT_URL = await urlOf(first);
    const second = await startServer({ env: { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL } });
    const bearer = await keyFor(first.dataDir, 'duty@viamedis.example', 'viamedis');
    const kept = async () =>
      Number(
        (
          await db
            .selectFrom('statement')
            .select((row) => row.fn.countAll().as('n'))
            .executeTakeFirst()
        )?.n,
      );

    const before = await kept();
    const { answers: words, took } = await writeAll([first, second], bearer);
    const answers = tally(words);
    const stored = (await kept()) - before;
    progress('F38', `${WRITES} écritures : ${result(answers)}`);
    const delays: number[] = [];
    const writes: number[] = [];
    let missed = 0;
    await state(first, bearer, 'operational');
    await pause(1_000);
    for (let change = 0; change < CHANGES; change += 1) {
      const [by, on] = change % 4 < 2 ? [first, second] : [second, first];
      const isDown = change % 2 === 0;
      const saidAt = performance.now();
      await state(by, bearer, isDown ? 'down' : 'operational');
      const acknowledgedAt = performance.now();
      writes.push(acknowledgedAt - saidAt);
      const took = await untilShown(on, isDown ? 'suspended' : 'restricted', acknowledgedAt);
      if (took === null) missed += 1;
      else delays.push(took);
    }
    // A write that took too long to be waited for is 202, and counted among what is stored.
    const faults = WRITES - (answers['201'] ?? 0) - (answers['202'] ?? 0);
    const p95 = quantile(delays, 0.95);
    return {
      isMet: faults === 0 && stored === WRITES && missed === 0 && p95 < SHOWN,
      measured:
        `${bouncer ? 'PgBouncer' : 'our own pooler, which hands each transaction to another backend'}; ` +
        `${WRITES} writes, ${AT_ONCE} at once, half through each: ${result(answers)}, ${stored} stored, ` +
        `${took.map((each) => seconds(each)).join(' past the pooler and ')} through it in median; ` +
        `${CHANGES} changes through one, acknowledged after ${seconds(median(writes))} in median, shown by the other ` +
        `${seconds(median(delays))} later in median, ${seconds(p95)} at p95, ${seconds(worst(delays))} at worst, ${missed} never`,
    };
  },
};
