import { connect } from 'node:net';
import { constants, inflateRawSync } from 'node:zlib';
import { headersOf } from './browsers';

/** Browsers that wait for the board of a profession to change, and read it compressed. A process of its own. */

/** `open`: so many more wait; `arm`: forget what was heard, then say when each next heard of a change. */
export type WaitersOrder = { port: number; path: string } & ({ open: number } | { arm: true });
/** `heard`: milliseconds since 1970, in order; `bytes`: that one of them was sent. */
export type Heard = { heard: number[]; bytes: number };

const AT_ONCE = 100;
const PATIENCE = 10_000;
const CHANGED = Buffer.from('event: changed');
/** Anything shorter is a sign of life. */
const LEAST_TOLD = 200;
const ENCODED = 'content-encoding: gzip';
const WAITING = Object.entries({ ...headersOf('JSON'), Accept: 'text/event-stream' })
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');

/** The chunk that told of the last change, once it was unpacked: the same for all. */
let told: Buffer | null = null;

/** Whether it is a change: unpacked the first time, compared with it after that, as the machine that measures has other work. */
const isChange = (chunk: Buffer, isPacked: boolean): boolean => {
  if (!isPacked) return chunk.includes(CHANGED);
  if (told?.equals(chunk)) return true;
  if (chunk.length < LEAST_TOLD) return false;
  const block = chunk.subarray(chunk.indexOf('\r\n') + 2, -2);
  if (!inflateRawSync(block, { finishFlush: constants.Z_SYNC_FLUSH }).includes(CHANGED)) return false;
  told = chunk;
  return true;
};

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
    let isPacked = false;
    socket.once('error', failed);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${WAITING}\r\n`);
    socket.on('data', (chunk) => {
      if (!isOpen) {
        isPacked ||= chunk.toString('latin1').toLowerCase().includes(ENCODED);
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
      if (!isChange(chunk, isPacked)) return;
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
