import { connect } from 'node:net';

/** Browsers that wait for the board of a profession to change. A process of its own. */

/** `open`: so many more wait; `arm`: forget what was heard, then say when each next heard of a change. */
export type WaitersOrder = { port: number; path: string } & ({ open: number } | { arm: true });
/** `heard`: milliseconds since 1970, in order; `bytes`: that one of them was sent. */
export type Heard = { heard: number[]; bytes: number };

const AT_ONCE = 100;
const PATIENCE = 10_000;
const CHANGED = Buffer.from('event: changed');

let times: number[] = [];
let bytes = 0;
let waiting = 0;
let round = 0;
let whenAll: (() => void) | null = null;

const wait = ({ port, path }: WaitersOrder): Promise<void> =>
  new Promise((opened, failed) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let heardIn = -1;
    let isOpen = false;
    socket.once('error', failed);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: text/event-stream\r\n\r\n`);
    socket.on('data', (chunk) => {
      if (!isOpen) {
        if (!chunk.includes('id: ')) return;
        isOpen = true;
        waiting += 1;
        opened();
        return;
      }
      if (heardIn === round) {
        if (times.length === 1) bytes += chunk.length;
        return;
      }
      if (!chunk.includes(CHANGED)) return;
      heardIn = round;
      times.push(performance.timeOrigin + performance.now());
      if (times.length === 1) bytes = chunk.length;
      if (times.length === waiting) whenAll?.();
    });
  });

const obey = async (order: WaitersOrder): Promise<Heard | number> => {
  if ('open' in order) {
    for (let left = order.open; left > 0; left -= AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(left, AT_ONCE) }, () => wait(order)));
    return waiting;
  }
  round += 1;
  times = [];
  process.send?.('armed');
  await new Promise<void>((done) => {
    const timer = setTimeout(done, PATIENCE);
    whenAll = () => {
      clearTimeout(timer);
      done();
    };
  });
  return { heard: times, bytes };
};

process.on('message', (order: WaitersOrder) => void obey(order).then((result) => process.send?.(result)));
process.send?.('ready');
