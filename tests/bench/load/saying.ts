import type { DeclaredHealth } from '#server/domain/facts/vocabulary';
import { ask } from '../../faults/kit/asking';

/**
 * Says one thing of an operator, which changes the board of every profession. Resolves to when it was recorded,
 * milliseconds since 1970: whoever wrote is answered once readers are shown it, which is no beginning.
 */
export const say = async (
  origin: string,
  bearer: string,
  round: number,
  health: DeclaredHealth,
): Promise<number> => {
  const body = {
    platform: 'viamedis',
    flows: ['carte'],
    professions: 'all',
    effectiveAt: new Date().toISOString(),
    precision: 'minute',
    health,
    text: `bench ${round}`,
  };
  const reply = await ask(origin, { path: '/api/v1/statements', bearer, body });
  if (reply.status !== 201) throw new Error(`${reply.status} ${reply.text.slice(0, 300)}`);
  return Date.parse(reply.body.recordedAt);
};
