import type { ServerResponse } from 'node:http';
import type { Profession } from '#server/domain/facts/vocabulary';
import { guarded } from './tasks';

/** Browsers that wait: one buffer made for all, written to each socket as it is. */

/** More than this unsent, a client is behind: it is sent nothing until it reads. */
const BEHIND = 64 * 1024;
/** Behind for so long, it is cut. */
const WRITE_TIMEOUT_MS = 10_000;
/** How often those behind are looked at; every third time, all are told we are alive. */
const PULSE = 5_000;
const BEATS = 3;
/** Jitter: clients that are cut together come back spread over this many ms. */
const RETRY = { least: 1_000, most: 15_000 };

type Client = { response: ServerResponse; behindSince: number | null; hasMissed: boolean };

/** How many may wait: all together, and of one network. */
export type Room = { all: number; network: number };
/** `full`: nobody else may wait here; `share-taken`: nobody else of that network. */
export type Vacancy = 'free' | 'full' | 'share-taken';

/** One chunk of a chunked body (RFC 9112 §7.1). */
const chunkOf = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
};

/** Without data it is only a number to come back with. */
export const eventOf = (event: string, id: number, data: string | null): Buffer =>
  chunkOf(data === null ? `id: ${id}\n\n` : `event: ${event}\nid: ${id}\ndata: ${data}\n\n`);

export const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'Access-Control-Allow-Origin': '*',
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
};

/** `whole`: the state a client that fell behind is sent when it reads again. */
export const createStreams = (
  room: Room,
  whole: (profession: Profession) => Buffer | null,
  failed: (error: unknown) => void,
) => {
  const waiting = new Map<Profession, Set<Client>>();
  const byNetwork = new Map<string, number>();
  let count = 0;
  let isClosed = false;
  const beat = chunkOf(': \n\n');

  /** Whom nothing can be sent is cut, and the others are told all the same: it comes back and asks what it missed. */
  const write = (client: Client, bytes: Buffer): void => {
    try {
      send(client, bytes);
    } catch (error) {
      client.response.destroy();
      failed(error);
    }
  };
  const send = (client: Client, bytes: Buffer): void => {
    const { socket } = client.response;
    if (!socket || socket.destroyed) return;
    if (socket.writableLength > BEHIND) {
      client.behindSince ??= performance.now();
      client.hasMissed = true;
      // Reset, not closed: the kernel would keep what is unsent for minutes, for somebody who never reads.
      if (performance.now() - client.behindSince > WRITE_TIMEOUT_MS) socket.resetAndDestroy();
      return;
    }
    client.behindSince = null;
    socket.write(bytes);
  };

  const everyone = (): [Profession, Client][] =>
    [...waiting].flatMap(([profession, clients]) =>
      [...clients].map((client): [Profession, Client] => [profession, client]),
    );

  let pulses = 0;
  const beatAll = (): void => {
    pulses += 1;
    for (const [, client] of everyone())
      if (pulses % BEATS === 0 || client.behindSince !== null) write(client, beat);
    for (const [profession, client] of everyone()) {
      const state = client.hasMissed && client.behindSince === null ? whole(profession) : null;
      if (!state) continue;
      client.hasMissed = false;
      write(client, state);
    }
  };
  const pulse = setInterval(guarded(beatAll, failed), PULSE);
  pulse.unref();

  return {
    count: () => count,
    waiting: (profession: Profession): number => waiting.get(profession)?.size ?? 0,
    /** For whoever comes now. `network` null: this machine itself, which has no share. */
    vacancy(network: string | null): Vacancy {
      if (isClosed || count >= room.all) return 'full';
      return network !== null && (byNetwork.get(network) ?? 0) >= room.network ? 'share-taken' : 'free';
    },
    /** Answers a waiting browser: the headers, what it missed, then whatever comes. */
    open(response: ServerResponse, profession: Profession, network: string | null, first: Buffer): void {
      // Gone while the state was read: nothing will ever say that it left.
      if (response.destroyed) return;
      const client: Client = { response, behindSince: null, hasMissed: false };
      const clients = waiting.get(profession) ?? new Set();
      waiting.set(profession, clients.add(client));
      count += 1;
      if (network !== null) byNetwork.set(network, (byNetwork.get(network) ?? 0) + 1);
      const leave = () => {
        clients.delete(client);
        count -= 1;
        if (network !== null) leaveShare(byNetwork, network);
      };
      response.once('close', guarded(leave, failed));
      response.writeHead(200, { ...STREAM_HEADERS, 'Transfer-Encoding': 'chunked' });
      response.flushHeaders();
      const retry = Math.round(RETRY.least + Math.random() * (RETRY.most - RETRY.least));
      write(client, chunkOf(`retry: ${retry}\n\n`));
      write(client, first);
    },
    tell(profession: Profession, bytes: Buffer): void {
      for (const client of waiting.get(profession) ?? []) write(client, bytes);
    },
    /** They come back by themselves, not all at once, and are told what they missed. */
    cut(profession: Profession): void {
      for (const { response } of waiting.get(profession) ?? []) response.destroy();
    },
    /** Says goodbye: a browser comes back by itself, to whoever answers then. */
    close(): void {
      isClosed = true;
      clearInterval(pulse);
      for (const [, { response }] of everyone()) {
        const { socket } = response;
        // A browser keeps its own side open, in case we had more to say.
        socket?.end('0\r\n\r\n', () => socket.destroy());
      }
    },
  };
};

const leaveShare = (byNetwork: Map<string, number>, network: string): void => {
  const left = (byNetwork.get(network) ?? 0) - 1;
  if (left > 0) byNetwork.set(network, left);
  else byNetwork.delete(network);
};
