import type { Client } from '#server/client';
import type { BoardRow } from '#server/contract/answers';
import { askIfThere } from '../client/ask';
import type { Searchable } from './search-index';

/** What the board needs beside the answers: names of platforms, other names and numbers of mutuelles. */
export type BoardDirectory = {
  platforms: readonly { id: string; name: string }[];
  others: readonly { id: string; aliases: readonly string[]; amcNumbers: readonly string[] }[];
};

/** What of it cannot be said now is left out: an id stands for a name, and a search finds fewer words. */
export const askDirectory = async (client: Client): Promise<BoardDirectory> => {
  // The directory has no past: asked of now, the platforms are those judged already.
  const [platforms, mutuelles] = await Promise.all([
    askIfThere(client.api.v1.platforms.$get({ query: {} })),
    askMutuelles(client),
  ]);
  return {
    platforms: (platforms?.platforms ?? []).map(({ id, name }) => ({ id, name })),
    others: mutuelles
      .filter(({ aliases, amcNumbers }) => aliases.length + amcNumbers.length > 0)
      .map(({ id, aliases, amcNumbers }) => ({ id, aliases, amcNumbers })),
  };
};

const askMutuelles = async (client: Client, cursor?: string): Promise<BoardDirectory['others']> => {
  const query = { limit: '5000', ...(cursor === undefined ? {} : { cursor }) };
  const found = await askIfThere(client.api.v1.mutuelles.$get({ query }));
  const { mutuelles = [], next = null } = found ?? {};
  return next === null ? mutuelles : [...mutuelles, ...(await askMutuelles(client, next))];
};

/** The ids that a form without script finds, best first; null: the server cannot say now. */
export const askFound = async (client: Client, q: string): Promise<string[] | null> => {
  const query = { q: q.slice(0, 100), limit: '50' };
  const found = await askIfThere(client.api.v1.mutuelles.$get({ query }));
  return found?.mutuelles.map(({ id }) => id) ?? null;
};

/** The mutuelles of a board with all one may call them by. */
export const searchable = (rows: readonly BoardRow[], { others }: BoardDirectory): Searchable[] => {
  const known = new Map(others.map((other) => [other.id, other]));
  return rows.map(({ mutuelle, name }) => {
    const other = known.get(mutuelle);
    return { id: mutuelle, name, aliases: other?.aliases ?? [], amcNumbers: other?.amcNumbers ?? [] };
  });
};
