import { z } from 'zod';
import {
  CHANNELS,
  FLOWS,
  FOLLOWED_KINDS,
  PROFESSIONS,
  WEBHOOK_SHAPES,
} from '#server/domain/facts/vocabulary';
import { addIssue } from './dataset-fields';
import { askedId, list } from './ids';
import { instant } from './instants';

/** Being told, without an account: by which channel, and of what. An address never comes back in an answer. */

export const MAX_FOLLOWS = 20;
/** Of all that one subscription follows. */
export const MAX_MUTUELLES = 300;
const MAX_PLATFORMS = 100;

/** Each of a list a single time. */
const once = <T>(given: readonly T[]): T[] => [...new Set(given)];

/** What is followed: a profession, then all of it, or mutuelles, platforms, flows; and which kinds of news. */
const follow = z.strictObject({
  profession: z.enum(PROFESSIONS),
  mutuelles: z.array(askedId).default([]).transform(once),
  platforms: z.array(askedId).max(MAX_PLATFORMS).default([]).transform(once),
  flows: z.array(z.enum(FLOWS)).default([]).transform(once),
  kinds: z
    .array(z.enum(FOLLOWED_KINDS))
    .min(1)
    .default([...FOLLOWED_KINDS])
    .transform(once),
});

const follows = z
  .array(follow)
  .min(1)
  .superRefine((given, context) => {
    if (given.length > MAX_FOLLOWS)
      addIssue(
        context,
        `${given.length} choses suivies, pour ${MAX_FOLLOWS} au plus`,
        'Retirez-en une d’abord, ou suivez-en plusieurs ensemble.',
      );
    const count = given.reduce((sum, { mutuelles }) => sum + mutuelles.length, 0);
    if (count > MAX_MUTUELLES)
      addIssue(
        context,
        `${count} mutuelles, pour ${MAX_MUTUELLES} au plus`,
        'Retirez-en, ou suivez toute la profession : laissez « mutuelles » vide.',
      );
  })
  .meta({
    maxItems: MAX_FOLLOWS,
    example: [{ profession: 'optician', mutuelles: ['harmonie-mutuelle'], kinds: ['change'] }],
  });

/** The part before the @ as mail servers take it everywhere, then a name of the Internet, accents included. */
const LOCAL = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;
const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

const addressIn = (typed: string): string | null => {
  const text = typed.trim();
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const host = asciiHost(text.slice(at + 1).replace(/\.$/, ''));
  const isLocal = LOCAL.test(local) && !/^\.|\.\.|\.$/.test(local);
  return isLocal && HOST.test(host) && local.length + host.length < 254 ? `${local}@${host}` : null;
};

/** As the name servers spell it; what is no name of a host is left as it is, and refused. */
const asciiHost = (host: string): string =>
  /[\s/?#\\@:]/.test(host) || !URL.canParse(`http://${host}/`) ? host : new URL(`http://${host}/`).hostname;

const emailAddress = z
  .string()
  .max(400)
  .transform(
    (typed, context) =>
      addressIn(typed) ??
      addIssue(
        context,
        'ce n’est pas une adresse électronique',
        'Une adresse entière, par exemple pharmacie@exemple.fr.',
      ),
  )
  .meta({ format: 'email', example: 'pharmacie@exemple.fr' });

/** An address that is called: `resolveUrl` says which may be. */
const calledAddress = z.string().trim().min(1).max(2_000).meta({ format: 'uri' });

/** `bytes` of base64url, as browsers give the keys of a push subscription. */
const pushBytes = (bytes: number) =>
  z
    .string()
    .max(200)
    .refine(
      (text) => /^[\w-]+={0,2}$/.test(text) && Math.floor((text.replace(/=+$/, '').length * 3) / 4) === bytes,
      `attendu : ${bytes} octets en base64url, comme le navigateur les donne`,
    );

const email = z.strictObject({ channel: z.literal('email'), address: emailAddress, follows });
const webhook = z.strictObject({
  channel: z.literal('webhook'),
  url: calledAddress,
  shape: z.enum(WEBHOOK_SHAPES).default('comptoir'),
  follows,
});
const push = z.strictObject({
  channel: z.literal('push'),
  endpoint: calledAddress,
  keys: z.strictObject({ p256dh: pushBytes(65), auth: pushBytes(16) }),
  follows,
});

/** `POST /api/v1/subscriptions`. */
export const subscriptionBody = z.discriminatedUnion('channel', [email, webhook, push]);
export type SubscriptionBody = z.output<typeof subscriptionBody>;
export type GivenSubscription = z.input<typeof subscriptionBody>;

/** `PUT /api/v1/subscriptions/{token}`. */
export const followsBody = z.strictObject({ follows });

const STATES = ['awaiting-confirmation', 'active', 'suspended'] as const;

const followed = z.object({
  profession: z.enum(PROFESSIONS),
  mutuelles: list(z.string()),
  platforms: list(z.string()),
  flows: list(z.enum(FLOWS)),
  kinds: list(z.enum(FOLLOWED_KINDS)),
});
export type Followed = z.infer<typeof followed>;

/**
 * A subscription, to whoever holds its token. `to`: enough for its holder to know the address again, « p…@exemple.fr »,
 * or the host of a webhook; null: this device. `until`: of one that awaits, when it is forgotten.
 */
export const subscriptionRecord = z
  .object({
    channel: z.enum(CHANNELS),
    to: z.string().nullable(),
    shape: z.enum(WEBHOOK_SHAPES).nullable(),
    state: z.enum(STATES),
    createdAt: instant,
    until: instant.nullable(),
    suspended: z.object({ since: instant, why: z.string() }).nullable(),
    follows: list(followed),
  })
  .meta({ id: 'Subscription' });
export type SubscriptionRecord = z.infer<typeof subscriptionRecord>;

/**
 * What was asked. By mail: the same for an address that is there as for any other, since the mail says which; `token`
 * and `secret` are null, and the page's address comes by mail. `secret`: of a webhook in our own shape, shown once.
 */
export const subscriptionAsked = z.object({
  channel: z.enum(CHANNELS),
  state: z.enum(['awaiting-confirmation', 'active']),
  token: z.string().nullable(),
  secret: z.string().nullable(),
});

export type SubscriptionAsked = z.infer<typeof subscriptionAsked>;

export const subscriptionEnded = z.object({ state: z.literal('ended') });

/** `POST …/secret`: the new one, shown once; the one before is good until then. */
export const webhookSecret = z.object({ secret: z.string(), previousUntil: instant });

/** `GET /api/v1/push-key`: what browsers call applicationServerKey. */
export const pushKeyRecord = z.object({ publicKey: z.string() });

/** `GET /api/v1/subscription-channels`: by which channels one may be told here. */
export const channelsRecord = z.object({ channels: list(z.enum(CHANNELS)) });
