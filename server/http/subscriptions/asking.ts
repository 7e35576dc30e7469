import { createRoute } from '@hono/zod-openapi';
import { newId } from '#db/database';
import { retryDelivery } from '#db/deliveries';
import {
  addSubscriber,
  changeSubscriber,
  isForgotten,
  lockByDigest,
  readFollows,
  setFollows,
} from '#db/subscriptions';
import {
  channelsRecord,
  pushKeyRecord,
  subscriptionAsked,
  subscriptionBody,
} from '#server/contract/subscriptions';
import { unsealKept } from '#server/delivery/targets';
import { subscriptionToken } from '#server/delivery/tokens';
import { type ChallengeRefusal, challengeSays } from '#server/delivery/webhook/challenge';
import { newWebhookSecret } from '#server/delivery/webhook/signature';
import { addFollows, distinct } from '#server/domain/facts/follows';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { CHANNELS } from '#server/domain/facts/vocabulary';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { isOwnPage } from '../kit/guard';
import { hasMail } from '../kit/mail';
import { askingNetwork } from '../kit/network';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, makes, replies } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownFollowed } from './followed';
import { prefilled } from './prefilled';
import { type AskedBy, addressRefused, calledAt, inboxOf, keptOf, MOST } from './targets';

const postRoute = createRoute({
  method: 'post',
  path: '/subscriptions',
  security: [],
  summary: 'Demander à être averti, sans compte : par courriel, webhook ou notification',
  description:
    'Par courriel, la réponse est la même que l’adresse soit déjà là ou non : le courriel le dit, et rien n’est envoyé avant que son lien ait été confirmé. Un webhook répond d’abord à un défi ; son secret n’est montré qu’ici.',
  request: { body: bodyOf(subscriptionBody) },
  responses: makes(subscriptionAsked, 'Ce qui est demandé, et ce qui reste à faire'),
});

const channelsRoute = createRoute({
  method: 'get',
  path: '/subscription-channels',
  summary: 'Par quels moyens on peut être averti ici',
  responses: replies(channelsRecord, 'Sans serveur de courriel, « email » manque'),
});

const keyRoute = createRoute({
  method: 'get',
  path: '/push-key',
  summary: 'La clé publique des notifications (VAPID, RFC 8292)',
  responses: replies(pushKeyRecord, 'Ce que les navigateurs appellent applicationServerKey'),
});

const MAIL_OFF: Refusal = {
  kind: 'not-acceptable',
  pointer: '/channel',
  detail: 'Ce service n’envoie pas de courriels.',
  cure: 'Choisissez la notification de cet appareil, ou un webhook.',
  see: 'GET /api/v1/subscription-channels',
};

const ALREADY: Refusal = {
  kind: 'conflict',
  pointer: '/url',
  detail: 'Cette adresse, qui vient de répondre, est déjà avertie.',
  cure: 'Changez ce qu’elle suit, ou mettez-y fin, à l’adresse de gestion (`manageUrl`) que porte chacun de ses messages.',
};

const NOT_THIS_DEVICE = 'cet appareil est déjà averti, avec d’autres clés';

/** What a receiver has to answer the challenge, milliseconds. */
const CHALLENGE_MS = 10_000;

/** `token` null: it goes by mail to whoever reads the address. */
type Asked = { token: string | null; secret: string | null };

export const subscriptionAsking = (deps: Deps) =>
  createRouter()
    .openapi(channelsRoute, (c) =>
      answer(c, { channels: CHANNELS.filter((each) => each !== 'email' || hasMail(deps)) }),
    )
    .openapi(keyRoute, async (c) => answer(c, { publicKey: await deps.channels.pushKey() }))
    .openapi(postRoute, async (c) => {
      if (c.req.header('Cookie') !== undefined && !isOwnPage(deps, c))
        return refusal(c, { kind: 'cross-site' });
      const retryAfter = await deps.attempts.subscribe(askingNetwork(deps, c));
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const body = c.req.valid('json');
      const { directory } = await deps.readModel.read({ at: null, knownAt: null });
      const unknown = unknownFollowed(directory, body.follows);
      if (unknown) return refusal(c, unknown);
      const asked = await askedBy(deps, body);
      if (!asked.ok) return refusal(c, asked.refusal);
      const state = body.channel === 'email' ? 'awaiting-confirmation' : 'active';
      return answer(c, { channel: body.channel, state, ...asked.value }, 201);
    });

const askedBy = (
  deps: Deps,
  body: AskedBy<'email'> | AskedBy<'webhook'> | AskedBy<'push'>,
): Promise<Result<Asked, Refusal>> => {
  if (body.channel === 'email') return byMail(deps, body);
  return body.channel === 'webhook' ? byWebhook(deps, body) : byPush(deps, body);
};

