import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../measure';
import { readAnswers } from './answers';

/**
 * Asks `/healthz` on one kept connection, again a millisecond after each answer, until it is told to stop. A process
 * of its own: what it waits beyond its median, the event loop of the server was held by something else.
 */

/** `port`: watch; `stop`: say what was seen. */
export type WatcherOrder = { port: number } | { stop: true };
/** Milliseconds. */
export type Watched = { answers: number; median: number; worst: number };

const APART = 1;
const OK = 200;

let isStopped = false;

const watch = async (port: number, ready: () => void): Promise<Watched> => {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  socket.once('close', () => {
    if (!isStopped) throw new Error('the watched server cut the connection');
  });
  let tell: (isExpected: boolean) => void = () => undefined;
  readAnswers(socket, OK, (isExpected) => tell(isExpected));
  /** Resolves to how long it took. */
  const ask = async (): Promise<number> => {
    const sent = performance.now();
    const answered = new Promise<boolean>((resolve) => {
      tell = resolve;
    });
    socket.write(`GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    if (!(await answered)) throw new Error('/healthz does not answer 200');
    return performance.now() - sent;
  };
  await ask();
  ready();
  const times: number[] = [];
  do {
    times.push(await ask());
    await pause(APART);
  } while (!isStopped);
  socket.end();
  return { answers: times.length, median: quantile(times, 0.5), worst: Math.max(...times) };
};

process.on('message', (order: WatcherOrder) => {
  if ('stop' in order) {
    isStopped = true;
    return;
  }
  isStopped = false;
  const ready = () => void process.send?.('watching');
  void watch(order.port, ready).then((watched) => process.send?.(watched));
});
process.send?.('ready');
