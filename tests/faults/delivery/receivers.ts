import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { channelWords } from '#app/words/channels';
import type { Db } from '#db/database';
import { createSecrets } from '#server/accounts/secrets';
import { shareOf, type WebhookTarget } from '#server/delivery/channel';
import { newWebhookSecret } from '#server/delivery/webhook/signature';
import { sendWebhooks } from '#server/delivery/webhook/webhook';
import { systemLookup } from '#server/outbound/targets';
import { type Answer, type Brought, startReceiver } from '../../support/peers/receiver';
import { addFollower } from '../../support/world/followers';
import { atEnd } from '../kit/support';

/** Webhooks of the small world, each told at a real address of this machine. */

const SECRETS = createSecrets('of the row F14');
export const SECRET = newWebhookSecret();

/** As the program sends them, to this machine too. */
export const send = sendWebhooks({
  outbound: { isLoopbackAllowed: true, lookup: systemLookup, trusted: null },
  words: channelWords,
  source: 'https://comptoir.example',
  now: () => new Date(),
});

/** Those who follow the operator of the north, all at one address. Resolves to their ids. */
export const follow = async (db: Db, url: string, many = 1): Promise<string[]> => {
  const target: WebhookTarget = { channel: 'webhook', url, shape: 'comptoir', secrets: [SECRET] };
  const share = shareOf(SECRETS, target);
  const ids: string[] = [];
  while (ids.length < many) ids.push(await addFollower(db, [{ platforms: ['north'] }], { share, target }));
  return ids;
};

/** A receiver that is stopped at the end of the row. `askedAt`: when it was brought each thing, milliseconds. */
export const openReceiverThat = async (answer: (brought: Brought) => Answer) => {
  const receiver = await startReceiver();
  const askedAt: number[] = [];
  receiver.answer((brought) => {
    askedAt.push(performance.now());
    return answer(brought);
  });
  atEnd(receiver.stop);
  return { receiver, askedAt };
};

/**
 * One whose answer never ends. `every`: milliseconds between two pieces, so that none waits in a buffer of the machine:
 * what left is what was read; null: as fast as the socket takes it. `left`: the bytes of each connection that was cut.
 */
export const openEndless = async ({ bytes, every }: { bytes: number; every: number | null }) => {
  const piece = 'x'.repeat(bytes);
  const left: number[] = [];
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => left.push(socket.bytesWritten - socket.writableLength - HEAD.length));
    const all = () => {
      while (!socket.destroyed) if (!socket.write(piece)) return void socket.once('drain', all);
    };
    const oneByOne = async () => {
      for (; !socket.destroyed; await pause(every ?? 0)) socket.write(piece);
    };
    socket.once('data', () => {
      socket.write(HEAD);
      void (every === null ? all() : oneByOne());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  atEnd(() => once(server.close(), 'close'));
  return { left, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${randomUUID()}` };
};
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n';
