import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '#db/database';
import { shift } from '#server/domain/facts/intervals';
import { keyOf } from '../bench/load/program';
import { childrenOf, postmasterOf, proportionalOf, sum } from '../bench/load/spending';
import { ms, quantile } from '../bench/measure';
import { ask } from './kit/asking';
import { MEGA, megas, slopeOf, watchBytes, watchMemory } from './kit/process';
import { type Sample, startSampling, summed } from './kit/sampling';
import { openDatabase, type Server, startServer } from './kit/server';
import { startChurn } from './kit/sockets';
import { isQuick, median, progress, type Row, result, tally } from './kit/support';
import { questionsOf, WELCOME } from './soak/questions';
import { becameOf, startWritingEvery } from './soak/writing';

/** Minutes; `FAULTS_MINUTES` says otherwise. */
const MINUTES = Number(process.env.FAULTS_MINUTES) || (isQuick ? 5 : 60);
const MINUTE = 60_000;
/** What is held once and for all is held by then. */
const WARMING = Math.min(10, MINUTES / 3) * MINUTE;
const READ_EVERY = 1_000 / 7;
const STATEMENT_EVERY = 30_000;
const RESULTS_EVERY = 10_000;
const STREAMS = { waiting: 50, every: 20_000, together: 25 };
const SLOPE = MEGA / 2;
const P95 = 60;
/** Those that are shared live five minutes, and are looked at when they are given back. */
const OLDEST_CONNECTION = 400;
const DIFFERENT_QUESTIONS = 9_973;
const FLOWS = ['carte', 'pec', 'idb', 'dre', 'clc', 'arl'];
const NAMED = 4;

const statement = (turn: number) => ({
  path: '/api/v1/statements',
  body: {
    platform: turn % 4 < 2 ? 'viamedis' : 'almerys',
    flows: ['pec'],
    professions: 'all',
    precision: 'minute',
    health: turn % 2 === 0 ? 'operational' : 'down',
    effectiveAt: new Date().toISOString(),
  },
});
const results = (turn: number) => ({
  path: '/api/v1/observations',
  body: FLOWS.map((flow, rank) => ({
    platform: 'viamedis',
    flow,
    observedAt: shift(new Date(), -rank).toISOString(),
    outcome: (turn + rank) % 50 === 0 ? 'failed' : 'ok',
    durationMs: 20 + ((turn * 7 + rank) % 50),
    sequence: turn,
  })),
});

/** Of each page its p95, the slowest first, milliseconds. */
const slowest = (samples: readonly Sample[], pages: ReadonlyMap<string, string>) => {
  const took = new Map<string, number[]>();
  for (const { path, word, took: each } of samples) {
    if (!WELCOME.includes(word)) continue;
    const page = pages.get(path) ?? path;
    const all = took.get(page);
    if (all) all.push(each);
    else took.set(page, [each]);
  }
  return [...took].map(([page, all]) => ({ page, p95: quantile(all, 0.95) })).sort((a, b) => b.p95 - a.p95);
};

/** Seconds since the oldest connection was opened, of those that are anybody's: one listens, one holds the duty. */
const oldestShared = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ age: number }>`
    select extract(epoch from now() - backend_start)::float as age from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid() and query !~* 'listen|advisory_lock'
    order by 1 desc limit 1
  `.execute(db);
  return rows[0]?.age ?? 0;
};

