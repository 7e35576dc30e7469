import { connect, type Socket } from 'node:net';

/** Readers on kept connections, each asking again as soon as it is answered. A process of its own. */

/** `requests`: whole requests as they are sent, taken in turn; `perSecond`: all together, as fast as possible when null. */
export type Order = {
  port: number;
  requests: string[];
  status: number;
  connections: number;
  seconds: number;
  perSecond: number | null;
};
/** `p50`, `p99`, `worst` in milliseconds; `wrong`: answers that were not the ones expected. */
export type Told = {
  answers: number;
  wrong: number;
  seconds: number;
  p50: number;
  p99: number;
  worst: number;
};

const HEAD_END = '\r\n\r\n';

/** One answer at a time comes back on a connection; calls `answered` with whether it was the expected one. */
const readAnswers = (socket: Socket, status: number, answered: (isRight: boolean) => void): void => {
  const start = `HTTP/1.1 ${status} `;
  let length = -1;
  let received = 0;
  let isRight = true;
  let head = '';
  socket.on('data', (chunk: Buffer) => {
    if (length < 0) {
      head += chunk.toString('latin1', 0, Math.min(chunk.length, 4096));
      const end = head.indexOf(HEAD_END);
      if (end < 0) return;
      const before = received;
      received = 0;
      isRight = head.startsWith(start);
      const at = head.search(/content-length: /i);
      const body =
        at < 0 || at > end || status === 304 ? 0 : Number.parseInt(head.slice(at + 16, at + 26), 10);
      length = end + HEAD_END.length + body - before;
    }
    received += chunk.length;
    if (received < length) return;
    length = -1;
    received = 0;
    head = '';
    answered(isRight);
  });
};

const run = async ({ port, requests, status, connections, seconds, perSecond }: Order): Promise<Told> => {
  const buffers = requests.map((request) => Buffer.from(request));
  const times: number[] = [];
  let wrong = 0;
  let turn = 0;
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
        const ask = () => {
          sent = pause === 0 ? performance.now() : due;
          socket.write(buffers[turn++ % buffers.length] as Buffer);
        };
        const next = () => {
          due += pause;
          const wait = pause === 0 ? 0 : due - performance.now();
          if (performance.now() + Math.max(0, wait) >= end) {
            socket.end();
            done();
          } else if (wait < 1) ask();
          else setTimeout(ask, wait);
        };
        readAnswers(socket, status, (isRight) => {
          times.push(performance.now() - sent);
          if (!isRight) wrong += 1;
          next();
        });
        socket.once('error', () => {
          wrong += 1;
          done();
        });
        socket.once('close', () => done());
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

process.on('message', (order: Order) => void run(order).then((told) => process.send?.(told)));
process.send?.('ready');
