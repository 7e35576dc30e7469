import type { Db } from '#db/database';
import type { Secrets } from '#server/accounts/secrets';
import type { ChannelWords } from '#server/contract/channel-words';
import type { Result } from '#server/domain/facts/result';
import type { Env } from '#server/env';
import type { Outbound } from '#server/outbound/targets';
import type { Senders, WebhookTarget } from './channel';
import { sendMails } from './mail/message-mail';
import { createRelay, type Relay } from './mail/relay';
import { pushKeys } from './push/keys';
import { sendPushes } from './push/push';
import { type ChallengeRefusal, challenge } from './webhook/challenge';
import { sendWebhooks } from './webhook/webhook';

/**
 * How messages leave from here. `relay`: for mails that are no message of a subscription; null where no mail is sent.
 * `pushKey`: what a browser subscribes with.
 */
export type Channels = {
  senders: Senders;
  relay: Relay | null;
  challenge(
    target: Pick<WebhookTarget, 'url' | 'shape' | 'secrets'>,
    signal: AbortSignal,
  ): Promise<Result<null, ChallengeRefusal>>;
  pushKey(): Promise<string>;
  close(): Promise<void>;
};

type Given = {
  env: Pick<Env, 'SMTP_URL' | 'MAIL_FROM' | 'PUBLIC_URL'>;
  outbound: Outbound;
  secrets: Secrets;
  db: Db;
  now: () => Date;
  words: ChannelWords;
};

export const openChannels = ({ env, outbound, secrets, db, now, words }: Given): Channels => {
  const relay = relayOf(env);
  const webhooks = { outbound, words, source: sourceOf(env), now };
  const keys = () => pushKeys(db, secrets, now());
  return {
    senders: {
      email: relay && sendMails(relay, words),
      webhook: sendWebhooks(webhooks),
      push: sendPushes({ outbound, words, keys, subject: subjectOf(env), now }),
    },
    relay,
    challenge: (target, signal) => challenge(webhooks, target, signal),
    pushKey: async () => (await keys()).publicKey,
    close: async () => relay?.close(),
  };
};

/** Both are needed: where mail is handed over, and whose it is. */
const relayOf = ({ SMTP_URL, MAIL_FROM, PUBLIC_URL }: Given['env']): Relay | null => {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return null;
  const host =
    PUBLIC_URL === undefined ? addressIn(MAIL_FROM).replace(/^.*@/, '') : new URL(PUBLIC_URL).hostname;
  return createRelay({ url: SMTP_URL, from: MAIL_FROM, host });
};

const addressIn = (from: string): string => from.replace(/^.*<|>$/g, '');

const sourceOf = ({ PUBLIC_URL }: Pick<Env, 'PUBLIC_URL'>): string =>
  new URL(PUBLIC_URL ?? 'http://localhost').origin;

/** Where a push service finds who sends (RFC 8292 §2.1): it takes nothing in clear. */
const subjectOf = ({ PUBLIC_URL, MAIL_FROM }: Given['env']): string => {
  if (PUBLIC_URL?.startsWith('https:')) return new URL(PUBLIC_URL).origin;
  return MAIL_FROM === undefined ? 'https://comptoir.invalid' : `mailto:${addressIn(MAIL_FROM)}`;
};
