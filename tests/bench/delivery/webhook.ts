import { Webhook } from 'standardwebhooks';
import { Pool } from 'undici';
import { channelWords } from '#app/words/channels';
import { newWebhookSecret } from '#server/delivery/webhook/signature';
import { sendWebhooks } from '#server/delivery/webhook/webhook';
import { systemLookup } from '#server/outbound/targets';
import { FOLLOWERS } from './followers';
import { startPeer } from './peer';
import { handing, type Way } from './way';

export const webhook: Way = {
  channel: 'webhook',
  floor: 'bare undici posts signed by standardwebhooks',
  async open() {
    const peer = await startPeer('post');
    const secrets = Array.from({ length: FOLLOWERS }, newWebhookSecret);
    return {
      peer,
      targetFor: (number) => ({
        channel: 'webhook',
        url: `${peer.url}/${number}`,
        shape: 'comptoir',
        secret: secrets[number] ?? '',
        previous: null,
      }),
      send: sendWebhooks({
        outbound: { isLoopbackAllowed: true, lookup: systemLookup, trusted: null },
        words: channelWords,
        source: 'https://comptoir.example',
        now: () => new Date(),
      }),
      close: async () => undefined,
      async byOthers({ first, connections }) {
        const event = JSON.parse(Buffer.from(first ?? '', 'latin1').toString());
        const pool = new Pool(peer.url, { connections });
        await handing(FOLLOWERS, 2 * connections, async (number) => {
          const [id, at] = [`${event.id}-${number}`, new Date()];
          const text = JSON.stringify({ ...event, id });
          const { body } = await pool.request({
            path: `/${number}`,
            method: 'POST',
            headers: {
              'content-type': 'application/cloudevents+json; charset=utf-8',
              'webhook-id': id,
              'webhook-timestamp': String(Math.floor(+at / 1_000)),
              'webhook-signature': new Webhook(secrets[number] ?? '').sign(id, at, text),
            },
            body: text,
          });
          await body.dump();
        });
        await pool.close();
      },
    };
  },
};
