import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { Client } from '#server/client';
import type { Board } from '#server/contract/answers';
import type { ListedMutuelle } from '#server/contract/mutuelles';
import type { PlatformLine } from '#server/contract/platforms';
import { readAmc } from '#server/contract/search/numbers';
import type { Found } from '#server/contract/search/query';
import type { Profession } from '#server/domain/facts/vocabulary';
import { ask, askBeside, askIfThere, type Heard, knownAtOf, oldest } from '../client/ask';
import { browserClient, useFollowed } from '../client/follow';
import type { BoardData, BoardNews } from './board-news';
import { boardTold } from './board-told';
import type { Searchable } from './search-index';

/** Since when our probes see nothing; null when they see, or when nobody can say. */
export const askBlindSince = async (client: Client): Promise<string | null> => {
  const asked = await ask(client.api.v1.probes.$get()).catch(() => null);
  return asked?.body.blindSince ?? null;
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
  useFollowed(profession, ['board', profession], () => askBoardNow(profession), first, at !== null, FOLLOWS);

const FOLLOWS = { seqOf: ({ board }: BoardNews) => board.seq, told: boardTold };

/** How platforms are named; their ids stand for their names when the server cannot say now. */
export const askNames = async (client: Client): Promise<BoardData['platforms']> => {
  // The directory has no past: asked of now, the platforms are those judged already.
  const found = await askIfThere(client.api.v1.platforms.$get({ query: {} }));
  return found ? namesIn(found.platforms) : [];
};

/** Pages made from one answer share one list, and what is drawn with it. */
const namesIn = (platforms: readonly PlatformLine[]): BoardData['platforms'] => {
  const names = named.get(platforms) ?? platforms.map(({ id, name }) => ({ id, name }));
  named.set(platforms, names);
  return names;
};

const named = new WeakMap<readonly PlatformLine[], BoardData['platforms']>();

/** What a search needs beside the answers: numbers of platforms, other names and numbers of mutuelles. */
export type BoardDirectory = {
  platforms: readonly Pick<PlatformLine, 'id' | 'name' | 'amcNumbers' | 'conventions'>[];
  mutuelles: readonly Pick<ListedMutuelle, 'id' | 'name' | 'aliases' | 'amcNumbers' | 'conventions'>[];
};

/** What of it cannot be said now is left out: a search finds fewer words. */
export const askDirectory = async (client: Client): Promise<BoardDirectory> => {
  const [platforms, mutuelles] = await Promise.all([
    askIfThere(client.api.v1.platforms.$get({ query: {} })),
    askMutuelles(client),
  ]);
  return { platforms: platforms?.platforms ?? [], mutuelles };
};

const DIRECTORY_STALE_MS = 3_600_000;

/** Null until it is wanted and has come; without a network it is asked for again when it is wanted again. */
export const useDirectory = (): { directory: BoardDirectory | null; want: () => void } => {
  const [isWanted, setWanted] = useState(false);
  const { data, isError, refetch } = useQuery({
    queryKey: ['directory'],
    queryFn: () => askDirectory(browserClient),
    enabled: isWanted,
    staleTime: DIRECTORY_STALE_MS,
    networkMode: 'always',
    retry: false,
  });
  const want = useCallback(() => {
    setWanted(true);
    if (isError) void refetch();
  }, [isError, refetch]);
  return { directory: data ?? null, want };
};

const askMutuelles = async (client: Client, cursor?: string): Promise<readonly ListedMutuelle[]> => {
  const query = { limit: '5000', ...(cursor === undefined ? {} : { cursor }) };
  const found = await askIfThere(client.api.v1.mutuelles.$get({ query }));
  const { mutuelles = [], next = null } = found ?? {};
  return next === null ? mutuelles : [...mutuelles, ...(await askMutuelles(client, next))];
};

/**
 * What a form without script asked, and what the server found. `knownNumbers`: when it is the number of a card that nobody
 * has, how many are known; else null.
 */
export type Asked = { q: string; found: readonly Found[]; knownNumbers: number | null };

/** Null: nothing is asked, or the server cannot say now. */
export const askFound = async (client: Client, profession: Profession, q: string): Promise<Asked | null> => {
  if (q === '') return null;
  const found = await askIfThere(client.api.v1.search.$get({ query: { q: q.slice(0, 100), profession } }));
  if (!found) return null;
  const isUnknownNumber = found.results.length === 0 && readAmc(q).length > 0;
  const knownNumbers = isUnknownNumber ? countNumbers(await askDirectory(client)) : null;
  return { q, found: found.results, knownNumbers };
};

/** The different numbers of a directory. */
export const countNumbers = ({ platforms, mutuelles }: BoardDirectory): number =>
  new Set([...mutuelles, ...platforms].flatMap(({ amcNumbers }) => amcNumbers)).size;

/** One list for all, so that names that did not change are seen not to have. */
const NONE: readonly string[] = [];

/** All that one may look for on a board, with what the board knows of each for the profession. */
export const searchable = (
  { answers, platforms: onCards }: Pick<Board, 'answers' | 'platforms'>,
  { platforms, mutuelles }: BoardDirectory,
): Searchable[] => {
  const known = new Map(mutuelles.map((each) => [each.id, each]));
  const serving = new Set(answers.flatMap(({ candidates }) => candidates.map(({ platform }) => platform)));
  const open = new Set(onCards.map(({ platform }) => platform));
  return [
    ...answers.map(({ mutuelle: id, name: shown, candidates, likely, knownElsewhere }) => {
      const { name = shown, aliases = NONE, amcNumbers = NONE, conventions } = known.get(id) ?? {};
      const standing = {
        isKnown: candidates.length > 0,
        isLikely: likely.length > 0,
        conventions: conventions ?? candidates.length + knownElsewhere.length,
      };
      return { kind: 'mutuelle' as const, id, name, aliases, amcNumbers, standing };
    }),
    ...platforms.map(({ id, name, amcNumbers, conventions }) => {
      const isKnown = serving.has(id);
      const standing = { isKnown, isLikely: !isKnown && open.has(id), conventions };
      return { kind: 'platform' as const, id, name, aliases: NONE, amcNumbers, standing };
    }),
  ];
};
