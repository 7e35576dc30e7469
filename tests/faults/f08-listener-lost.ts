import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './kit/asking';
import { keyFor, openDatabase, type Server, startServer, urlOf } from './kit/server';
import { isQuick, progress, type Row, seconds, worst } from './kit/support';
import { waitFor } from './kit/waiting';

const CHANGES = isQuick ? 40 : 500;
const DEAF_EVERY = 50;

const claim = { platform: 'viamedis', flows: ['carte'], professions: 'all', precision: 'minute' };

/** Cuts every listening connection without a word to whoever listens: the other instance must notice by itself. */
const deafen = (db: Awaited<ReturnType<typeof openDatabase>>['pool']) =>
  db.query("select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen seq'");

export const f08: Row = {
  id: 'F8',
  broken: `listening connections lost, two instances, ${CHANGES} changes`,
  target: 'other instance shows it < 6 s, 0 missed, 0 sent twice',
  async run() {
    const first = await startServer();
    const second = await startServer({ env: { DATABASE_URL: await urlOf(first) } });
    const bearer = await keyFor(first.dataDir, 'duty@viamedis.example', 'viamedis');
    const { pool } = await openDatabase(first);
    const waiting = await waitFor(second.origin, 'nurse');
    const delays: number[] = [];
    const tellings: number[] = [];
    let missed = 0;
    const toldSoFar = () => waiting.events().filter(({ text }) => text.includes('"viamedis"')).length;
    for (let change = 0; change < CHANGES; change += 1) {
      if (change % DEAF_EVERY === 0) await deafen(pool);
      const health = change % 2 === 0 ? 'down' : 'operational';
      const saidAt = performance.now();
      const { status } = await ask(first.origin, {
        path: '/api/v1/statements',
        bearer,
        body: { ...claim, health, effectiveAt: new Date().toISOString() },
      });
      if (status !== 201) throw new Error(`refusé : ${status}`);
      const shown = await untilShown(second, health === 'down' ? 'suspended' : 'restricted');
      if (shown === null) missed += 1;
      else delays.push(shown - saidAt);
      // Changes close together are told as one: the next comes once this one was told.
      const toldAt = await untilWords(() => toldSoFar() > change);
      if (toldAt !== null) tellings.push(toldAt - saidAt);
      if (change % 100 === 99) progress('F8', `${change + 1} changements`);
    }
    await pause(1_000);
    const ids = waiting.events().map(({ id }) => id);
    const twice = ids.length - new Set(ids).size;
    const result = toldSoFar();
    waiting.close();
    return {
      isMet: missed === 0 && twice === 0 && result === CHANGES && worst([...delays, ...tellings]) < 6_000,
      measured:
        `${CHANGES} changes said through one instance, listeners cut ${Math.ceil(CHANGES / DEAF_EVERY)} times: ` +
        `${missed} not shown by the other, slowest after ${seconds(worst(delays))}; a browser that waits on the other ` +
        `was told ${result}, ${twice} twice, slowest after ${seconds(worst(tellings))}`,
    };
  },
};

const PATIENCE = 10_000;

/** When a browser that waits has heard; null: never. */
const untilWords = async (isKnown: () => boolean): Promise<number | null> => {
  for (const deadline = performance.now() + PATIENCE; performance.now() < deadline; await pause(5))
    if (isKnown()) return performance.now();
  return null;
};

/** When the other instance's answer says so; null: never. */
const untilShown = async ({ origin }: Server, verdict: string): Promise<number | null> => {
  const path = '/api/v1/answers/nurse/platforms/viamedis';
  for (const deadline = performance.now() + PATIENCE; performance.now() < deadline; await pause(5)) {
    const { body } = await ask(origin, { path });
    if (body.verdict === verdict) return performance.now();
  }
  return null;
};
