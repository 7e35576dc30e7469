import { createECDH, randomBytes } from 'node:crypto';
import { Pool } from 'undici';
import webPush from 'web-push';
import { channelWords } from '#app/words/channels';
import type { PushTarget } from '#server/delivery/channel';
import { sendPushes } from '#server/delivery/push/push';
import { systemLookup } from '#server/outbound/targets';
import { FOLLOWERS } from './followers';
import { startPeer } from './peer';
import { handing, type Way } from './way';

/** What sealing adds to a text (RFC 8188 §2): its head with a key, a mark, a tag. */
const SEALED = 86 + 1 + 16;
const SUBJECT = 'https://comptoir.example';

const aBrowser = (endpoint: string): PushTarget => {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  return {
    channel: 'push',
    endpoint,
    p256dh: ecdh.getPublicKey('base64url'),
    auth: randomBytes(16).toString('base64url'),
  };
};

export const push: Way = {
  channel: 'push',
  floor: 'web-push’s generateRequestDetails and bare undici posts',
  async open() {
    const peer = await startPeer('post');
    const browsers = Array.from({ length: FOLLOWERS }, (_, each) => aBrowser(`${peer.url}/${each}`));
    const keys = webPush.generateVAPIDKeys();
    return {
      peer,
      targetFor: (number) => browsers[number] as PushTarget,
      send: sendPushes({
        outbound: { isLoopbackAllowed: true, lookup: systemLookup, trusted: null },
        words: channelWords,
        keys: async () => keys,
        subject: SUBJECT,
        now: () => new Date(),
      }),
      close: async () => undefined,
      async byOthers({ first, connections }) {
        const text = 'x'.repeat((first?.length ?? SEALED) - SEALED);
        const pool = new Pool(peer.url, { connections });
        await handing(FOLLOWERS, 2 * connections, async (number) => {
          const { endpoint, p256dh, auth } = browsers[number] as PushTarget;
          const { headers, body } = webPush.generateRequestDetails(
            { endpoint, keys: { p256dh, auth } },
            text,
            {
              vapidDetails: { subject: SUBJECT, ...keys },
              TTL: 43_200,
              urgency: 'high',
              topic: 'a'.repeat(32),
            },
          );
          const asked = await pool.request({
            path: `/${number}`,
            method: 'POST',
            headers: Object.fromEntries(
              Object.entries(headers).map(([name, value]) => [name, String(value)]),
            ),
            body,
          });
          await asked.body.dump();
        });
        await pool.close();
      },
    };
  },
};
