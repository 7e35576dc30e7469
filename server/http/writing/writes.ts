import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { isJournaled } from '#db/audit';
import { askedId } from '#server/contract/ids';
import { lateWrite } from '#server/contract/late-writes';
import { MINUTE } from '#server/domain/facts/intervals';
import type { Deps } from '../deps';
import { known } from '../kit/guard';
import { type Documented, refusal } from '../kit/problems';
import { repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import type { Late } from './late-writes';

/** It is known after so long at most: the database cuts a question before. */
const KNOWN_AFTER = MINUTE;

const readRoute = createRoute({
  method: 'get',
  path: '/writes/{id}',
  summary: 'Ce qu’est devenue une écriture commencée, dont la réponse était 202 « awaiting: commit »',
  request: { params: z.object({ id: askedId }) },
  responses: repliesToKnown(lateWrite, 'Gardée, pas gardée, ou pas encore connue'),
});

export const writes = (deps: Deps) =>
  createRouter().openapi(readRoute, async (c) => {
    const reader = await known(deps, c);
    if (!reader.ok) return refusal(c, reader.refusal);
    const late = deps.lateWrites.find(c.req.valid('param').id, reader.value.person.account);
    if (!late) return refusal(c, UNKNOWN);
    const state = await stateOf(deps, late);
    const { answer = null } = late.progress.ending ?? {};
    const kept =
      state === 'stored' && answer ? { status: answer.status, body: JSON.parse(answer.body) } : NOT_KEPT;
    c.header('Cache-Control', 'no-store');
    return c.json({ state, begunAt: late.begunAt, ...kept }, 200) as Response as Documented;
  });

const NOT_KEPT = { status: null, body: null };

const UNKNOWN = {
  kind: 'no-such-address',
  detail:
    'Aucune écriture de votre part n’est suivie sous ce nom : elle est trop ancienne, ou le service a redémarré.',
  cure: 'Renvoyez la même demande avec la même Idempotency-Key : elle ne s’enregistre pas deux fois.',
} as const;

const stateOf = async (
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { progress, begunAt, over }: Late,
): Promise<'pending' | 'stored' | 'not-stored'> => {
  const isStillWorking = over === null && +now() - +begunAt < KNOWN_AFTER;
  if (isStillWorking) return 'pending';
  if (over?.status) return over.status < 400 ? 'stored' : 'not-stored';
  const { ending } = progress;
  if (!ending?.entry) return 'not-stored';
  if (await isJournaled(db, ending.entry)) return 'stored';
  // A server that lost us in the middle of a commit may still be doing it.
  return +now() - +begunAt < KNOWN_AFTER ? 'pending' : 'not-stored';
};
