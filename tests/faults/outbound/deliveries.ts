import { createECDH, randomBytes } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import webPush from 'web-push';
import { channelWords } from '#app/words/channels';
import type { PushTarget, WebhookTarget } from '#server/delivery/channel';
import { sendPushes } from '#server/delivery/push/push';
import { challenge } from '#server/delivery/webhook/challenge';
import { newWebhookSecret } from '#server/delivery/webhook/signature';
import { sendWebhooks } from '#server/delivery/webhook/webhook';
import { type Outbound, systemLookup } from '#server/outbound/targets';
import { startNameServer } from '../../support/peers/name-server';
import { startReceiver } from '../../support/peers/receiver';
import { addressesAt, HOSTS, redirectionsTo } from '../../support/peers/tricks';
import { anEnvelope } from '../../support/world/messages';

const CLOSED: Outbound = { isLoopbackAllowed: false, lookup: systemLookup, trusted: null };
const OPEN: Outbound = { ...CLOSED, isLoopbackAllowed: true };
const PATIENCE = 20_000;

/** Addresses that somebody subscribed with: a webhook, its challenge and a push endpoint to each. `passed`: what was delivered. */
export const deliverInProcess = async (port: number): Promise<{ calls: number; passed: string[] }> => {
  const passed: string[] = [];
  let calls = 0;
  const keys = webPush.generateVAPIDKeys();
  const deliver = async (outbound: Outbound, urls: readonly string[], what: string) => {
    const given = {
      outbound,
      words: channelWords,
      source: 'https://comptoir.example',
      now: () => new Date(),
    };
    const signal = () => AbortSignal.timeout(PATIENCE);
    const told = {
      webhook: await sendWebhooks(given)(
        urls.map((url) => anEnvelope(aWebhook(url))),
        signal(),
      ),
      push: await sendPushes({ ...given, keys: async () => keys, subject: 'https://comptoir.example' })(
        urls.map((url) => anEnvelope(aBrowser(url))),
        signal(),
      ),
    };
    calls += 3 * urls.length;
    for (const [way, outcomes] of Object.entries(told))
      for (const [index, { kind }] of outcomes.entries())
        if (kind === 'delivered') passed.push(`${what} ${way} ${urls[index]}`);
    for (const url of urls)
      if ((await challenge(given, aWebhook(url), signal())).ok) passed.push(`${what} challenge ${url}`);
  };

  const spelled = HOSTS.flatMap((host) => ['http', 'https'].map((scheme) => `${scheme}://${host}:${port}/`));
  await deliver(CLOSED, [...spelled, ...addressesAt(port)], 'spelled');

  // One that may be called, as tests may, and that sends elsewhere.
  const sender = await startReceiver();
  for (const location of redirectionsTo(port)) {
    sender.answer(() => ({ status: 307, headers: { location } }));
    await deliver(OPEN, [sender.url()], `→ ${location}`);
  }

  const names = await startNameServer();
  const lookup = (name: string) => {
    const resolver = new Resolver();
    resolver.setServers([names.place]);
    return resolver.resolve4(name);
  };
  names.say('half.test', ['93.184.216.34', '127.0.0.1']);
  await deliver({ ...CLOSED, lookup }, [`https://half.test:${port}/`, `http://half.test:${port}/`], 'half');
  // Checked where nobody answers, then said to be where the canary is.
  for (const scheme of ['http', 'https']) {
    names.say('turning.test', ['127.0.0.77', '127.0.0.78'], ['127.0.0.1']);
    await sendWebhooks({
      outbound: { ...OPEN, lookup },
      words: channelWords,
      source: 'https://comptoir.example',
      now: () => new Date(),
    })([anEnvelope(aWebhook(`${scheme}://turning.test:${port}/`))], AbortSignal.timeout(PATIENCE));
    calls += 1;
  }
  await Promise.all([sender.stop(), names.stop()]);
  return { calls, passed };
};

const SECRET = newWebhookSecret();
const aWebhook = (url: string): WebhookTarget => ({
  channel: 'webhook',
  url,
  shape: 'comptoir',
  secrets: [SECRET],
});

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
