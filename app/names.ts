import type { Client } from '#server/client';
import { ask } from './ask';

/** Platforms and organisations by id, as what waits names them; where both have it, the platform's. */
export const namesForSpace = async (client: Client): Promise<{ id: string; name: string }[]> => {
  const [{ told: platforms }, { told: organisations }] = await Promise.all([
    ask(client.api.v1.platforms.$get({ query: {} })),
    ask(client.api.v1.organisations.$get()),
  ]);
  return [...organisations.organisations, ...platforms.platforms].map(({ id, name }) => ({ id, name }));
};
