import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { findHeartbeat } from '#db/probes';
import { digest } from '#server/accounts/secrets';
import { heartbeatHeard } from '#server/contract/observations';
import { SECOND, shift } from '#server/domain/intervals';
import { keepResults } from '#server/live/measures';
import { createDoors } from './create-doors';
import type { Deps } from './deps';
import { refusal } from './problems';
import { replies } from './replies';

const about = {
  path: '/heartbeats/{token}',
  summary: 'Dire qu’un échange fonctionne ; se taire trois intervalles, c’est « sans nouvelle »',
  request: { params: z.object({ token: z.string().regex(/^[\w-]{1,200}$/) }) },
  responses: replies(heartbeatHeard, 'Entendu'),
} as const;

export const heartbeats = (deps: Deps) => {
  /** By `GET` too, for machines that can do no more. */
  const hear = async (c: Context, token: string) => {
    const now = deps.now();
    const beat = await findHeartbeat(deps.db, digest(token), now);
    if (!beat) return refusal(c, { kind: 'unknown-id', pointer: '/param/token', detail: UNKNOWN, near: [] });
    // One a second is plenty: a client gone mad fills nothing.
    const heard = { ...ALIVE, probe: beat.id, observedAt: wholeSecond(now) };
    await deps.db.transaction().execute((trx) => keepResults(trx, [heard], now));
    const nextBefore = shift(now, 3 * beat.intervalSeconds * SECOND).toISOString();
    return c.json({ heard: true as const, nextBefore }, 200, { 'Cache-Control': 'no-store' });
  };
  return createDoors()
    .openapi(createRoute({ method: 'get', ...about }), (c) => hear(c, c.req.valid('param').token))
    .openapi(createRoute({ method: 'post', ...about }), (c) => hear(c, c.req.valid('param').token));
};

const UNKNOWN = 'Aucun battement n’a cette adresse, ou il est arrêté.';
const ALIVE = { outcome: 'ok', durationMs: null, sequence: null, seen: null, blind: false } as const;
const wholeSecond = (instant: Date): Date => new Date(Math.floor(+instant / SECOND) * SECOND);
