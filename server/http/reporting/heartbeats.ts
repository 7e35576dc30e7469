import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { findHeartbeat } from '#db/probes';
import { digest } from '#server/accounts/secrets';
import { type HeartbeatQuery, heartbeatHeard, heartbeatQuery } from '#server/contract/observations';
import { SECOND, shift } from '#server/domain/facts/intervals';
import { keepResults } from '#server/measurements/results';
import type { Deps } from '../deps';
import { refusal } from '../kit/problems';
import { replies } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownPrivate } from '../kit/suggestions';

const about = {
  summary:
    'Dire qu’un échange fonctionne, ou qu’il échoue (`status=down`) ; se taire trois intervalles, c’est « sans nouvelle »',
  responses: replies(heartbeatHeard, 'Entendu'),
} as const;
const token = z.string().regex(/^[\w-]{1,200}$/);
/** Addresses are written down by every proxy on the way, headers are not. */
const byHeader = createRoute({
  ...about,
  method: 'post',
  path: '/heartbeats',
  description: 'À préférer : le jeton voyage dans un en-tête, qu’aucun journal de relais ne garde.',
  request: { headers: z.object({ 'heartbeat-token': token }), query: heartbeatQuery },
});
const byAddress = {
  ...about,
  path: '/heartbeats/{token}',
  description: 'Pour qui ne sait envoyer ni en-tête ni POST : le jeton reste dans les journaux des relais.',
  request: { params: z.object({ token }), query: heartbeatQuery },
} as const;

const UNKNOWN = 'Aucun battement n’a ce jeton, ou il est arrêté.';

type Call = { pointer: string; token: string } & HeartbeatQuery;

export const heartbeats = (deps: Deps) => {
  const hear = async (c: Context, { pointer, token, status }: Call) => {
    const now = deps.now();
    const beat = await findHeartbeat(deps.db, digest(token), now);
    if (!beat) return refusal(c, unknownPrivate(UNKNOWN, pointer));
    // One a second is plenty: a client gone mad fills nothing.
    const outcome = status === 'down' ? ('failed' as const) : ('ok' as const);
    const heard = { ...BEAT, outcome, probe: beat.id, observedAt: wholeSecond(now) };
    await deps.db.transaction().execute((trx) => keepResults(trx, [heard], now));
    const nextBefore = shift(now, 3 * beat.intervalSeconds * SECOND).toISOString();
    return c.json({ heard: true as const, nextBefore }, 200, { 'Cache-Control': 'no-store' });
  };
  const hearAddress = (c: Context, given: { token: string }, said: HeartbeatQuery) =>
    hear(c, { pointer: '/param/token', ...given, ...said });
  return createRouter()
    .openapi(byHeader, (c) => {
      const given = c.req.valid('header')['heartbeat-token'];
      return hear(c, { pointer: '/header/heartbeat-token', token: given, ...c.req.valid('query') });
    })
    .openapi(createRoute({ method: 'get', ...byAddress }), (c) =>
      hearAddress(c, c.req.valid('param'), c.req.valid('query')),
    )
    .openapi(createRoute({ method: 'post', ...byAddress }), (c) =>
      hearAddress(c, c.req.valid('param'), c.req.valid('query')),
    );
};

const BEAT = { durationMs: null, sequence: null, seen: null, blind: false } as const;
const wholeSecond = (instant: Date): Date => new Date(Math.floor(+instant / SECOND) * SECOND);
