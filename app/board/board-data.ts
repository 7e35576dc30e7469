import type { Client } from '#server/client';
import type { Board, BoardRow } from '#server/contract/answers';
import type { ListedIncident } from '#server/contract/incidents';
import type { Notice } from '#server/contract/notices';
import type { Profession } from '#server/domain/facts/vocabulary';
import { ask, askBeside, askIfThere, type Heard, knownAtOf, oldest } from '../client/ask';
import { browserClient, useFollowed } from '../client/follow';
import type { Searchable } from './search-index';

/** Since when our probes see nothing; null when they see, or when nobody can say. */
export const askBlindSince = async (client: Client): Promise<string | null> => {
  const asked = await ask(client.api.v1.probes.$get()).catch(() => null);
  return asked?.body.blindSince ?? null;
};

/** What moves on a board, and the instant it is true at. */
export type BoardNews = {
  at: string;
  board: Board;
  /** Null: the server cannot say them now. */
  incidents: readonly ListedIncident[] | null;
  notices: readonly Notice[] | null;
  /** Since when our own probes see nothing; null: they see. */
  blindSince: string | null;
};

/** The same questions, in process for the first page, then over the network. */
export const askBoard = async (
  client: Client,
  profession: Profession,
  at: string | null,
): Promise<Heard<BoardNews>> => {
  const query = { profession, ...(at === null ? {} : { at }) };
  const [board, incidents, notices, blindSince] = await Promise.all([
    ask(client.api.v1.answers.$get({ query })),
    askBeside(client.api.v1.incidents.$get({ query: { ...query, open: 'true' } })),
    askBeside(client.api.v1.notices.$get({ query })),
    at === null ? askBlindSince(client) : null,
  ]);
  return {
    body: {
      at: board.body.at,
      board: board.body,
      incidents: incidents?.body.incidents ?? null,
      notices: notices?.body.notices ?? null,
      blindSince,
    },
    age: oldest(board.age, incidents?.age ?? null, notices?.age ?? null),
    readAt: board.readAt,
  };
};

/** An answer that the server confirms unchanged keeps its old instant in the browser: it is true as of the confirmation. */
const askBoardNow = async (profession: Profession): Promise<Heard<BoardNews>> => {
  const heard = await askBoard(browserClient, profession, null);
  return { ...heard, body: { ...heard.body, at: new Date(knownAtOf(heard)).toISOString() } };
};

/** The board as last heard, followed unless it is a replay. */
export const useBoard = (profession: Profession, at: string | null, first: Heard<BoardNews>): BoardNews =>
  useFollowed(profession, ['board', profession], () => askBoardNow(profession), first, at !== null);

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
