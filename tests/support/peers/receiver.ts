import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificates';

export type Brought = { path: string; headers: IncomingHttpHeaders; body: Buffer };
export type Answer =
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'silence'
  | 'endless'
  | 'hang-up';

/** A server on this machine that is brought things, as webhooks and push services are, and answers as a test has it. */
export const startReceiver = async (certificate?: Certificate) => {
  const brought: Brought[] = [];
  let connections = 0;
  let sent = 0;
  let answerTo = (_brought: Brought): Answer => ({ status: 204 });
  const listener: RequestListener = async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) };
    brought.push(one);
    const answer = answerTo(one);
    if (answer === 'silence') return;
    if (answer === 'hang-up') return void request.socket.destroy();
    if (answer !== 'endless') return void response.writeHead(answer.status, answer.headers).end(answer.body);
    response.writeHead(200, { 'content-type': 'text/plain' });
    const more = () => {
      while (!response.destroyed) {
        sent += 16_384;
        if (!response.write('x'.repeat(16_384))) return void response.once('drain', more);
      }
    };
    more();
  };
  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener);
  server.on('connection', () => {
    connections += 1;
  });
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (path = '/', host = '127.0.0.1') => `${certificate ? 'https' : 'http'}://${host}:${port}${path}`,
    brought,
    connections: () => connections,
    /** Bytes of an endless answer that left. */
    sent: () => sent,
    answer: (by: (brought: Brought) => Answer) => {
      answerTo = by;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
