import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What a server says, in parts sent one after the other; `end`: it closes after them, or says nothing more. */
export type Script = { parts: readonly (string | Uint8Array)[]; end: 'close' | 'mute' | 'reset' };

/** Says to whoever asks, byte for byte, what a test has it say. Texts are in Latin-1: one character a byte. */
export const startRawServer = async (host = '127.0.0.1', port = 0) => {
  let scriptFor = (_question: string): Script => ({ parts: [], end: 'mute' });
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.once('data', (question) => {
      const text = question.toString('latin1');
      asked.push(text);
      void play(socket, scriptFor(text));
    });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const place = server.address() as AddressInfo;
  return {
    port: place.port,
    url: (path = '/', name = host) => `http://${name}:${place.port}${path}`,
    say: (...parts: Script['parts']) => {
      scriptFor = () => ({ parts, end: 'close' });
    },
    play: (given: Script) => {
      scriptFor = () => given;
    },
    /** By what is asked. */
    answer: (by: (question: string) => Script) => {
      scriptFor = by;
    },
    /** The questions as they came. */
    asked,
    /** Whoever came, be it to say nothing. */
    connections: () => connections,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
};
export type RawServer = Awaited<ReturnType<typeof startRawServer>>;

const play = async (socket: Socket, { parts, end }: Script): Promise<void> => {
  socket.setNoDelay(true);
  for (const part of parts) {
    if (socket.destroyed) return;
    socket.write(typeof part === 'string' ? Buffer.from(part, 'latin1') : part);
    // One packet each, as far as this machine allows.
    if (parts.length > 1) await new Promise((resolve) => setImmediate(resolve));
  }
  if (end === 'close') socket.end();
  if (end === 'reset') socket.resetAndDestroy();
};
