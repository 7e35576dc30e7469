import type { ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** Said of a socket by `bared`: it is nobody's but its new owner's. */
export const TAKEN = 'taken';

/** Of HTTP, what reads requests; Node frees it the same way when a connection becomes another's (`upgrade`). */
type Parser = { remove?: () => void; close?: () => void; incoming?: unknown; socket?: unknown };
const nothing = () => undefined;
function leave(this: Socket) {
  this.destroy();
}

const LISTENED = ['data', 'end', 'close', 'drain', 'error', 'timeout'];
/** What HTTP puts before the socket's own, to hear of who listens. */
const OVERRIDDEN = ['on', 'addListener', 'prependListener'] as const;

/**
 * Resolves once an answer has its socket, or never will: while the last bytes of an earlier answer leave a connection that
 * is kept, the next one has none, and what is written to the socket itself would reach nobody.
 */
export const assigned = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.socket) return resolve();
    response.once('socket', () => resolve());
    response.req.socket.once('close', () => resolve());
  });

/**
 * Takes the socket out of an answer whose head was sent, and lets go of all that HTTP keeps for a next question: with
 * thousands that wait it is most of what they cost. No other question is read from it. What does not know how is left as it is.
 */
export const bared = (response: ServerResponse): Socket | null => {
  const { socket } = response;
  if (!socket || socket.destroyed) return null;
  free(response, socket);
  response.detachSocket(socket);
  socket.setTimeout(0);
  for (const event of LISTENED) socket.removeAllListeners(event);
  socket.emit(TAKEN);
  socket.on('error', nothing);
  // From here on Node reads the bytes itself; nothing is asked any more, and whoever hangs up has left.
  socket.on('data', nothing);
  socket.once('end', leave);
  return socket;
};

/** Apart from the listeners above, which would keep what is freed here. */
const free = ({ req }: ServerResponse, socket: Socket): void => {
  const held = socket as { parser?: Parser | null };
  const { parser } = held;
  // Listening to its bytes takes them from the parser; that comes first.
  setImmediate(() => {
    held.parser = null;
    (req as { parser?: unknown }).parser = null;
    if (parser) Object.assign(parser, { incoming: null, socket: null });
    parser?.remove?.();
    parser?.close?.();
    for (const name of OVERRIDDEN) socket[name] = Socket.prototype[name];
  });
};
