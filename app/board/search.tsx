import { useRef } from 'react';
import { Sign } from '../ui/signs';
import { searchWords } from '../words/board';
import type { Line } from './lines';
import type { Searchable } from './search-index';
import { FoundLinks, optionId, RESULTS_ID, SearchFoot, SearchResults } from './search-results';
import { bringToTop, useReadyField, useSearch, useSlashKey } from './search-state';
import type { BoardView } from './view';

type SearchProps = {
  view: BoardView;
  mutuelles: readonly Searchable[];
  /** What a form without script asked, and what the server found. */
  asked: { q: string; found: readonly string[] } | null;
  at: string | null;
  onOpen: (href: string) => void;
};

const SHOWN = 6;

/** A name, a number or a scan; the answer under the field, without the network. Without script, a form. */
export const Search = ({ view, mutuelles, asked, at, onOpen }: SearchProps) => {
  const field = useRef<HTMLInputElement>(null);
  const { lines } = view;
  const open = (line: Line) => onOpen(view.hrefOf(line));
  const search = useSearch({ lines, mutuelles, startingWith: asked?.q ?? '', onOpen: open });
  useSlashKey(field);
  useReadyField(field);

  const { text, found, selected } = search;
  const shown = text === '' ? [] : (found?.slice(0, SHOWN) ?? []);
  const isOpen = shown.length > 0;
  const answered = asked && found === null && text === asked.q ? linesAmong(lines, asked.found) : null;

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
            aria-activedescendant={isOpen ? optionId(selected) : undefined}
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
            found={shown}
            typed={text}
            selected={selected}
            onChoose={open}
            onPoint={search.setSelected}
            view={view}
          />
        ) : (
          <div id={RESULTS_ID} hidden />
        )}
        {answered ? <FoundLinks found={answered} view={view} /> : null}
        <SearchFoot
          typed={text}
          count={text === '' ? null : ((answered ?? found)?.length ?? null)}
          shown={answered?.length ?? shown.length}
          scan={search.scan}
        />
      </form>
    </search>
  );
};

const linesAmong = (lines: readonly Line[], ids: readonly string[]): Line[] =>
  ids.flatMap((id) => lines.find(({ mutuelle }) => mutuelle === id) ?? []);
