import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { atEnd } from '../kit/support';

export type Received = { subscriber: string; id: string; subject: string; at: number };

/** Takes messages on loopback. `answer`: the status it gives, after whatever it does first; null: it hangs up. */
export const openReceiver = async (
  answer: (received: Received) => number | null | Promise<number | null>,
) => {
  const taken: Received[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const received = { ...((await json(request)) as Omit<Received, 'at'>), at: Date.now() };
      const status = await answer(received);
      if (status === 204) taken.push(received);
      if (status === null) return void request.socket.destroy();
      response.writeHead(status).end();
    })().catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(async () => {
    server.closeAllConnections();
    server.close();
  });
  return { taken, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
};
