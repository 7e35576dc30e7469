import { addAbortListener, once } from 'node:events';
import { connect, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import type { Outbound, Target } from './targets';

/** How long an address may keep the next one waiting (RFC 8305 §8). */
const ATTEMPT_DELAY_MS = 250;
/** A name with more addresses than that is tried at these. */
const MAX_ATTEMPTS = 10;

/**
 * The first address that takes the connection (RFC 8305): a slow one lets the next begin and goes on trying, one that
 * refuses gives way at once. Only addresses that were checked are called. Throws what the first of them did.
 */
export const connectTo = async ({ addresses, port }: Target, signal: AbortSignal): Promise<Socket> => {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const waiting = byTurns(addresses).slice(0, MAX_ATTEMPTS);
    const trying = new Set<Socket>();
    let fault: Error | undefined;
    let timer: NodeJS.Timeout | undefined;
    const end = (settle: () => void) => {
      clearTimeout(timer);
      listener[Symbol.dispose]();
      for (const socket of trying) socket.destroy();
      trying.clear();
      settle();
    };
    const next = () => {
      clearTimeout(timer);
      const address = waiting.shift();
      if (address === undefined) {
        if (trying.size === 0) end(() => reject(fault));
        return;
      }
      const socket = connect({ host: address, port });
      trying.add(socket);
      socket.once('connect', () => {
        trying.delete(socket);
        end(() => resolve(socket));
      });
      // Once it is given up or won, what it complains of is for whoever reads it.
      socket.on('error', (error) => {
        fault ??= error;
        if (trying.delete(socket)) next();
      });
      timer = setTimeout(next, ATTEMPT_DELAY_MS);
    };
    const listener = addAbortListener(signal, () => end(() => reject(signal.reason)));
    next();
  });
};

/** One family after the other, so that one that leads nowhere delays little (RFC 8305 §4). */
const byTurns = (addresses: readonly string[]): string[] => {
  const family = isIP(addresses[0] ?? '');
  const same = addresses.filter((address) => isIP(address) === family);
  const others = addresses.filter((address) => isIP(address) !== family);
  const longest = Math.max(same.length, others.length);
  return Array.from({ length: longest }, (_, index) => [same[index], others[index]])
    .flat()
    .filter((address) => address !== undefined);
};

/** Ciphers a connection to a target, whose name is asked of its certificate. */
export const secured = async (
  socket: Socket,
  { host }: Target,
  { trusted }: Outbound,
  signal: AbortSignal,
  options: ConnectionOptions = {},
): Promise<TLSSocket> => {
  // A name is announced without its final dot (RFC 6066 §3).
  const name = host.replace(/\.$/, '');
  const secure = connectTls({
    socket,
    host: name,
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(trusted ? { ca: trusted } : {}),
    ...options,
  });
  secure.on('error', () => undefined);
  try {
    await once(secure, 'secureConnect', { signal });
    return secure;
  } catch (error) {
    secure.destroy();
    socket.destroy();
    throw error;
  }
};
