import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readProbe } from '#db/probes';
import { askedId } from '#server/contract/ids';
import { probeSteps } from '#server/contract/probe-steps';
import { probeTrial } from '#server/contract/probes';
import { answer } from '../accounts/act';
import { createDoors } from '../create-doors';
import type { Deps } from '../deps';
import { writerFor } from '../guard';
import { refusal } from '../problems';
import { unknownProbe } from './probe-rules';
import { changes } from './replies';

const route = createRoute({
  method: 'post',
  path: '/probes/{id}/trial',
  summary: 'Essayer une sonde une fois, maintenant ; rien n’est gardé',
  request: { params: z.object({ id: askedId }) },
  responses: changes(probeTrial, 'Ce qui a été vu'),
});

/** Outside any transaction: the other side takes its time. */
export const probeTrials = (deps: Deps) =>
  createDoors().openapi(route, async (c) => {
    const writer = await writerFor(deps, c, 'probe', { isFresh: true });
    if (!writer.ok) return refusal(c, writer.refusal);
    const retryAfter = await deps.attempts.write(writer.value.person.account);
    if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
    const { id } = c.req.valid('param');
    const probe = await readProbe(deps.db, id);
    if (!probe) return refusal(c, unknownProbe(id));
    const steps = probeSteps.parse(probe.steps);
    if (steps.length === 0) {
      const detail = 'Il n’y a rien à essayer : ce sont d’autres qui appellent.';
      return refusal(c, { kind: 'conflict', detail, cure: 'Essayez une sonde qui a des étapes.' });
    }
    const observedAt = deps.now();
    return answer(c, { observedAt, ...(await deps.runProbe(steps, probe.timeoutMs, observedAt)) });
  });
