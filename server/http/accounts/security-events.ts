import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { listSecurityEvents } from '#db/security-events';
import { securityEventPage } from '#server/contract/accounts';
import type { Deps } from '../deps';
import { personOf } from '../kit/guard';
import { refusal } from '../kit/problems';
import { repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { answer } from './run-audited';

const query = z.object({
  account: z.string().max(100).optional(),
  cursor: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const eventsRoute = createRoute({
  method: 'get',
  path: '/security-events',
  summary:
    'Ce qui est arrivé à son compte ; d’un responsable, à ceux de son organisation ; du bureau, à tous',
  request: { query },
  responses: repliesToKnown(securityEventPage, 'Les événements, le plus récent d’abord'),
});

export const securityEvents = (deps: Deps) =>
  createRouter().openapi(eventsRoute, async (c) => {
    const writer = await personOf(deps, c);
    if (!writer.ok) return refusal(c, writer.refusal);
    const { role, organisation, person } = writer.value;
    const { account = null, cursor, limit } = c.req.valid('query');
    const found = await listSecurityEvents(deps.db, {
      organisation: organisation.kind === 'desk' ? null : organisation.id,
      account: role === 'author' ? person.account : account,
      before: cursor ?? null,
      limit: limit + 1,
    });
    const events = found.slice(0, limit);
    const last = events.at(-1);
    return answer(c, { events, next: found.length > limit && last ? last.id : null });
  });
