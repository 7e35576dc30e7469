import type { Client } from '#server/client';
import { ask } from './ask';
import { instantsOf } from './replay';

/** The query of a page filtered by platform. A platform that does not exist filters nothing. */
export const askFiltered = async (client: Client, address: string) => {
  const asked = new URL(address).searchParams;
  const instants = instantsOf(address);
  const { body } = await ask(client.api.v1.platforms.$get({ query: instants }));
  const platforms = body.platforms
    .map(({ id, name }) => ({ id, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
  const platform = platforms.find(({ id }) => id === asked.get('platform'))?.id ?? null;
  const cursor = asked.get('cursor');
  const query = {
    ...instants,
    ...(platform === null ? {} : { platform }),
    ...(cursor === null ? {} : { cursor }),
  };
  return { platforms, platform, isOlder: cursor !== null, query };
};

/** Names of organisations and platforms by id; an id that both have takes the platform's name. */
export const namesForSpace = async (client: Client): Promise<{ id: string; name: string }[]> => {
  const [{ body: platforms }, { body: organisations }] = await Promise.all([
    ask(client.api.v1.platforms.$get({ query: {} })),
    ask(client.api.v1.organisations.$get()),
  ]);
  return [...organisations.organisations, ...platforms.platforms].map(({ id, name }) => ({ id, name }));
};