/** The load, for so long. `away`: how often the log said that the database was. */
const soak = async (server: Server) => {
  const { db } = await openDatabase(server);
  const [writer, probe] = [
    await keyOf(server, 'garde@desk.example', 'desk'),
    await keyOf(server, 'sonde@desk.example', 'desk', '--probe', '--interval', '60'),
  ];
  const questions = questionsOf(DIFFERENT_QUESTIONS, new Date());
  for (const { path, headers } of questions.slice(0, 100)) await ask(server.origin, { path, headers });
  const postmaster = await postmasterOf(server.dataDir);
  const memory = watchMemory(server.pid, 1_000);
  const postgres = watchBytes(
    async () => sum([postmaster, ...childrenOf(postmaster)].map(proportionalOf).filter((each) => each > 0)),
    10_000,
  );
  const reading = startSampling(server.origin, READ_EVERY, questions);
  const churn = startChurn(server.origin, STREAMS);
  const said = startWritingEvery(server.origin, writer, STATEMENT_EVERY, 'dit', statement);
  const measured = startWritingEvery(server.origin, probe, RESULTS_EVERY, 'mesure', results);
  const loads: number[] = [];
  let oldest = 0;
  for (let minute = 1; minute <= MINUTES; minute += 1) {
    await pause(MINUTE);
    loads.push(loadavg()[0] ?? 0);
    oldest = Math.max(oldest, await oldestShared(db));
    progress(
      'F37',
      `${minute} min, ${megas(memory.seen.at(-1)?.bytes ?? 0)}, load ${loads.at(-1)?.toFixed(1)}`,
    );
  }
  const samples = await reading.finish();
  await churn.stop();
  const written = [...(await said.finish()), ...(await measured.finish())];
  await Promise.all([memory.stop(), postgres.stop()]);
  const pages = new Map(questions.map(({ path, page }) => [path, page]));
  return {
    asked: summed(samples, WELCOME),
    slow: slowest(samples, pages),
    streams: churn.count(),
    written,
    became: await becameOf(db, written),
    memory: memory.seen.filter(({ at }) => at > WARMING),
    postgres: postgres.seen.filter(({ at }) => at > WARMING),
    load: median(loads),
    oldest,
  };
};

const perMinute = (slope: number) => `${(slope / MEGA).toFixed(2)} MB/min`;

export const f37: Row = {
  id: 'F37',
  broken: `${MINUTES} minutes of mixed readers, 7 a second, 50 streams, a statement each 30 s, six results each 10 s`,
  target:
    'every page p95 < 60 ms; RSS slope < 0.5 MB/min after the first ten; 0 « base injoignable », 0 × 503, 0 facts told lost that are there; connections renewed',
  isLong: true,
  async run() {
    let away = 0;
    const server = await startServer({
      env: { LOG_LEVEL: 'warn' },
      heard: (text) => {
        away += text.split('base injoignable').length - 1;
      },
    });
    const { asked, slow, streams, written, became, memory, postgres, load, oldest } = await soak(server);
    const slope = slopeOf(memory);
    return {
      isMet:
        slope < SLOPE &&
        slow.every(({ p95 }) => p95 < P95) &&
        away === 0 &&
        Object.keys(asked.others).length === 0 &&
        became.lost + became.denied === 0 &&
        oldest < OLDEST_CONNECTION,
      measured:
        `${asked.count} questions (${asked.result}); answered otherwise: ${result(asked.others)}; the slowest: ` +
        `${slow
          .slice(0, NAMED)
          .map(({ page, p95 }) => `${page} p95 ${ms(p95)}`)
          .join(', ')}, ` +
        `${slow.filter(({ p95 }) => p95 >= P95).length} of ${slow.length} above; ` +
        `${streams} streams; written: ${result(tally(written.map(({ status }) => status ?? 'no answer')))}, ` +
        `${became.lost} accepted and gone, ${became.denied} told lost that are there; « base injoignable » ${away} times; ` +
        `memory ${megas(memory[0]?.bytes ?? 0)} to ${megas(memory.at(-1)?.bytes ?? 0)}, ${perMinute(slope)}; PostgreSQL ` +
        `${megas(postgres[0]?.bytes ?? 0)} to ${megas(postgres.at(-1)?.bytes ?? 0)}, ${perMinute(slopeOf(postgres))}, its ` +
        `oldest shared connection ${Math.round(oldest)} s; load of the machine ${load.toFixed(1)}`,
    };
  },
};
