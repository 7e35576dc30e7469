import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { findConnector } from '#db/connectors';
import { digest } from '#server/accounts/secrets';
import { sentByTool, takenFromTool } from '#server/contract/connectors';
import { takePayload } from '#server/inbound/intake';
import { keepable } from '#server/inbound/payload';
import type { Deps } from '../deps';
import { BODY_LIMIT } from '../kit/body';
import { type Documented, type Refusal, refusal } from '../kit/problems';
import { bodyOf, described, REFUSALS } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownPrivate } from '../kit/suggestions';

/** The token of the address says who calls: nobody signs in. */
const { 401: _, 403: __, ...OPEN } = REFUSALS;

const sendRoute = createRoute({
  method: 'post',
  path: '/inbound/{token}',
  summary: 'Recevoir l’alerte d’un outil de surveillance : elle attend, en brouillon, que quelqu’un la dise',
  description:
    'Par sa forme : webhook d’Alertmanager (version 4), webhooks et `summary.json` de Statuspage, notification d’Uptime Kuma, ' +
    'alerte « custom » de Gatus. Rien n’est publié par une machine. Une forme inconnue est gardée sept jours, pour être regardée.',
  request: { params: z.object({ token: z.string().regex(/^[\w-]{1,200}$/) }), body: bodyOf(sentByTool) },
  responses: { ...OPEN, 202: described(takenFromTool, 'Gardé') },
});

const UNKNOWN = unknownPrivate('Aucun branchement n’a cette adresse, ou il est révoqué.', '/param/token');

const TOO_DEEP: Refusal = {
  kind: 'malformed',
  pointer: '',
  detail: 'Le corps est imbriqué plus de 32 fois : aucun outil n’envoie cela.',
  cure: 'Envoyez ce que l’outil envoie, tel quel.',
};

const TOO_LARGE: Refusal = {
  kind: 'too-large',
  detail: 'Écrit sans espaces, l’envoi dépasse 64 ko.',
  cure: 'Envoyez moins d’alertes à la fois ; dans Alertmanager, « max_alerts » les compte.',
};

/** What tools say is kept before it is answered, and makes drafts alone: nobody speaks here. */
export const inboundRoutes = (deps: Deps) =>
  createRouter().openapi(sendRoute, async (c) => {
    const now = deps.now();
    const connector = await findConnector(deps.db, digest(c.req.valid('param').token));
    if (!connector) return refusal(c, UNKNOWN);
    const retryAfter = await deps.attempts.inbound(connector.id);
    if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
    const payload = keepable(c.req.valid('json'));
    if (payload === null) return refusal(c, TOO_DEEP);
    if (Buffer.byteLength(payload.body) > BODY_LIMIT) return refusal(c, TOO_LARGE);
    const taken = await takePayload(deps.db, connector.id, payload, now, deps.failed);
    const answer = {
      kept: true as const,
      reading: taken === null ? ('later' as const) : ('done' as const),
      tool: taken?.tool ?? null,
      alerts: taken?.alerts ?? 0,
    };
    return c.json(answer, 202, { 'Cache-Control': 'no-store' }) as Response as Documented;
  });
