import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './kit/asking';
import { descriptorsOf, MEGA, megas, slopeOf, watchMemory } from './kit/process';
import { startSampling, summed } from './kit/sampling';
import { keyFor, type Server, startServer } from './kit/server';
import { startChurn } from './kit/sockets';
import { progress, type Row, result } from './kit/support';

/** Minutes; `FAULTS_MINUTES` says otherwise. */
const MINUTES = Number(process.env.FAULTS_MINUTES) || 10;
const MINUTE = 60_000;
const EVERY = 2;
const SLOPE = MEGA;
/** One stream goes each tenth of a second, and another comes. */
const STREAMS = { waiting: 100, every: 100, together: 1 };
const STATEMENT_EVERY = 10_000;
/** After the last question: kept connections are closed, and what is idle is given back. */
const REST = 75_000;
/** Connections to the database come and go with what is asked. */
const FEW = 15;

const QUESTIONS = [
  ...[...Array(6)].map(() => ({ path: '/api/v1/answers?profession=optician' })),
  { path: '/opticien' },
  { path: '/api/v1/answers/optician/malakoff-humanis' },
  { path: '/api/v1/answers?profession=nurse', headers: { 'Accept-Encoding': 'br' } },
  { path: '/api/v2/summary.json' },
];

const startStating = ({ origin }: Server, bearer: string) => {
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    const health = count % 2 === 0 ? 'operational' : 'down';
    const body = {
      platform: 'viamedis',
      flows: ['pec'],
      professions: 'all',
      precision: 'minute',
      health,
      effectiveAt: new Date().toISOString(),
    };
    void ask(origin, { path: '/api/v1/statements', bearer, body }).catch(() => undefined);
  }, STATEMENT_EVERY);
  return { count: () => count, stop: () => clearInterval(timer) };
};

export const f25: Row = {
  id: 'F25',
  broken: `${MINUTES} minutes at 500 req/s with stream churn`,
  target: 'RSS slope < 1 MB/min, descriptors back',
  async run() {
    const server = await startServer();
    const bearer = await keyFor(server.dataDir, 'writer@desk.example', 'desk');
    for (const { path } of QUESTIONS) await ask(server.origin, { path });
    await pause(5_000);
    const descriptors = await descriptorsOf(server.pid());
    const memory = watchMemory(server.pid, 1_000);
    const asking = startSampling(server.origin, EVERY, QUESTIONS);
    const churn = startChurn(server.origin, STREAMS);
    const stating = startStating(server, bearer);
    const startedAt = performance.now();
    for (let minute = 1; minute <= MINUTES; minute += 1) {
      await pause(MINUTE);
      progress('F25', `${minute} min, ${megas(memory.seen.at(-1)?.bytes ?? 0)}`);
    }
    const lasted = performance.now() - startedAt;
    stating.stop();
    await churn.stop();
    const asked = summed(await asking.finish());
    await memory.stop();
    const half = memory.seen.filter(({ at }) => at > lasted / 2 && at < lasted);
    const slope = slopeOf(half);
    await pause(REST);
    const after = await descriptorsOf(server.pid());
    return {
      isMet: slope < SLOPE && after <= descriptors + FEW && Object.keys(asked.others).length === 0,
      measured:
        `${asked.count} questions in ${Math.round(lasted / 1000)} s (${Math.round(asked.count / (lasted / 1000))}/s; ` +
        `${asked.result}), ${churn.count()} streams of ${STREAMS.waiting} at once, ${stating.count()} statements; answered otherwise: ` +
        `${result(asked.others)}; memory ${megas(half[0]?.bytes ?? 0)} at half, ${megas(half.at(-1)?.bytes ?? 0)} at the end, ` +
        `slope of the second half ${(slope / MEGA).toFixed(2)} MB/min; descriptors ${descriptors} before, ${after} after`,
    };
  },
};
