import { once } from 'node:events';
import { createServer } from 'node:http';

/** A page of somebody else, from an origin that is not ours: what it holds may change. */
export const serveSomebodysPage = async () => {
  let held = '';
  const server = createServer((_, response) => {
    response
      .setHeader('Content-Type', 'text/html; charset=utf-8')
      .end(`<!doctype html><title>Syndicat</title>${held}`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    hold: (html: string) => {
      held = html;
    },
    address: `http://127.0.0.1:${port}/`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
