import type { Secrets } from '#server/accounts/secrets';
import type { Channel, WebhookShape } from '#server/domain/facts/vocabulary';
import type { Message } from './message';

export type { WebhookShape } from '#server/domain/facts/vocabulary';

export type EmailTarget = { channel: 'email'; address: string };
/** `secrets`: the one in force first; the one before it while both are good. */
export type WebhookTarget = {
  channel: 'webhook';
  url: string;
  shape: WebhookShape;
  secrets: readonly string[];
};
export type PushTarget = { channel: 'push'; endpoint: string; p256dh: string; auth: string };
export type Target = EmailTarget | WebhookTarget | PushTarget;

/** What `subscriber.share` holds: one that is slow delays nobody of another. */
export const shareOf = (secrets: Pick<Secrets, 'keyed'>, target: Target): string =>
  target.channel === 'email' ? 'email' : `${target.channel}:${secrets.keyed('share', hostOf(target))}`;

const hostOf = (target: WebhookTarget | PushTarget): string =>
  new URL(target.channel === 'webhook' ? target.url : target.endpoint).host;

/** One message to one subscriber. `manageUrl`: where the subscription is changed or ended, by its token. */
export type Envelope<T extends Target = Target> = {
  subscriber: string;
  target: T;
  manageUrl: string;
  message: Message;
};

export type Outcome =
  | { kind: 'delivered' }
  /**
   * Not delivered for now. `after`: milliseconds that the receiver asked for; null: as the ladder says. `isUnsure`: it
   * may have arrived all the same (no answer came after the last byte was sent).
   */
  | { kind: 'retry'; why: string; after: number | null; isUnsure?: boolean }
  /** This message is refused for good, as 5xx of a mail relay: three in a row suspend. */
  | { kind: 'bounced'; why: string }
  /** This address will never take anything: 550 « no such user ». Suspends at once. */
  | { kind: 'refused'; why: string }
  /** The subscription is over: 404 and 410. */
  | { kind: 'gone'; why: string };

/** Hands over, never throws for one receiver: an outcome an envelope, in their order. */
export type Send<T extends Target = Target> = (
  envelopes: readonly Envelope<T>[],
  signal: AbortSignal,
) => Promise<readonly Outcome[]>;

/** By channel; null: it is not set up here (no `SMTP_URL`), and what waits for it waits. */
export type Senders = { readonly [C in Channel]: Send<Extract<Target, { channel: C }>> | null };
