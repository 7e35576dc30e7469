import pLimit from 'p-limit';
import type { ChannelWords } from '#server/contract/channel-words';
import { MOST_AT_ONCE, openPosts, type Posts } from '#server/outbound/posts';
import type { Outbound } from '#server/outbound/targets';
import type { Envelope, Outcome, Send, WebhookShape, WebhookTarget } from '../channel';
import { outcomeOf, outcomeOfFault } from '../http-outcome';
import { SHAPES } from './shapes';
import { signatureHeaders } from './signature';

/** `source`: our own address, as receivers know it. */
export type WebhookGiven = { outbound: Outbound; words: ChannelWords; source: string; now: () => Date };

export const sendWebhooks = (given: WebhookGiven): Send<WebhookTarget> => {
  const posts = openPosts(given.outbound);
  return (envelopes, signal) => {
    // Each is written when its turn comes: a hundred at once would keep readers waiting.
    const turns = pLimit(MOST_AT_ONCE);
    return Promise.all(envelopes.map((envelope) => turns(deliver, posts, given, envelope, signal)));
  };
};

export const USER_AGENT = 'Comptoir (message)';

/** An address of Slack, Teams or Discord that is no more says so by 404 too. */
const OVER: Record<WebhookShape, readonly number[]> = {
  comptoir: [410],
  slack: [404, 410],
  teams: [404, 410],
  discord: [404, 410],
};

const deliver = async (
  posts: Posts,
  { words, source, now }: WebhookGiven,
  envelope: Envelope<WebhookTarget>,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { target, message } = envelope;
  const { url, shape, secrets } = target;
  const body = JSON.stringify(SHAPES[shape](envelope, words, source));
  const isOurs = shape === 'comptoir';
  const headers = {
    'user-agent': USER_AGENT,
    'content-type': isOurs ? 'application/cloudevents+json; charset=utf-8' : 'application/json',
    ...(isOurs ? signatureHeaders({ id: message.id, body, secrets }, now()) : {}),
  };
  try {
    return outcomeOf(await posts.post({ url, headers, body }, signal), { over: OVER[shape], now: now() });
  } catch (error) {
    return outcomeOfFault(error);
  }
};
