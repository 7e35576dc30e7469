import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { type Db, transact } from '#db/database';
import { retryDelivery } from '#db/deliveries';
import {
  changeSubscriber,
  endSubscription,
  findSubscriber,
  lockSubscriber,
  type Subscriber,
  setFollows,
} from '#db/subscriptions';
import {
  followsBody,
  subscriptionEnded,
  subscriptionRecord,
  webhookSecret,
} from '#server/contract/subscriptions';
import { sealTarget, unsealKept } from '#server/delivery/targets';
import { subscriptionOf } from '#server/delivery/tokens';
import { newWebhookSecret } from '#server/delivery/webhook/signature';
import { distinct } from '#server/domain/facts/follows';
import { DAY, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { answer, answered } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { type Documented, type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes, replies } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownPrivate } from '../kit/suggestions';
import { unknownFollowed } from './followed';
import { subscriptionJson } from './subscription-json';

/** Whoever holds its token reads a subscription, changes it, ends it. Only POST confirms: link scanners open links. */

const params = z.object({ token: z.string().max(200) });
const path = '/subscriptions/{token}' as const;
const open = { security: [], request: { params } };

const readRoute = createRoute({
  method: 'get',
  path,
  summary: 'Un abonnement, par son jeton',
  request: { params },
  responses: replies(subscriptionRecord, 'Ce qui est suivi, et comment il va'),
});
const changeRoute = createRoute({
  method: 'put',
  path,
  security: [],
  summary: 'Changer ce qui est suivi',
  request: { params, body: bodyOf(followsBody) },
  responses: changes(subscriptionRecord, 'Ce qui est suivi désormais'),
});
const endRoute = createRoute({
  ...open,
  method: 'delete',
  path,
  summary: 'Ne plus être averti : tout est effacé',
  responses: changes(subscriptionEnded, 'Plus rien n’est gardé, déjà la deuxième fois'),
});
const confirmRoute = createRoute({
  ...open,
  method: 'post',
  path: `${path}/confirmation` as const,
  summary: 'Confirmer une adresse électronique, dans les 48 heures',
  responses: changes(subscriptionRecord, 'Elle est avertie'),
});
const resumeRoute = createRoute({
  ...open,
  method: 'post',
  path: `${path}/resumption` as const,
  summary: 'Reprendre un abonnement suspendu',
  responses: changes(subscriptionRecord, 'Il reprend'),
});
const secretRoute = createRoute({
  ...open,
  method: 'post',
  path: `${path}/secret` as const,
  summary: 'Changer le secret d’un webhook ; l’ancien vaut encore 24 heures',
  responses: changes(webhookSecret, 'Le nouveau, montré une seule fois'),
});

const SECRET_LASTS = DAY;

const NO_SUCH = unknownPrivate('Cet abonnement n’existe pas, ou n’existe plus.', '/param/token');
const NO_SECRET: Refusal = {
  kind: 'not-acceptable',
  pointer: '/param/token',
  detail: 'Seul un webhook dans notre forme a un secret.',
  cure: 'Rien à faire : cet abonnement n’en a pas besoin.',
};

export const ownSubscriptions = (deps: Deps) => {
  /** Does something to a subscription, held meanwhile, and answers it as it is then. */
  const changed = async (
    c: Context,
    token: string,
    work: (trx: Db, found: Subscriber, now: Date) => Promise<unknown>,
  ): Promise<Documented> => {
    const now = deps.now();
    const id = subscriptionOf(deps.secrets, token);
    const done = await deps.db.transaction().execute(async (trx) => {
      const found = id && (await lockSubscriber(trx, id, now));
      if (!found) return null;
      await work(trx, found, now);
      return subscriptionJson(deps, trx, (await lockSubscriber(trx, found.id, now)) ?? found);
    });
    return done === null ? refusal(c, NO_SUCH) : answer(c, done);
  };
  return createRouter()
    .openapi(readRoute, async (c) => {
      const id = subscriptionOf(deps.secrets, c.req.valid('param').token);
      const found = id && (await findSubscriber(deps.db, id, deps.now()));
      return found ? answer(c, await subscriptionJson(deps, deps.db, found)) : refusal(c, NO_SUCH);
    })
    .openapi(changeRoute, async (c) => {
      const { follows } = c.req.valid('json');
      const { directory } = await deps.readModel.read({ at: null, knownAt: null });
      const unknown = unknownFollowed(directory, follows);
      if (unknown) return refusal(c, unknown);
      return changed(c, c.req.valid('param').token, (trx, { id }) => setFollows(trx, id, distinct(follows)));
    })
    .openapi(endRoute, async (c) => {
      const id = subscriptionOf(deps.secrets, c.req.valid('param').token);
      if (id === null) return refusal(c, NO_SUCH);
      await endSubscription(deps.db, id);
      return answer(c, { state: 'ended' });
    })
    .openapi(confirmRoute, (c) =>
      changed(c, c.req.valid('param').token, async (trx, { id, confirmedAt }, now) => {
        if (confirmedAt === null) await changeSubscriber(trx, id, { confirmedAt: now, ...NO_LETTER });
      }),
    )
    .openapi(resumeRoute, (c) =>
      changed(c, c.req.valid('param').token, async (trx, { id, suspendedAt }) => {
        if (suspendedAt !== null) await retryDelivery(trx, id);
      }),
    )
    .openapi(secretRoute, async (c) => {
      const id = subscriptionOf(deps.secrets, c.req.valid('param').token);
      return answered(c, await transact(deps.db, (trx) => newSecret(deps, trx, id)));
    });
};

/** Whoever confirmed waits for no link any more. */
const NO_LETTER = { letterAskedAt: null, letterDueAt: null, letterQuery: null };

const newSecret = async (
  deps: Deps,
  trx: Db,
  id: string | null,
): Promise<Result<{ secret: string; previousUntil: string }, Refusal>> => {
  const now = deps.now();
  const found = id && (await lockSubscriber(trx, id, now));
  if (!found) return refuse(NO_SUCH);
  const kept = unsealKept(deps.secrets, found.target);
  if (kept.channel !== 'webhook' || kept.shape !== 'comptoir') return refuse(NO_SECRET);
  const secret = newWebhookSecret();
  const until = shift(now, SECRET_LASTS).toISOString();
  const target = sealTarget(deps.secrets, { ...kept, secret, previous: { secret: kept.secret, until } });
  await changeSubscriber(trx, found.id, { target });
  return accept({ secret, previousUntil: until });
};
