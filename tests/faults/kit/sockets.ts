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
