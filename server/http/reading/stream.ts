import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { askedId } from '#server/contract/ids';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { STREAM_HEADERS } from '#server/read-model/streams';
import type { Deps } from '../deps';
import { askingNetwork } from '../kit/network';
import { type Documented, type Refusal, refusal } from '../kit/problems';
import { listed, refused } from '../kit/replies';
import { readProfession } from '../kit/request-scope';
import { createRouter } from '../kit/router';

const route = createRoute({
  method: 'get',
  path: '/stream',
  summary: 'Attendre : chaque changement du tableau d’une profession, dès qu’il a lieu (text/event-stream)',
  description:
    'Événement « changed », id = seq, data = les réponses qui ont changé, dans la forme de GET /answers, et, s’ils ont ' +
    'changé, incidents ouverts et avis en vigueur (`incidents`, `notices`) ; « moved » : un fait qui ne change aucune ' +
    'réponse ; `since` : le seq qu’il faut connaître déjà, sans quoi l’on redemande (null : tout est dit) ; « here » : à ' +
    'l’ouverture, le seq en vigueur. Plusieurs `profession` : un seul flux pour toutes. ' +
    '`names=false` : sans les noms. Last-Event-ID reprend ; inconnu ou en avance : tout, une fois. Qui accepte gzip le reçoit, bloc par bloc.',
  request: {
    query: z.object({
      profession: listed(askedId, z.array(askedId).max(PROFESSIONS.length)),
      names: z.enum(['false']).optional(),
    }),
  },
  responses: {
    200: {
      description: 'Des événements, et un battement toutes les 15 s',
      content: { 'text/event-stream': { schema: z.string() } },
    },
    400: refused('Question mal formée'),
    404: refused('Profession inconnue'),
    429: refused('Trop de lecteurs de votre réseau attendent déjà : interrogez GET /answers'),
    503: refused('Trop de lecteurs attendent déjà : interrogez GET /answers'),
  },
});

/**
 * Those who may wait were held before they came here (`read-model/stream-first.ts`): here is why the others may not. Whoever
 * asks for the headers alone waits for nothing.
 */
export const stream = (deps: Deps) =>
  createRouter().openapi(route, (c) => {
    for (const each of c.req.valid('query').profession) {
      const asked = readProfession(each);
      if (!asked.ok) return refusal(c, asked.refusal);
    }
    if (c.req.method === 'HEAD') return c.body(null, 200, STREAM_HEADERS) as Response as Documented;
    const isShareTaken = deps.streamVacancy(askingNetwork(deps, c)) === 'share-taken';
    return refusal(c, isShareTaken ? SHARE_TAKEN : { kind: 'full' });
  });

const SHARE_TAKEN: Refusal = {
  kind: 'share-taken',
  retryAfter: 60,
  detail: 'Votre réseau tient autant de lecteurs en attente qu’il peut sur cette instance.',
  cure: 'Interrogez GET /api/v1/answers toutes les 30 s avec If-None-Match, et réessayez plus tard.',
};
