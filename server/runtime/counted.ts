import type { RequestListener } from 'node:http';
import { guarded } from '../live/guarded';
import { kindOf } from '../site/kind-of';

/** Counts what is answered: `counted` once it is over, `count` for who knows already. */
export const createCounts = (failed: (error: unknown) => void) => {
  const counts = new Map<string, number>();
  const count = (kind: string, status: number): void => {
    const key = `${kind} ${Math.floor(status / 100)}xx`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  return {
    *all() {
      for (const [key, count] of counts) {
        const [kind = '', status = ''] = key.split(' ');
        yield { kind, status, count };
      }
    },
    count,
    counted:
      (listener: RequestListener): RequestListener =>
      (request, response) => {
        const kind = kindOf(request.url ?? '');
        response.once(
          'close',
          guarded(() => count(kind, response.statusCode), failed),
        );
        return listener(request, response);
      },
  };
};
