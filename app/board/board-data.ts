import type { Client } from '#server/client';
import type { Board } from '#server/contract/answers';
import type { ListedIncident } from '#server/contract/incidents';
import type { ListedMutuelle } from '#server/contract/mutuelles';
import type { Notice } from '#server/contract/notices';
import { readAmc } from '#server/contract/search/numbers';
import type { Found } from '#server/contract/search/query';
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
  platforms: readonly { id: string; name: string; amcNumbers?: readonly string[]; conventions: number }[];
  others: readonly Other[];
};

/** `conventions`: when the rows of the board do not tell how many. */
type Other = { id: string; aliases: readonly string[]; amcNumbers: readonly string[]; conventions?: number };

/** What of it cannot be said now is left out: an id stands for a name, and a search finds fewer words. */
export const askDirectory = async (client: Client): Promise<BoardDirectory> => {
  // The directory has no past: asked of now, the platforms are those judged already.
  const [platforms, mutuelles] = await Promise.all([
    askIfThere(client.api.v1.platforms.$get({ query: {} })),
    askMutuelles(client),
  ]);
  return {
    platforms: (platforms?.platforms ?? []).map(({ id, name, amcNumbers, conventions }) =>
      amcNumbers.length > 0 ? { id, name, amcNumbers, conventions } : { id, name, conventions },
    ),
    others: mutuelles.flatMap(({ id, aliases, amcNumbers, conventions, platforms }) => {
      const isTold = conventions === platforms.length;
      if (isTold && aliases.length + amcNumbers.length === 0) return [];
      return [isTold ? { id, aliases, amcNumbers } : { id, aliases, amcNumbers, conventions }];
    }),
  };
};

const askMutuelles = async (client: Client, cursor?: string): Promise<readonly ListedMutuelle[]> => {
  const query = { limit: '5000', ...(cursor === undefined ? {} : { cursor }) };
  const found = await askIfThere(client.api.v1.mutuelles.$get({ query }));
  const { mutuelles = [], next = null } = found ?? {};
  return next === null ? mutuelles : [...mutuelles, ...(await askMutuelles(client, next))];
};

/** What a form without script asked, what the server found, and whether it is the number of a card that nobody has. */
export type Asked = { q: string; found: readonly Found[]; isUnknownNumber: boolean };

/** Null: nothing is asked, or the server cannot say now. */
export const askFound = async (client: Client, profession: Profession, q: string): Promise<Asked | null> => {
  if (q === '') return null;
  const found = await askIfThere(client.api.v1.search.$get({ query: { q: q.slice(0, 100), profession } }));
  const isUnknownNumber = found?.results.length === 0 && readAmc(q).length > 0;
  return found && { q, found: found.results, isUnknownNumber };
};

/** One list for all, so that names that did not change are seen not to have. */
const NONE: readonly string[] = [];

/** All that one may look for on a board, with what the board knows of each for the profession. */
export const searchable = (
  { answers, platforms: onCards }: Pick<Board, 'answers' | 'platforms'>,
  { platforms, others }: BoardDirectory,
): Searchable[] => {
  const known = new Map(others.map((other) => [other.id, other]));
  const serving = new Set(answers.flatMap(({ candidates }) => candidates.map(({ platform }) => platform)));
  const open = new Set(onCards.map(({ platform }) => platform));
  return [
    ...answers.map(({ mutuelle: id, name, candidates, likely, knownElsewhere }) => {
      const { aliases = NONE, amcNumbers = NONE, conventions } = known.get(id) ?? {};
      const standing = {
        isKnown: candidates.length > 0,
        isLikely: likely.length > 0,
        conventions: conventions ?? candidates.length + knownElsewhere.length,
      };
      return { kind: 'mutuelle' as const, id, name, aliases, amcNumbers, standing };
    }),
    ...platforms.map(({ id, name, amcNumbers = NONE, conventions }) => {
      const isKnown = serving.has(id);
      const standing = { isKnown, isLikely: !isKnown && open.has(id), conventions };
      return { kind: 'platform' as const, id, name, aliases: NONE, amcNumbers, standing };
    }),
  ];
};
