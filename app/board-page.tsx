import { useNavigate, useSearchParams } from '@remix-run/react';
import { useCallback, useEffect, useMemo } from 'react';
import type { Profession } from '#server/domain/facts/vocabulary';
import type { Heard } from './ask';
import { type BoardNews, useBoard } from './board';
import { type BoardDirectory, searchable } from './board-directory';
import { BlindNote } from './components/blind-note';
import { readFilters } from './components/board-filters';
import { BoardRows } from './components/board-rows';
import { BoardTitle } from './components/board-title';
import { viewOf } from './components/board-view';
import { FilterLinks } from './components/filters';
import { useDoubt } from './components/freshness';
import { Incidents } from './components/incidents';
import { NoticesList } from './components/notices-list';
import { Operators } from './components/operators';
import { Part, PartNote } from './components/part';
import { pathsAt } from './components/paths';
import { ReplaySlider, type Span } from './components/replay-slider';
import { Search } from './components/search';
import { useNow } from './link';
import { useNonce } from './nonce';
import { rememberProfession } from './professions';
import { useStars } from './stars';
import { useTitle } from './title';
import { boardTitle } from './words/fr/titles';

export type BoardPageProps = {
  profession: Profession;
  at: string | null;
  news: Heard<BoardNews>;
  directory: BoardDirectory;
  span: Span | null;
  asked: { q: string; found: string[] } | null;
};

/** The product: one profession, every mutuelle, now. */
export const BoardPage = ({ profession, at, news, directory, span, asked }: BoardPageProps) => {
  const { at: heardAt, board, incidents, notices, blindSince } = useBoard(profession, at, news);
  const { answers, platforms } = board;
  const [query] = useSearchParams();
  const navigate = useNavigate();
  const { stars, toggle } = useStars();
  const now = useNow();
  const nonce = useNonce();
  useTitle(boardTitle(profession, at, useDoubt() !== null));
  useEffect(() => rememberProfession(profession), [profession]);

  const paths = useMemo(() => pathsAt(at), [at]);
  const view = useMemo(
    () => viewOf({ profession, answers, platforms }, incidents, directory.platforms, paths),
    [profession, answers, platforms, incidents, directory, paths],
  );
  const mutuelles = useMemo(() => searchable(answers, directory), [answers, directory]);
  const moveTo = useCallback(
    (instant: string) =>
      navigate(pathsAt(instant).board(profession), { replace: true, preventScrollReset: true }),
    [navigate, profession],
  );

  return (
    <main className="page" id="contenu">
      <BoardTitle profession={profession} at={heardAt} isReplay={at !== null} />
      <Part name="blind">
        <BlindNote since={blindSince} />
      </Part>
      <Part name="replay">
        {at !== null && span ? <ReplaySlider at={at} span={span} onMove={moveTo} /> : null}
      </Part>
      <Part name="incidents">
        {incidents ? (
          <Incidents incidents={incidents} platforms={platforms} at={heardAt} view={view} paths={paths} />
        ) : (
          <PartNote />
        )}
      </Part>
      <Part name="operators">
        <Operators platforms={platforms} view={view} paths={paths} />
      </Part>
      <Part name="search">
        <Search view={view} mutuelles={mutuelles} asked={asked} at={at} onOpen={navigate} />
        <FilterLinks view={view} query={query} />
      </Part>
      <Part name="rows" isAnswer>
        <BoardRows
          view={view}
          filters={readFilters(query)}
          isReplay={at !== null}
          stars={stars}
          onStar={toggle}
          now={now}
          nonce={nonce}
        />
      </Part>
      <Part name="notices">{notices ? <NoticesList notices={notices} paths={paths} /> : <PartNote />}</Part>
    </main>
  );
};
