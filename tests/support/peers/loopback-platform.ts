import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificates';

/** A platform on this machine, that does what a test asks of it. */
export const MOODS = ['working', 'failing', 'slow', 'mute', 'moved'] as const;
export type Mood = (typeof MOODS)[number];

const LOGIN = '<form action="/entrer"><input name="nom"><input type="password" name="passe"></form>';
const SLOW = 400;

/** `mood`: working, answering 500, late, taking the connection and saying nothing, or sending elsewhere. */
export const startPlatform = async (certificate?: Certificate) => {
  let mood: Mood = 'working';
  let elsewhere = '/';
  let calls = 0;
  let connections = 0;
  const answer: RequestListener = (request, response) => {
    calls += 1;
    if (mood === 'mute') return;
    if (mood === 'failing') return void response.writeHead(500).end('panne');
    if (mood === 'moved') return void response.writeHead(302, { location: elsewhere }).end();
    const page = () => {
      const isKnown = request.headers.cookie?.includes('visite=1') ?? false;
      response.writeHead(request.url === '/espace' && !isKnown ? 403 : 200, {
        'content-type': 'text/html',
        'set-cookie': 'visite=1; Path=/; HttpOnly',
        'x-version': 'portail 4.2',
      });
      response.end(request.url === '/long' ? `${'x'.repeat(70_000)}fin` : LOGIN);
    };
    if (mood === 'slow') setTimeout(page, SLOW);
    else page();
  };
  const server: Server = certificate ? createTlsServer(certificate, answer) : createServer(answer);
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
    be: (asked: Mood, target = '/') => {
      mood = asked;
      elsewhere = target;
    },
    calls: () => calls,
    connections: () => connections,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
export type LoopbackPlatform = Awaited<ReturnType<typeof startPlatform>>;
