import { Hono } from 'hono';
import type { Deps } from '../deps';
import { ownMachineOnly } from '../kit/network';

const FRESH = { 'Cache-Control': 'no-store' };

/**
 * `/healthz`: the process answers. `/readyz`, to this machine alone: the database too, and it is not `leaving`; `seq`
 * and `age` (seconds, 0: of now) are those of what readers are shown, null when there is nothing to show.
 */
export const health = (deps: Deps, leaving: AbortSignal) =>
  new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }, 200, FRESH))
    .get('/readyz', ownMachineOnly(deps), async (c) => {
      const { readModel } = deps;
      const [isReachable, shown] = await Promise.all([
        readModel.reachable(),
        readModel.read({ at: null, knownAt: null }).catch(() => null),
      ]);
      const body = {
        status: leaving.aborted
          ? 'leaving'
          : !isReachable
            ? 'database-unreachable'
            : deps.guard.refusal() === null
              ? 'ready'
              : 'journal-refused',
        database: isReachable,
        seq: shown?.seq ?? null,
        age: shown && Math.ceil(shown.age / 1000),
      };
      return c.json(body, body.status === 'ready' ? 200 : 503, FRESH);
    });
