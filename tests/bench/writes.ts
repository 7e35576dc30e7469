import { startServer } from '../faults/kit/server';
import { progress, result, tally, worst } from '../faults/kit/support';
import { cookiesOf, headersOf, requestOf } from './load/browsers';
import { startGenerator } from './load/processes';
import { keyOf } from './load/program';
import { CONNECTIONS } from './load/rounds';
import { writing } from './load/writing';
import { less, type Measure, ms, quantile } from './measure';

const SECONDS = Number(process.env.BENCH_WRITE_SECONDS) || 60;
const WRITES = 200;
const READS = 5_000;
const IDLE = 8;
/** One account may write 6,000 times a minute. */
const ACCOUNTS = 3;
const PATHS = ['/api/v1/answers?profession=optician', '/api/v1/snapshot', '/api/v2/summary.json'];

export const writes: Measure = {
  id: 'writes',
  async run({ root }) {
    const server = await startServer({ root });
    const keys: string[] = [];
    for (let account = 0; account < ACCOUNTS; account += 1)
      keys.push(await keyOf(server, `duty${account}@viamedis.example`, 'viamedis'));
    const generator = await startGenerator();
    const port = Number(new URL(server.origin).port);
    const requests = PATHS.flatMap((path) =>
      [{}, cookiesOf()].map((cookies) => requestOf(path, port, { ...headersOf('JSON'), ...cookies })),
    );
    const readers = (seconds: number) =>
      generator.run({ port, requests, status: 200, connections: CONNECTIONS, seconds, perSecond: READS });
    await readers(2);
    progress('writes', 'readers alone');
    const idle = await readers(IDLE);
    progress('writes', `${WRITES} statements a second, ${SECONDS} s`);
    const [busy, written] = await Promise.all([
      readers(SECONDS),
      writing(server.origin, keys, WRITES, SECONDS),
    ]);
    const p99 = quantile(written.times, 0.99);
    const slower = busy.p99 / idle.p99;
    const errors = written.wrong.length + busy.wrong + idle.wrong;
    return [
      {
        what: `${WRITES} statements/s for ${SECONDS} s while ${READS.toLocaleString('en')} readers/s read, half of them with cookies`,
        target: '0 errors, write p99 < 250 ms, readers’ p99 ≤ 2 × idle',
        measured: `${errors} errors (${result(tally(written.wrong))}); ${written.perSecond.toFixed(0)} statements/s, p50 ${ms(quantile(written.times, 0.5))}, p99 ${ms(p99)}, worst ${ms(worst(written.times))}; readers ${(busy.answers / busy.seconds).toFixed(0)}/s, p99 ${ms(busy.p99)}, alone ${(idle.answers / idle.seconds).toFixed(0)}/s, p99 ${ms(idle.p99)} (${slower.toFixed(1)} ×), worst ${ms(busy.worst)}: what holds the event loop at a change`,
        isMet: errors === 0 && p99 < 250 && slower <= 2,
        figures: [
          less('errors', errors, ''),
          less('write p99', p99),
          less('readers’ p99', busy.p99),
          less('readers’ p99 ÷ idle', slower, ''),
        ],
      },
    ];
  },
};
