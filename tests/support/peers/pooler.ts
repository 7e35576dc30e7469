import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

/**
 * A pooler in transaction mode, on loopback, as PgBouncer is one: a client is answered by it, each of its transactions by
 * another backend than the last, and what a session holds is left to whoever comes next on that backend. It refuses what it
 * could not hand over, and speaks no TLS.
 */

/** PgBouncer's own list of what a client may ask for when it connects; the rest it refuses. */
const ACCEPTED = [
  ...['user', 'database', 'client_encoding', 'application_name', 'datestyle', 'timezone'],
  'standard_conforming_strings',
];
const [PROTOCOL, CANCEL, TLS, GSS] = [196_608, 80_877_102, 80_877_103, 80_877_104];

type Frame = { kind: string; bytes: Buffer };

/** Cuts what comes into messages. `first`: the one that a client begins with, which has no letter. */
const framesOf = (onFrame: (frame: Frame) => void, first = false) => {
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = first;
  return {
    take: (bytes: Buffer): void => {
      rest = Buffer.concat([rest, bytes]);
      for (;;) {
        const head = isFirst ? 0 : 1;
        if (rest.length < head + 4) return;
        const size = head + rest.readInt32BE(head);
        if (rest.length < size) return;
        const whole = rest.subarray(0, size);
        rest = rest.subarray(size);
        onFrame({ kind: isFirst ? '' : String.fromCharCode(whole[0] ?? 0), bytes: whole });
      }
    },
    /** What follows has a letter. */
    begun: (): void => {
      isFirst = false;
    },
  };
};

const message = (kind: string, body: Buffer): Buffer => {
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), size, body]);
};

const refusal = (text: string): Buffer => message('E', Buffer.from(`SFATAL\0VFATAL\0C08P01\0M${text}\0\0`));

const startup = (params: Record<string, string>): Buffer => {
  const text = Object.entries(params).flat();
  const protocol = Buffer.alloc(4);
  protocol.writeInt32BE(PROTOCOL);
  return message('', Buffer.concat([protocol, Buffer.from(`${text.join('\0')}\0\0`)]));
};

type Backend = { socket: Socket; client: Client | null; isReady: boolean };
type Client = { socket: Socket; backend: Backend | null; owed: number; waiting: Buffer[] };

/** `server`: a socket that lets whoever comes in as `user`. `backends`: how many there are. */
export const openPooler = async (
  server: NetConnectOpts,
  { user, database, backends: most = 3 }: { user: string; database: string; backends?: number },
) => {
  const sockets = new Set<Socket>();
  const free: Backend[] = [];
  const queue: Client[] = [];
  /** What a backend says of itself once it is there, told to each client. */
  let welcome: Buffer[] = [];
  let handed = 0;
  let isClosed = false;

  const openBackend = (): void => {
    const socket = connect(server).setNoDelay();
    const backend: Backend = { socket, client: null, isReady: false };
    const parameters: Buffer[] = [];
    const { take } = framesOf(({ kind, bytes }) => {
      if (kind === 'S' && !backend.isReady) parameters.push(Buffer.from(bytes));
      if (kind === 'Z' && !backend.isReady) {
        backend.isReady = true;
        welcome = parameters;
        leave(backend);
        return;
      }
      const { client } = backend;
      // What comes while nobody is served is nobody's, notices of LISTEN among it.
      if (!backend.isReady || !client) return;
      client.socket.write(bytes);
      if (kind !== 'Z') return;
      client.owed -= 1;
      if (client.owed > 0 || bytes.at(-1) !== 'I'.charCodeAt(0)) return;
      client.backend = null;
      leave(backend);
    });
    sockets.add(socket);
    socket.on('connect', () => socket.write(startup({ user, database })));
    socket.on('data', take);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      if (free.includes(backend)) free.splice(free.indexOf(backend), 1);
      backend.client?.socket.destroy();
      if (!isClosed) setTimeout(openBackend, 50).unref();
    });
  };
  /** The longest idle serves next, so that no two transactions in a row meet the same. */
  const leave = (backend: Backend): void => {
    backend.client = null;
    free.push(backend);
    serve();
  };
  const serve = (): void => {
    while (free.length > 0 && queue.length > 0) {
      const [backend, client] = [free.shift(), queue.shift()];
      if (!backend || !client) return;
      handed += 1;
      Object.assign(backend, { client });
      client.backend = backend;
      for (const bytes of client.waiting.splice(0)) backend.socket.write(bytes);
    }
  };
  const lose = (client: Client): void => {
    if (queue.includes(client)) queue.splice(queue.indexOf(client), 1);
    // Left in the middle, a transaction is given up with its backend.
    client.backend?.socket.destroy();
    client.backend = null;
  };

  const welcomed = (): Buffer => {
    const key = Buffer.alloc(8);
    key.writeInt32BE(randomInt(2 ** 31), 0);
    key.writeInt32BE(randomInt(2 ** 31), 4);
    const accepted = message('R', Buffer.alloc(4));
    return Buffer.concat([accepted, ...welcome, message('K', key), message('Z', Buffer.from('I'))]);
  };

  const pooler = createServer({ noDelay: true }, (socket) => {
    const client: Client = { socket, backend: null, owed: 0, waiting: [] };
    const begin = (bytes: Buffer): void => {
      const code = bytes.readInt32BE(4);
      if (code === TLS || code === GSS) return void socket.write('N');
      if (code === CANCEL) return void socket.destroy();
      const names = bytes
        .subarray(8)
        .toString()
        .split('\0')
        .filter((_, index) => index % 2 === 0);
      const refused = names.find((name) => name !== '' && !ACCEPTED.includes(name.toLowerCase()));
      if (refused !== undefined) return void socket.end(refusal(`unsupported startup parameter: ${refused}`));
      frames.begun();
      socket.write(welcomed());
    };
    const frames = framesOf(({ kind, bytes }) => {
      if (kind === '') return begin(bytes);
      if (kind === 'X') return void socket.end();
      if (kind === 'Q' || kind === 'S') client.owed += 1;
      if (client.backend) return void client.backend.socket.write(bytes);
      client.waiting.push(Buffer.from(bytes));
      if (!queue.includes(client)) queue.push(client);
      serve();
    }, true);
    sockets.add(socket);
    socket.on('data', frames.take);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      sockets.delete(socket);
      lose(client);
    });
  }).listen(0, '127.0.0.1');
  await once(pooler, 'listening');
  for (let each = 0; each < most; each += 1) openBackend();
  while (free.length < most) await new Promise((resolve) => setTimeout(resolve, 5));
  const address = pooler.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `postgres://${user}@127.0.0.1:${port}/${database}`,
    /** How many transactions were handed to a backend. */
    handed: () => handed,
    close: async () => {
      isClosed = true;
      for (const each of sockets) each.destroy();
      pooler.close();
      await once(pooler, 'close');
    },
  };
};
