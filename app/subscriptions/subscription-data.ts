import type { Client } from '#server/client';
import { FOLLOWED_KINDS } from '#server/domain/facts/vocabulary';
import { ask } from '../client/ask';
import type { Prefilled } from './follow-fields';

const ALL = '5000';

/** What may be followed, by name. */
export const askNamed = async (client: Client) => {
  const { mutuelles, platforms } = client.api.v1;
  const [named, listed] = await Promise.all([
    ask(mutuelles.$get({ query: { limit: ALL } })),
    ask(platforms.$get({ query: {} })),
  ]);
  return {
    mutuelles: named.body.mutuelles.map(({ id, name }) => ({ id, name })),
    platforms: listed.body.platforms.map(({ id, name }) => ({ id, name })),
  };
};

/** What an address asks to follow: « Suivre » leads here with it. */
export const prefilledIn = (query: URLSearchParams, remembered: string): Prefilled => {
  const kinds = query.getAll('quoi');
  return {
    profession: query.get('profession') ?? remembered,
    mutuelles: query.getAll('mutuelle'),
    platforms: query.getAll('operateur'),
    flows: query.getAll('echange'),
    kinds: kinds.length === 0 ? [...FOLLOWED_KINDS] : kinds,
  };
};
