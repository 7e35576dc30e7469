import { addAbortListener } from 'node:events';
import type { Socket } from 'node:net';
import { connectTo, secured } from './connection';
import { createLineReader } from './line-reader';
import { type Body, bodyOf } from './response-body';
import { type Head, readHead } from './response-head';
import type { Outbound, Target } from './targets';

/**
 * One question in HTTP/1.1 and its answer, read as RFC 9112 tells who receives, which is more than what the parser of
 * Node takes even when told to be lenient: equal lengths said twice, a line without a colon, bytes past the end. There
 * is nobody between us and the server, and nothing but this answer on the connection: nothing can be smuggled by it.
 */

type Question = { headers: Record<string, string>; signal: AbortSignal };

/** The connection is closed once `take` is done with the answer. */
export const exchange = async <T>(
  outbound: Outbound,
  { url, ...target }: Target & { url: URL },
  { headers, signal }: Question,
  take: (answer: Head & { body: Body }) => Promise<T>,
): Promise<T> => {
  const plain = await connectTo(target, signal);
  const isSecure = url.protocol === 'https:';
  const socket: Socket = isSecure ? await secured(plain, target, outbound, signal, ALPN) : plain;
  const listener = addAbortListener(signal, () => socket.destroy());
  try {
    socket.write(questionOf(url, headers), 'latin1');
    const reader = createLineReader(socket);
    const head = await readHead(reader);
    return await take({ ...head, body: bodyOf(head, reader) });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    listener[Symbol.dispose]();
    socket.destroy();
    plain.destroy();
  }
};

const ALPN = { ALPNProtocols: ['http/1.1'] };

const questionOf = (url: URL, headers: Record<string, string>): string => {
  const lines = Object.entries({ host: url.host, connection: 'close', ...headers });
  return [
    `GET ${url.pathname}${url.search} HTTP/1.1`,
    ...lines.map(([name, value]) => `${name}: ${value.replace(/[\r\n\0]/g, ' ')}`),
    '\r\n',
  ].join('\r\n');
};
