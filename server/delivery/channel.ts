import type { Message } from './message';

export type EmailTarget = { channel: 'email'; address: string };
export const WEBHOOK_SHAPES = ['comptoir', 'slack', 'teams', 'discord'] as const;
export type WebhookShape = (typeof WEBHOOK_SHAPES)[number];
/** `secrets`: the one in force first; the one before it while both are good. */
export type WebhookTarget = {
  channel: 'webhook';
  url: string;
  shape: WebhookShape;
  secrets: readonly string[];
};
export type PushTarget = { channel: 'push'; endpoint: string; p256dh: string; auth: string };
export type Target = EmailTarget | WebhookTarget | PushTarget;

/** One message to one subscriber. `manageUrl`: where the subscription is changed or ended, by its token. */
export type Envelope<T extends Target = Target> = {
  subscriber: string;
  target: T;
  manageUrl: string;
  message: Message;
};

export type Outcome =
  | { kind: 'delivered' }
  /** `after`: milliseconds that the receiver asked for; null: as the ladder says. */
  | { kind: 'retry'; why: string; after: number | null }
  /** This address will never take it: 550 « no such user ». */
  | { kind: 'refused'; why: string }
  /** The subscription is over: 404 and 410. */
  | { kind: 'gone'; why: string };

/** Hands over, never throws for one receiver: an outcome an envelope, in their order. */
export type Send<T extends Target = Target> = (
  envelopes: readonly Envelope<T>[],
  signal: AbortSignal,
) => Promise<readonly Outcome[]>;
