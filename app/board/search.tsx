import { memo, useEffect, useMemo, useRef } from 'react';
import type { Board } from '#server/contract/answers';
import { type Paths, scannerOf } from '../ui/paths';
import { Sign } from '../ui/signs';
import { searchWords } from '../words/board';
import { type Asked, countNumbers, searchable, useDirectory } from './board-data';
import { hitsOn, NO_HITS } from './hits';
import { FoundLinks, optionId, RESULTS_ID, SearchFoot, SearchResults } from './search-results';
import { bringToTop, useReadyField, useSearch, useSlashKey } from './search-state';
import type { BoardView } from './view';

type SearchProps = {
  view: BoardView;
  board: Pick<Board, 'answers' | 'platforms'>;
  /** What a form without script asked, and what the server found. */
  asked: Asked | null;
  /** What was typed here before one went away, and comes back; null: nothing. */
  typedBefore: string | null;
  paths: Paths;
  /** `typed`: what led there. */
  onOpen: (href: string, typed: string) => void;
};

/** A name, a number or a scan; the answer under the field, without the network. Without script, a form. */
export const Search = memo(({ view, board, asked, typedBefore, paths, onOpen }: SearchProps) => {
  const field = useRef<HTMLInputElement>(null);
  const { at } = paths;
  const { answers, platforms } = board;
  const { directory, want } = useDirectory();
  const searchables = useMemo(
    () => directory && searchable({ answers, platforms }, directory),
    [answers, platforms, directory],
  );
  const hitsOf = useMemo(() => hitsOn({ view, platforms, paths }), [view, platforms, paths]);
  const search = useSearch({
    searchables,
    onWanted: want,
    startingWith: asked?.q ?? '',
    hitsOf,
    onOpen: ({ href }, typed) => onOpen(href, typed),
  });
  const { type } = search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as one comes back
  useEffect(() => {
    if (typedBefore !== null) type(typedBefore);
  }, []);
  useSlashKey(field);
  useReadyField(field);

  const { text, result, hits, selected } = search;
  const isOpen = hits.length > 0;
  const isAnswered = asked !== null && result === null && text === asked.q;
  const answered = isAnswered ? hitsOf({ ...asked, sure: null, printed: null }, asked.found.length) : NO_HITS;
  const count = result?.total ?? (isAnswered ? asked.found.length : null);
  const numbersHere = result?.isUnknownNumber && directory ? countNumbers(directory) : null;
  const knownNumbers = result ? numbersHere : isAnswered ? asked.knownNumbers : null;

  return (
    <search className="search" data-needs-us>
      <form method="get">
        {at === null ? null : <input type="hidden" name="at" value={at} />}
        <label htmlFor="q">{searchWords.field}</label>
        <div className={isOpen ? 'search-field is-open' : 'search-field'}>
          <Sign id="i-search" />
          <input
            ref={field}
            id="q"
            name="q"
            type="search"
            maxLength={200}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="search"
            role="combobox"
            aria-autocomplete="list"
            aria-expanded={isOpen}
            aria-controls={RESULTS_ID}
            aria-activedescendant={isOpen && selected >= 0 ? optionId(selected) : undefined}
            value={search.typed}
            onFocus={(event) => {
              search.load();
              bringToTop(event.currentTarget);
            }}
            onChange={(event) => search.type(event.target.value)}
            onKeyDown={search.onKeyDown}
          />
          <button type="submit" className="button without-script">
            {searchWords.submit}
          </button>
        </div>
        {isOpen ? (
          <SearchResults
            hits={hits}
            typed={text}
            selected={selected}
            onChoose={({ href }) => onOpen(href, text)}
            onPoint={search.setChosen}
            view={view}
          />
        ) : (
          <div id={RESULTS_ID} hidden />
        )}
        {answered.hits.length > 0 ? <FoundLinks hits={answered.hits} view={view} /> : null}
        <SearchFoot
          typed={text}
          count={text === '' ? null : count}
          shown={isAnswered ? answered.hits.length : hits.length}
          knownNumbers={knownNumbers}
          isUndecided={search.isUndecided}
          scan={search.scan}
        />
        <a className="scan needs-script" href={scannerOf(paths.board(view.profession))}>
          {searchWords.scan}
        </a>
      </form>
    </search>
  );
});
