import type { Client } from '#server/client';
import { ask } from './ask';

/** Since when our probes see nothing; null when they see, or when nobody can say. */
export const askBlindSince = async (client: Client): Promise<string | null> => {
  const asked = await ask(client.api.v1.probes.$get()).catch(() => null);
  return asked?.told.blindSince ?? null;
};
