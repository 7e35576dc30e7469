import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import type { RequestDetails, RequestOptions } from 'web-push';
import type { ChannelWords } from '#server/contract/channel-words';
import { HOUR, SECOND } from '#server/domain/facts/intervals';
import type { FollowedKind } from '#server/domain/facts/vocabulary';
import { MOST_AT_ONCE, openPosts, type Post, type Posts } from '#server/outbound/posts';
import type { Outbound } from '#server/outbound/targets';
import type { Envelope, Outcome, PushTarget, Send } from '../channel';
import { outcomeOf, outcomeOfFault } from '../http-outcome';
import type { Message } from '../message';
import { clipped } from '../told';
import type { PushKeys } from './keys';

/** `subject`: where a push service finds who sends, `https:` or `mailto:`. */
export type PushGiven = {
  outbound: Outbound;
  words: ChannelWords;
  keys: () => Promise<PushKeys>;
  subject: string;
  now: () => Date;
};

export const sendPushes = (given: PushGiven): Send<PushTarget> => {
  const posts = openPosts(given.outbound);
  return async (envelopes, signal) => {
    const [keys, library] = await Promise.all([given.keys(), webPush()]);
    const sending = { ...given, ...library, posts, signatureFor: signingOnce(given, keys, library) };
    // Each is sealed when its turn comes: a hundred at once would keep readers waiting.
    const turns = pLimit(MOST_AT_ONCE);
    return Promise.all(envelopes.map((envelope) => turns(deliver, sending, envelope, signal)));
  };
};

/** Who sends, signed once for each push service (RFC 8292 §5: it may be used again while it lasts). */
const signingOnce = (
  { subject }: PushGiven,
  { publicKey, privateKey }: PushKeys,
  { getVapidHeaders }: Library,
) => {
  const signed = new Map<string, string>();
  return (endpoint: string): string => {
    const { origin } = new URL(endpoint);
    const known =
      signed.get(origin) ?? getVapidHeaders(origin, subject, publicKey, privateKey, ENCODING).Authorization;
    signed.set(origin, known);
    return known;
  };
};

/** What a telephone that was off is still told: the last of each topic, of half a day at most. */
const LIFE_SECONDS = (12 * HOUR) / SECOND;
const URGENT: readonly FollowedKind[] = ['change', 'payment'];
const OVER = [404, 410];

const ENCODING = 'aes128gcm';

/** Of no use to a service that pushes nothing. */
const webPush = async () => {
  const { default: library } = await import('web-push');
  return { generateRequestDetails: library.generateRequestDetails, getVapidHeaders: library.getVapidHeaders };
};
type Library = Awaited<ReturnType<typeof webPush>>;

type Sending = PushGiven & Library & { posts: Posts; signatureFor: (endpoint: string) => string };

const deliver = async (
  { words, now, posts, signatureFor, generateRequestDetails }: Sending,
  { target, message }: Envelope<PushTarget>,
  signal: AbortSignal,
): Promise<Outcome> => {
  const options: RequestOptions = {
    TTL: LIFE_SECONDS,
    urgency: message.sections.some(({ kind }) => URGENT.includes(kind)) ? 'high' : 'normal',
    topic: topicOf(message.topic),
    contentEncoding: ENCODING,
  };
  const seal = () =>
    generateRequestDetails(
      { endpoint: target.endpoint, keys: { p256dh: target.p256dh, auth: target.auth } },
      payloadOf(message, words),
      { ...options, headers: { Authorization: signatureFor(target.endpoint) } },
    );
  const post = postOf(seal);
  if (post === null) return { kind: 'refused', why: 'keys' };
  try {
    const answered = await posts.post(post, signal);
    return outcomeOf(answered, { over: OVER, now: now() });
  } catch (error) {
    return outcomeOfFault(error);
  }
};

/** Null: the subscription has no keys that anything could be sealed with, or no address. */
const postOf = (seal: () => RequestDetails & { body: Buffer }): Post | null => {
  try {
    const { endpoint, headers, body } = seal();
    const texts = Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]);
    return { url: endpoint, headers: Object.fromEntries(texts), body };
  } catch {
    return null;
  }
};

/** Of what a push service keeps for a device, one of a topic replaces the one before (RFC 8030 §5.4). */
export const topicOf = (topic: string): string =>
  createHash('sha256').update(topic).digest('base64url').slice(0, 32);

/** Well under the 3,993 bytes that a push service must take (RFC 8291 §4), accents and all. */
const MOST = { title: 200, body: 600, url: 1_000 };

const payloadOf = ({ subject, sections, topic, url, at }: Message, words: ChannelWords): string => {
  const said = sections.length === 1 ? (sections[0]?.lines ?? []) : sections.map(({ title }) => title);
  // As it crosses the wire: an accent of it is six signs.
  const { href } = new URL(url);
  return JSON.stringify({
    title: clipped(subject, MOST.title),
    body: clipped([...said, words.asOf(at)].join('\n'), MOST.body),
    url: href.length > MOST.url ? new URL('/', href).href : href,
    topic: topicOf(topic),
    at: at.toISOString(),
  });
};
