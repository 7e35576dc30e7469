import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { atEnd } from './support';

/** Sockets that are not well behaved, and what the server's side of them has become. */

const ESTABLISHED = '01';
const LISTENING = '0A';

/** A socket to a server, that reads nothing at all when it `isDeaf`. Destroyed at the end. */
export const openSocket = async (origin: string, isDeaf = false): Promise<Socket> => {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port) });
  // Before it is connected: a byte read is one more that the kernel takes for it.
  if (isDeaf) socket.pause();
  socket.on('error', () => undefined);
  atEnd(async () => socket.destroy());
  await once(socket, 'connect');
  return socket;
};

/** By port of the client, each connection the server still holds: bytes its kernel has not sent on. Linux only. */
export const heldBy = (origin: string): Promise<Map<number, number>> =>
  connectionsOf(origin, (state) => state === ESTABLISHED);

/** Those it has given up, and whose bytes the kernel keeps all the same. */
export const keptFor = (origin: string): Promise<Map<number, number>> =>
  connectionsOf(origin, (state) => state !== ESTABLISHED && state !== LISTENING);

const connectionsOf = async (
  origin: string,
  isWanted: (state: string) => boolean,
): Promise<Map<number, number>> => {
  const table = await readFile('/proc/net/tcp', 'utf8');
  const own = Number(new URL(origin).port).toString(16).toUpperCase().padStart(4, '0');
  return new Map(
    table.split('\n').flatMap((line): [number, number][] => {
      const [, local = '', remote = '', state = '', queues = ''] = line.trim().split(/\s+/);
      if (!local.endsWith(`:${own}`) || !isWanted(state)) return [];
      const [port = '', queued = ''] = [remote.split(':')[1], queues.split(':')[0]];
      return [[Number.parseInt(port, 16), Number.parseInt(queued, 16)]];
    }),
  );
};

/** So many wait at once; `every` so many milliseconds `together` of them go, those that came first, and as many come. */
type Coming = { waiting: number; every: number; together: number };

/** Streams that come and go. */
export const startChurn = (origin: string, { waiting, every, together }: Coming) => {
  const open: Promise<Socket>[] = [];
  let count = 0;
  const come = async (): Promise<Socket> => {
    const socket = await openSocket(origin);
    socket.resume();
    socket.write('GET /api/v1/stream?profession=optician HTTP/1.1\r\nHost: localhost\r\n\r\n');
    return socket;
  };
  const turn = (coming: number): void => {
    for (let each = 0; each < coming; each += 1) open.push(come());
    count += coming;
    while (open.length > waiting) void open.shift()?.then((socket) => socket.destroy());
  };
  turn(waiting);
  const timer = setInterval(() => turn(together), every);
  return {
    /** That came so far. */
    count: () => count,
    stop: async () => {
      clearInterval(timer);
      for (const socket of await Promise.all(open)) socket.destroy();
    },
  };
};
