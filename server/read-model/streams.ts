import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Profession } from '#server/domain/facts/vocabulary';
import { bared } from './bare-socket';
import { BEAT, type Form, type Message, opening } from './messages';
import { takesGzip } from './response-cache/encoding';
import { guarded } from './tasks';

/** Browsers that wait: one message made for all, written to each socket as it is. */

/** More than this unsent, it is sent nothing more until it reads. */
const BEHIND = 64 * 1024;
/** When nothing of it leaves for so long, it is cut. */
const WRITE_TIMEOUT_MS = 10_000;
/** How often those behind are looked at; every third time, all are told we are alive. */
const PULSE = 5_000;
const BEATS = 3;
/** Jitter: clients that are cut together come back spread over this many ms. */
const RETRY = { least: 1_000, most: 15_000 };

type Client = Form & {
  socket: Socket;
  professions: readonly Profession[];
  /** Since when nothing of what it was sent has left; null: all has. */
  behindSince: number | null;
  /** Bytes that had left by then. */
  left: number;
  hasMissed: boolean;
};

/** `professions`: those that it listens to, with one stream. `network` null: this machine itself, which has no share. */
export type Place = { professions: readonly Profession[]; network: string | null; isNameless: boolean };

/** How many may wait: all together, and of one network. */
export type Room = { all: number; network: number };
/** `full`: nobody else may wait here; `share-taken`: nobody else of that network. */
export type Vacancy = 'free' | 'full' | 'share-taken';

export const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  'Access-Control-Allow-Origin': '*',
  Vary: 'Accept-Encoding',
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
};

/** `whole`: the state a client that fell behind is sent when it reads again. */
export const createStreams = (
  room: Room,
  whole: (profession: Profession) => Message | null,
  failed: (error: unknown) => void,
) => {
  const clients = new Set<Client>();
  const waiting = new Map<Profession, Set<Client>>();
  const byNetwork = new Map<string, number>();
  let isClosed = false;

  /** Whom nothing can be sent is cut, and the others are told all the same: it comes back and asks what it missed. */
  const write = (client: Client, message: Message): void => {
    try {
      send(client, message);
    } catch (error) {
      client.socket.destroy();
      failed(error);
    }
  };
  const send = (client: Client, message: Message): void => {
    const { socket } = client;
    if (socket.destroyed) return;
    if (!isDrained(client) && performance.now() - (client.behindSince ?? 0) > WRITE_TIMEOUT_MS) {
      // Reset, not closed: the kernel would keep what is unsent for minutes, for somebody who never reads.
      socket.resetAndDestroy();
    } else if (socket.writableLength > BEHIND) {
      client.hasMissed = true;
    } else socket.write(message.bytesFor(client));
  };
  /** Whether all it was sent has left; else since when nothing did is noted. */
  const isDrained = (client: Client): boolean => {
    const { socket } = client;
    if (socket.writableLength === 0) {
      client.behindSince = null;
      return true;
    }
    const left = socket.bytesWritten - socket.writableLength;
    if (client.behindSince === null || left !== client.left) {
      client.behindSince = performance.now();
      client.left = left;
    }
    return false;
  };

  let pulses = 0;
  const beatAll = (): void => {
    pulses += 1;
    for (const client of clients) if (pulses % BEATS === 0 || !isDrained(client)) write(client, BEAT);
    for (const client of clients) {
      if (!client.hasMissed || !isDrained(client)) continue;
      const states = client.professions.map(whole);
      client.hasMissed = false;
      for (const state of states) if (state) write(client, state);
    }
  };
  /** Runs while anybody waits. */
  let pulse: NodeJS.Timeout | null = null;
  const goOn = (): void => {
    pulse ??= setInterval(guarded(beatAll, failed), PULSE).unref();
  };
  const rest = (): void => {
    if (pulse) clearInterval(pulse);
    pulse = null;
  };

  return {
    count: () => clients.size,
    waiting: (profession: Profession): number => waiting.get(profession)?.size ?? 0,
    /** For whoever comes now. `network` null: this machine itself, which has no share. */
    vacancy(network: string | null): Vacancy {
      if (isClosed || clients.size >= room.all) return 'full';
      return network !== null && (byNetwork.get(network) ?? 0) >= room.network ? 'share-taken' : 'free';
    },
    /** Answers a waiting browser: the headers, what it missed, then whatever comes. */
    open(
      response: ServerResponse,
      { professions, network, isNameless }: Place,
      first: readonly Message[],
    ): void {
      // Gone while the state was read: nothing will ever say that it left.
      if (response.destroyed) return;
      const isPacked = takesGzip(response.req.headers['accept-encoding']);
      response.writeHead(200, {
        ...STREAM_HEADERS,
        ...(isPacked ? { 'Content-Encoding': 'gzip' } : {}),
        'Transfer-Encoding': 'chunked',
      });
      response.flushHeaders();
      const socket = bared(response);
      if (!socket) return;
      const client: Client = {
        socket,
        professions,
        isPacked,
        isNameless,
        behindSince: null,
        left: 0,
        hasMissed: false,
      };
      clients.add(client);
      goOn();
      for (const profession of professions)
        waiting.set(profession, (waiting.get(profession) ?? new Set()).add(client));
      if (network !== null) byNetwork.set(network, (byNetwork.get(network) ?? 0) + 1);
      const leave = () => {
        clients.delete(client);
        if (clients.size === 0) rest();
        for (const profession of professions) waiting.get(profession)?.delete(client);
        if (network !== null) leaveShare(byNetwork, network);
      };
      socket.once('close', guarded(leave, failed));
      // For who counts answers: as far as HTTP goes, this one is over.
      response.emit('close');
      const retry = Math.round(RETRY.least + Math.random() * (RETRY.most - RETRY.least));
      socket.write(opening(retry, isPacked));
      for (const message of first) write(client, message);
    },
    tell(profession: Profession, message: Message): void {
      for (const client of waiting.get(profession) ?? []) write(client, message);
    },
    /** They come back by themselves, not all at once, and are told what they missed. */
    cut(profession: Profession): void {
      for (const { socket } of waiting.get(profession) ?? []) socket.destroy();
    },
    /** Says goodbye: a browser comes back by itself, to whoever answers then. */
    close(): void {
      isClosed = true;
      rest();
      for (const { socket } of clients) {
        // A browser keeps its own side open, in case we had more to say.
        socket.end('0\r\n\r\n', () => socket.destroy());
      }
    },
  };
};

const leaveShare = (byNetwork: Map<string, number>, network: string): void => {
  const left = (byNetwork.get(network) ?? 0) - 1;
  if (left > 0) byNetwork.set(network, left);
  else byNetwork.delete(network);
};
