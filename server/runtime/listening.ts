import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setTimeout as pause, setImmediate } from 'node:timers/promises';
import type { Env } from '#server/env';
import { TAKEN } from '#server/read-model/bare-socket';
import { guarded } from '#server/read-model/tasks';
import { kindOf } from '#server/site/well-addressed';

/** Requests under way may finish within this. */
const DRAIN = 7_000;
/** A connection kept open is asked again within this by whoever is busy, and told then that it ends. */
const FAREWELL = 1_000;
/** Node's own limits are minutes, or none. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  /** How often the two above are looked at. */
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
};
/** A client that reads nothing of its answer over two looks this far apart is cut. */
const READING = 10_000;
/** All who were cut come back at once. */
const BACKLOG = 4096;

/** Of a turn of the loop shorter than this, milliseconds, next to nothing that came in is left unread. */
const QUIET_TURN = 2;
/** A loop that is never quiet is waited for no longer, milliseconds. */
const UNQUIET = 1_500;

/**
 * Data, and who calls, may have come in while the loop was busy with what it read before: they are heard before a
 * connection is taken for silent and the door is shut.
 */
const heard = async () => {
  // What is left of the turn of now reads nothing.
  await setImmediate();
  for (const deadline = performance.now() + UNQUIET; ; ) {
    const startedAt = performance.now();
    await setImmediate();
    const now = performance.now();
    if (now - startedAt < QUIET_TURN || now > deadline) return;
  }
};

/** Codes of a client that left in the middle: nobody's fault, and nothing to log. */
const GONE = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'];
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && GONE.includes(String(error.code));

/** Calls a listener, the last place where what it throws or rejects with can be caught; `failed` gives its reference. */
const answering =
  (listener: RequestListener, failed: (error: unknown) => string): RequestListener =>
  (request, response) => {
    const giveUp = (error: unknown): void => {
      if (isGone(error)) return void response.destroy();
      const reference = failed(error);
      if (response.headersSent) return void response.destroy();
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
      response.end(`Erreur du service. Référence : ${reference}\n`);
    };
    response.on('error', giveUp);
    try {
      const answered: unknown = listener(request, response);
      if (answered instanceof Promise) answered.catch(giveUp);
    } catch (error) {
      giveUp(error);
    }
  };

type Heard = { leaving: AbortSignal; failed: (error: unknown) => string };

/**
 * Listens, and says where on the first line of stdout. While `leaving` each answer is the last of its connection;
 * `stop` ends when nobody asks any more, and cuts no question. `failed`: tells an accident that the listener did not.
 */
export const listen = async ({ HOST, PORT }: Env, { leaving, failed }: Heard, listener: RequestListener) => {
  const answer = answering(listener, failed);
  /** Each with the last answer it asked for; null: it has asked for none. */
  const sockets = new Map<Socket, ServerResponse | null>();
  const server = createServer(LIMITS, (request, response) => {
    if (leaving.aborted) response.setHeader('Connection', 'close');
    sockets.set(request.socket, response);
    return answer(request, response);
  });
  server.on('connection', (socket: Socket) => {
    sockets.set(socket, null);
    const forget = () => sockets.delete(socket);
    socket.once('close', forget);
    // Whoever holds it cuts it.
    socket.once(TAKEN, forget);
  });
  // One that waits while we think, or on the stream, has nothing to read yet: it is left alone.
  server.setTimeout(READING, (socket) => {
    const answer = sockets.get(socket);
    const isAwaited = answer && !answer.writableFinished;
    if (!isAwaited || socket.writableLength > 0) socket.destroy();
  });
  // What was asked before, and not answered yet, is the last of its connection as well.
  leaving.addEventListener('abort', () => {
    for (const answer of sockets.values())
      if (answer && !answer.headersSent) answer.setHeader('Connection', 'close');
  });
  /**
   * Sockets that are idle between two requests, or were opened and never made one. Node's own `closeIdleConnections`
   * cuts answers too that are made and have not left yet.
   */
  const hangUp = () => {
    for (const [socket, answer] of sockets) if (!answer || answer.writableFinished) socket.destroy();
  };
  await new Promise<void>((listening, refused) => {
    server.once('error', refused);
    server.listen({ host: HOST, port: PORT, backlog: BACKLOG }, listening);
  });
  // One connection that could not be taken, for want of descriptors, is not the end of the others.
  server.on('error', (error) => void failed(error));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : PORT;
  const origin = `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`;
  process.stdout.write(`listening on ${origin}\n`);
  return {
    origin,
    stop: async () => {
      await heard();
      // Nobody else is let in; Node's own `close` would cut who is between two questions.
      const closed = new Promise((done) => NetServer.prototype.close.call(server, done));
      setTimeout(() => server.closeAllConnections(), DRAIN).unref();
      while (sockets.size > 0) {
        await Promise.race([pause(FAREWELL), closed]);
        await heard();
        hangUp();
      }
      await closed;
    },
  };
};

/** Counts what is answered: `counted` once it is over, `count` for who knows already. */
export const createCounts = (failed: (error: unknown) => void) => {
  const counts = new Map<string, number>();
  const count = (kind: string, status: number): void => {
    const key = `${kind} ${Math.floor(status / 100)}xx`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  return {
    *all() {
      for (const [key, count] of counts) {
        const [kind = '', status = ''] = key.split(' ');
        yield { kind, status, count };
      }
    },
    count,
    counted:
      (listener: RequestListener): RequestListener =>
      (request, response) => {
        const kind = kindOf(request.url ?? '');
        response.once(
          'close',
          guarded(() => count(kind, response.statusCode), failed),
        );
        return listener(request, response);
      },
  };
};
