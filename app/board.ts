import { useQuery } from '@tanstack/react-query';
import { type Client, createClient } from '#server/client';
import type { Board } from '#server/contract/answers';
import type { Incident } from '#server/contract/incidents';
import type { Notice } from '#server/contract/notices';
import type { Profession } from '#server/domain/vocabulary';
import { ask, oldest } from './ask';
import type { LinkState } from './components/link-state';
import { useReportedLink } from './link';

/** What moves on a board. `age`: as in `ask`. */
export type BoardNews = {
  board: Board;
  incidents: readonly Incident[];
  notices: readonly Notice[];
  age: number | null;
};

const REFRESH_MS = 30_000;

/** The same three questions, in process for the first page, then over the network. */
export const askBoard = async (
  client: Client,
  profession: Profession,
  at: string | null,
): Promise<BoardNews> => {
  const query = { profession, ...(at === null ? {} : { at }) };
  const [board, incidents, notices] = await Promise.all([
    ask(client.api.v1.answers.$get({ query })),
    ask(client.api.v1.incidents.$get({ query: { ...query, open: 'true' } })),
    ask(client.api.v1.notices.$get({ query })),
  ]);
  return {
    board: board.told,
    incidents: incidents.told.incidents,
    notices: notices.told.notices,
    age: oldest(board.age, incidents.age, notices.age),
  };
};

const browserClient = createClient('', (input, init) => fetch(input, { ...init, cache: 'no-cache' }));

/** The board as last heard and when, followed every 30 s unless it is a replay. */
export const useBoard = (
  profession: Profession,
  at: string | null,
  first: BoardNews,
): BoardNews & { heardAt: string } => {
  const { data, dataUpdatedAt, isError, failureCount } = useQuery({
    queryKey: ['board', profession],
    queryFn: () => askBoard(browserClient, profession, null),
    enabled: at === null,
    initialData: first,
    initialDataUpdatedAt: Date.parse(first.board.at),
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  });
  const silent = isError || failureCount > 0;
  useReportedLink(at === null ? linkOf(data.age, dataUpdatedAt, silent) : null);
  if (at !== null) return { ...first, heardAt: at };
  return { ...data, heardAt: new Date(dataUpdatedAt).toISOString() };
};

const linkOf = (age: number | null, checkedAt: number, silent: boolean): LinkState => {
  if (silent) return { kind: 'offline', checkedAt };
  if (age !== null) return { kind: 'remembered', knownAt: checkedAt - age * 1000 };
  return { kind: 'following', checkedAt };
};
