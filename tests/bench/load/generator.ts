import { connect } from 'node:net';
import { readAnswers } from './answers';

/** Readers on kept connections, each asking again as soon as it is answered. A process of its own. */

/**
 * `requests`: whole requests as they are sent, taken in turn; in each, `{turn}` is replaced by a number that this
 * process never gave before. `perSecond`: all together, as fast as possible when null.
 */
export type Order = {
  port: number;
  requests: string[];
  status: number;
  connections: number;
  seconds: number;
  perSecond: number | null;
};
/** `p50`, `p99`, `worst` in milliseconds; `wrong`: answers that were not the ones expected, or did not come. */
export type Result = {
  answers: number;
  wrong: number;
  seconds: number;
  p50: number;
  p99: number;
  worst: number;
};

/** Who is not answered so long after the end will not be. */
const PATIENCE = 60_000;

let turn = 0;

/** Gives what is sent next. */
const takingTurns = (requests: readonly string[]): (() => Buffer | string) => {
  const ready = requests.map((request) =>
    request.includes('{turn}') ? request.split('{turn}') : Buffer.from(request),
  );
  return () => {
    turn += 1;
    const request = ready[turn % ready.length] as Buffer | string[];
    return Array.isArray(request) ? request.join(String(turn)) : request;
  };
};

const run = async ({ port, requests, status, connections, seconds, perSecond }: Order): Promise<Result> => {
  const next = takingTurns(requests);
  const times: number[] = [];
  let wrong = 0;
  const pause = perSecond === null ? 0 : (1000 * connections) / perSecond;
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async (_, index) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      await new Promise((done, failed) => socket.once('connect', done).once('error', failed));
      await new Promise<void>((done) => {
        // Paced readers are measured from when they were to ask: one that waits does not hide the next.
        let due = start + (index / connections) * pause;
        let sent = 0;
        let isOver = false;
        const finish = (isUnanswered: boolean) => {
          if (isOver) return;
          isOver = true;
          clearTimeout(limit);
          socket.destroy();
          if (isUnanswered) wrong += 1;
          done();
        };
        const limit = setTimeout(() => finish(true), seconds * 1000 + PATIENCE);
        const ask = () => {
          sent = pause === 0 ? performance.now() : due;
          socket.write(next());
        };
        const askAgain = () => {
          due += pause;
          const wait = pause === 0 ? 0 : due - performance.now();
          if (performance.now() + Math.max(0, wait) >= end) {
            finish(false);
          } else if (wait < 1) ask();
          else setTimeout(ask, wait);
        };
        readAnswers(socket, status, (isExpected) => {
          times.push(performance.now() - sent);
          if (!isExpected) wrong += 1;
          askAgain();
        });
        socket.on('error', () => finish(true));
        socket.once('close', () => finish(true));
        if (due <= performance.now()) ask();
        else setTimeout(ask, due - performance.now());
      });
    }),
  );
  const sorted = Float64Array.from(times).sort();
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return {
    answers: times.length,
    wrong,
    seconds: (performance.now() - start) / 1000,
    p50: at(0.5),
    p99: at(0.99),
    worst: at(1),
  };
};

process.on('message', (order: Order) => void run(order).then((result) => process.send?.(result)));
process.send?.('ready');
