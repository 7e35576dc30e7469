import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Link,
  type ShouldRevalidateFunction,
  useLoaderData,
  useLocation,
  useNavigate,
  useSearchParams,
} from '@remix-run/react';
import { useCallback, useEffect, useMemo } from 'react';
import type { Client } from '#server/client';
import type { Profession } from '#server/domain/facts/vocabulary';
import { askIfThere } from '../client/ask';
import { readingsFor, useCardReadings } from '../client/card-readings';
import { isFilterOfBoard, isReadInDoubt, keepOnEntry, useNonce, useTitle } from '../client/page';
import { useCodeAtHand, useOpen } from '../client/patience';
import { professionOfPage, rememberProfession } from '../client/professions';
import { replayedInstant, sliderInstant } from '../client/replay';
import { useStars } from '../client/stars';
import { NoticesList } from '../notices/notices-list';
import { boardHead } from '../sharing/shared.server';
import { BlindNote, useDoubt } from '../ui/freshness';
import { Moment } from '../ui/moment';
import { Part, PartNote } from '../ui/part';
import { onPaper, type Paths, pathsAt } from '../ui/paths';
import { ReplaySlider, type Span } from '../ui/replay';
import { boardWords, type Rests, restsWords } from '../words/board';
import { followWord } from '../words/follow';
import { PRODUCT } from '../words/frame';
import { doubtWords } from '../words/freshness';
import { IN_PARIS, longInstant } from '../words/instants';
import { boardTitle, professionWords } from '../words/professions';
import { type Asked, askBoard, askFound, askNames, useBoard } from './board-data';
import type { BoardData } from './board-news';
import { FilterLinks } from './filters';
import { HandedBoard, useHandedBoard } from './handed';
import { Incidents } from './incidents';
import { Operators } from './operators';
import { BoardRows } from './rows';
import { Search } from './search';
import { passes, readFilters, viewOf } from './view';

type BoardTitleProps = {
  profession: Profession;
  at: string;
  isReplay: boolean;
  rests: Rests;
};

export const BoardTitle = ({ profession, at, isReplay, rests }: BoardTitleProps) => {
  const doubt = useDoubt();
  return (
    <div className="title">
      <h1>
        {boardWords.title(professionWords[profession].name)}
        {isReplay ? null : (
          <span data-needs-us>{boardWords.asOf(doubt ? doubtWords.titled : boardWords.now)}</span>
        )}
      </h1>
      <p>
        <Moment iso={doubt?.knownAt ?? at} as={longInstant} />
        {IN_PARIS}
        {doubt || restsOnNothing(rests) ? null : (
          <span className="rests" data-needs-us>
            {restsWords(rests)}
          </span>
        )}
      </p>
    </div>
  );
};

/** What else one may do with a board: below the search, which a phone shows first. */
const BoardLinks = ({ profession, paths }: { profession: Profession; paths: Paths }) => (
  <p className="board-links no-print" data-needs-us>
    <Link to={onPaper(paths.board(profession))} discover="none">
      {boardWords.sheet}
    </Link>
    {paths.at === null && (
      <Link to={paths.following({ profession })} discover="none">
        {followWord}
      </Link>
    )}
  </p>
);

const restsOnNothing = (rests: Rests): boolean => Object.values(rests).every((count) => count === 0);

export type BoardPageProps = {
  profession: Profession;
  at: string | null;
  data: BoardData;
  span: Span | null;
  asked: Asked | null;
};

