import { createServer, type RequestListener } from 'node:http';
import type { Env } from '../env';

const DRAIN = 8_000;
/** Node's own limits are minutes, or none. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16_384,
};
/** All who were cut come back at once. */
const BACKLOG = 4096;

/** Listens, and says where on the first line of stdout. `stop` lets those being answered finish. */
export const listen = async ({ HOST, PORT }: Env, listener: RequestListener) => {
  const server = createServer(LIMITS, listener);
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen({ host: HOST, port: PORT, backlog: BACKLOG }, listening);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : PORT;
  process.stdout.write(`listening on http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}\n`);
  return {
    stop: async () => {
      setTimeout(() => server.closeAllConnections(), DRAIN).unref();
      await new Promise((closed) => {
        server.close(closed);
        server.closeIdleConnections();
      });
    },
  };
};
