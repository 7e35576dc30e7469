import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificates';

/** `etag`: whoever asks with it is told that nothing changed. */
type Said = { status?: number; body?: string | Uint8Array; location?: string; etag?: string };

/** A site on this machine that gives a file, as a test would have it. */
export const startListServer = async (certificate: Certificate) => {
  let said: Said = {};
  let calls = 0;
  const server = createServer(certificate, (request, response) => {
    calls += 1;
    const { status = 200, body = '', location, etag } = said;
    if (etag && request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    const headers = {
      'content-type': 'text/csv',
      ...(location ? { location } : {}),
      ...(etag ? { etag } : {}),
    };
    response.writeHead(status, headers).end(body);
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: (path: string) => `https://listes.test:${port}${path}`,
    say: (next: Said) => {
      said = next;
    },
    calls: () => calls,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