/** Nothing that is answered, nor how long it takes, tells whether the address was there. */
const byMail = async (
  deps: Deps,
  { address, follows }: AskedBy<'email'>,
): Promise<Result<Asked, Refusal>> => {
  if (!hasMail(deps)) return refuse(MAIL_OFF);
  const now = deps.now();
  const mayWrite = await deps.attempts.letter(inboxOf(address));
  const owed = mayWrite ? { letterAskedAt: now, letterDueAt: now } : {};
  const kept = keptOf(deps, { channel: 'email', address });
  await deps.db.transaction().execute(async (trx) => {
    const added = await addSubscriber(trx, { ...kept, id: newId(), createdAt: now, confirmedAt: null });
    const found = added ?? (await lockByDigest(trx, kept.targetDigest));
    if (found.confirmedAt !== null) {
      if (mayWrite)
        await changeSubscriber(trx, found.id, { ...owed, letterQuery: prefilled(deps.words, follows) });
      return;
    }
    const held = added || isForgotten(found, now) ? [] : await readFollows(trx, found.id);
    await setFollows(trx, found.id, addFollows(held, follows, MOST));
    if (mayWrite) await changeSubscriber(trx, found.id, { ...owed, createdAt: now });
  });
  return accept({ token: null, secret: null });
};

const byWebhook = async (
  deps: Deps,
  { url: given, shape, follows }: AskedBy<'webhook'>,
): Promise<Result<Asked, Refusal>> => {
  const url = await calledAt(deps, '/url', given);
  if (!url.ok) return url;
  const secret = newWebhookSecret();
  const target = { url: url.value, shape, secrets: [secret] };
  const challenged = await deps.channels.challenge(target, AbortSignal.timeout(CHALLENGE_MS));
  if (!challenged.ok) return refuse(unanswered(challenged.refusal));
  const kept = keptOf(deps, { channel: 'webhook', url: url.value, shape, secret, previous: null });
  const id = await addConfirmed(deps, kept, follows);
  if (id === null) return refuse(ALREADY);
  const token = subscriptionToken(deps.secrets, id);
  return accept({ token, secret: shape === 'comptoir' ? secret : null });
};

/** A device that asks again follows that too. */
const byPush = async (
  deps: Deps,
  { endpoint: given, keys, follows }: AskedBy<'push'>,
): Promise<Result<Asked, Refusal>> => {
  const endpoint = await calledAt(deps, '/endpoint', given);
  if (!endpoint.ok) return endpoint;
  const kept = keptOf(deps, { channel: 'push', endpoint: endpoint.value, ...keys });
  const id = (await addConfirmed(deps, kept, follows)) ?? (await followMore(deps, kept, keys, follows));
  return id === null
    ? refuse(addressRefused('/endpoint', NOT_THIS_DEVICE))
    : accept({ token: subscriptionToken(deps.secrets, id), secret: null });
};

type Kept = ReturnType<typeof keptOf>;
type Follows = AskedBy<'push'>['follows'];

/** The address may be right, and what answers there not be ready. */
const NOT_READY: readonly ChallengeRefusal['kind'][] = ['unreachable', 'status', 'no-echo'];
const unanswered = (refusal: ChallengeRefusal): Refusal =>
  NOT_READY.includes(refusal.kind)
    ? addressRefused(
        '/url',
        challengeSays(refusal),
        'Lancez ce qui reçoit à cette adresse, puis recommencez : la page /brancher en donne un exemple.',
      )
    : addressRefused('/url', challengeSays(refusal));

/** Null: the address is there already. */
const addConfirmed = (deps: Deps, kept: Kept, follows: Follows): Promise<string | null> =>
  deps.db.transaction().execute(async (trx) => {
    const now = deps.now();
    const added = await addSubscriber(trx, { ...kept, id: newId(), createdAt: now, confirmedAt: now });
    if (added) await setFollows(trx, added.id, distinct(follows));
    return added?.id ?? null;
  });

const followMore = (
  deps: Deps,
  { targetDigest }: Kept,
  keys: AskedBy<'push'>['keys'],
  follows: Follows,
): Promise<string | null> =>
  deps.db.transaction().execute(async (trx) => {
    const { id, target, suspendedAt } = await lockByDigest(trx, targetDigest);
    const held = unsealKept(deps.secrets, target);
    if (held.channel !== 'push' || held.auth !== keys.auth || held.p256dh !== keys.p256dh) return null;
    await setFollows(trx, id, addFollows(await readFollows(trx, id), follows, MOST));
    // It has just been given by the browser itself: it is there.
    if (suspendedAt !== null) await retryDelivery(trx, id);
    return id;
  });