/** The product: one profession, every mutuelle, now. */
export const BoardPage = ({ profession, at, data, span, asked }: BoardPageProps) => {
  const { at: heardAt, board, incidents, notices, blindSince } = useBoard(profession, at, data.news);
  const { answers, platforms } = board;
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const open = useOpen();
  useCodeAtHand(['answer/answer.route', 'answer/operator.route']);
  const typedBefore = typedIn(useLocation().state);
  const { stars, toggle } = useStars();
  const cards = useCardReadings();
  const readings = useMemo(() => readingsFor(cards, profession), [cards, profession]);
  const filters = useMemo(() => readFilters(query), [query]);
  const nonce = useNonce();
  useTitle(boardTitle(profession, at, useDoubt() !== null));
  useEffect(() => rememberProfession(profession), [profession]);

  const paths = useMemo(() => pathsAt(at), [at]);
  const view = useMemo(
    () => viewOf({ profession, answers, platforms }, data.platforms, paths),
    [profession, answers, platforms, data.platforms, paths],
  );
  const moveTo = useCallback(
    (instant: string) =>
      navigate(pathsAt(instant).board(profession), { replace: true, preventScrollReset: true }),
    [navigate, profession],
  );
  const openFound = useCallback(
    (href: string, typed: string) => {
      keepOnEntry({ typed });
      open(href);
    },
    [open],
  );

  const happening = (
    <Part name="incidents" key="incidents">
      {incidents ? <Incidents incidents={incidents} at={heardAt} view={view} paths={paths} /> : <PartNote />}
    </Part>
  );
  const operators = (
    <Part name="operators" key="operators">
      <Operators view={view} paths={paths} />
    </Part>
  );
  const search = (
    <Part name="search" key="search">
      <Search
        view={view}
        board={board}
        asked={asked}
        paths={paths}
        typedBefore={typedBefore}
        onOpen={openFound}
      />
    </Part>
  );
  // A card's logo answers where our list knows less than half: the logos are first then.
  const order = view.isThin ? [operators, search, happening] : [happening, operators, search];

  return (
    <main className="page board" id="contenu">
      <BoardTitle profession={profession} at={heardAt} isReplay={at !== null} rests={view.rests} />
      <Part name="blind">
        <BlindNote since={blindSince} />
      </Part>
      <Part name="replay">
        {at !== null && span ? <ReplaySlider at={at} span={span} onMove={moveTo} /> : null}
      </Part>
      {order}
      <Part name="filters">
        <FilterLinks view={view} query={query} />
      </Part>
      <BoardLinks profession={profession} paths={paths} />
      <Part name="rows" isAnswer>
        <BoardRows
          view={view}
          filters={filters}
          isReplay={at !== null}
          stars={stars}
          onStar={toggle}
          readings={readings}
          nonce={nonce}
        />
      </Part>
      <Part name="notices">{notices ? <NoticesList notices={notices} paths={paths} /> : <PartNote />}</Part>
      <HandedBoard lines={view.lines} isShown={(line) => passes(filters, line)} />
    </main>
  );
};

export const loader = async ({ params, request, context }: LoaderFunctionArgs) => {
  const { client, handed } = context;
  const profession = professionOfPage(params.profession ?? '', request);
  const url = new URL(request.url);
  sliderInstant(url);
  const at = replayedInstant(url.searchParams);
  const q = url.searchParams.get('q')?.trim() ?? '';
  const [news, platforms, span, asked] = await Promise.all([
    askBoard(client, profession, at),
    askNames(client),
    at === null ? null : askSpan(client, at),
    askFound(client, profession, q),
  ]);
  const head = boardHead({ context, request }, { ...news, body: news.body.board });
  const page = { profession, at, span, asked, head };
  const board: BoardData = { news, platforms };
  if (!handed) return { ...page, board };
  handed.board = board;
  return { ...page, board: null };
};

export const shouldRevalidate: ShouldRevalidateFunction = (asked) =>
  isFilterOfBoard(asked) ? false : asked.defaultShouldRevalidate;

export const meta: MetaFunction<typeof loader> = ({ data, ...read }) => {
  if (!data) return [{ title: PRODUCT }];
  const { plural } = professionWords[data.profession];
  return [
    { title: boardTitle(data.profession, data.at, isReadInDoubt(read)) },
    ...(data.head.length > 0
      ? data.head
      : [{ name: 'description', content: boardWords.description(plural) }]),
  ];
};

/** What was typed on this page before one went away, kept by the browser alone: it never leaves the device. */
const typedIn = (state: unknown): string | null =>
  typeof state === 'object' && state !== null && 'typed' in state && typeof state.typed === 'string'
    ? state.typed
    : null;

const Board = () => {
  const { board, head: _, ...loaded } = useLoaderData<typeof loader>();
  const data = useHandedBoard(board);
  return <BoardPage key={`${loaded.profession} ${loaded.at === null}`} data={data} {...loaded} />;
};
export default Board;

const DAY_S = 86_400;
const HOUR_S = 3_600;
const BEFORE_S = DAY_S;
const AFTER_S = 7 * DAY_S;

const toHour = (seconds: number) => Math.floor(seconds / HOUR_S) * HOUR_S;

/**
 * The incidents around an instant, as we know them now, from the day before to a week after; null outside any, or when
 * the server cannot say.
 */
export const askSpan = async (client: Client, at: string): Promise<Span | null> => {
  const found = await askIfThere(client.api.v1.incidents.$get({ query: { limit: '100' } }));
  const instant = Date.parse(at) / 1000;
  const around = (found?.incidents ?? []).flatMap(({ startedAt, closedAt }) => {
    if (!startedAt || !closedAt) return [];
    const from = toHour(Date.parse(startedAt) / 1000 - BEFORE_S);
    const to = toHour(Date.parse(closedAt) / 1000 + AFTER_S);
    return from <= instant && instant <= to ? [{ from, to }] : [];
  });
  if (around.length === 0) return null;
  return {
    from: Math.min(...around.map(({ from }) => from)),
    to: Math.max(...around.map(({ to }) => to)),
  };
};
