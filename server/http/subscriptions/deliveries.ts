import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { entryOf } from '#db/audit';
import {
  countDeliveries,
  DELIVERY_STATES,
  type ListedDelivery,
  listDeliveries,
  retryDelivery,
} from '#db/deliveries';
import { listTargets } from '#db/subscriptions';
import { deliveryList, deliveryRetried } from '#server/contract/deliveries';
import { keptIn } from '#server/delivery/targets';
import { accept, refuse } from '#server/domain/facts/result';
import { answer, answered, runAudited } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { writerFor } from '../kit/guard';
import { refusal } from '../kit/problems';
import { changes, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownPrivate } from '../kit/suggestions';

const listRoute = createRoute({
  method: 'get',
  path: '/deliveries',
  summary: 'Les envois qui attendent, échouent ou sont suspendus',
  responses: repliesToKnown(deliveryList, 'Par moyen, sans aucune adresse'),
});
const retryRoute = createRoute({
  method: 'post',
  path: '/deliveries/{id}/retry',
  summary: 'Réessayer un envoi tout de suite, ou reprendre un abonnement suspendu',
  request: { params: z.object({ id: z.uuid() }) },
  responses: changes(deliveryRetried, 'Il part dans l’instant'),
});

const LISTED = 50;
const NO_SUCH = unknownPrivate('Cet abonnement n’existe plus.');

export const deliveries = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const writer = await writerFor(deps, c, 'decision', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const [counts, ...lists] = await Promise.all([
        countDeliveries(deps.db),
        ...DELIVERY_STATES.map((state) => listDeliveries(deps.db, { state, limit: LISTED })),
      ]);
      return answer(c, { counts, deliveries: await withHosts(deps, lists.flat()) });
    })
    .openapi(retryRoute, async (c) => {
      const writer = await writerFor(deps, c, 'decision', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { id } = c.req.valid('param');
      const retried = await runAudited(deps, async (trx) => {
        const channel = await retryDelivery(trx, id);
        if (channel === null) return refuse(NO_SUCH);
        const entry = entryOf('delivery-retried', 'delivery', id, { channel });
        return accept({ value: { id }, actor: writer.value.actor, entries: [entry] });
      });
      return answered(c, retried);
    });

/** The host of a webhook is who to call; an address of anything else is somebody's. */
const withHosts = async ({ db, secrets }: Deps, listed: readonly ListedDelivery[]) => {
  const webhooks = listed.filter(({ channel }) => channel === 'webhook').map(({ subscriber }) => subscriber);
  const hosts = new Map(
    (await listTargets(db, webhooks)).map(({ id, target }) => [id, hostIn(secrets, target)] as const),
  );
  return listed.map(({ subscriber, ...each }) => ({
    id: subscriber,
    host: hosts.get(subscriber) ?? null,
    ...each,
  }));
};

/** Null: it was sealed by another key, which is one of the reasons why nothing leaves. */
const hostIn = (secrets: Deps['secrets'], target: string): string | null => {
  const kept = keptIn(secrets, target);
  return kept?.channel === 'webhook' ? new URL(kept.url).host : null;
};
