import { Link } from '@remix-run/react';
import { fold } from '#server/contract/search';
import { useDoubt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import { VerdictMark } from '../ui/signs';
import { boardWords, searchWords } from '../words/board';
import { shortDay } from '../words/instants';
import { paymentWords, shownOf, shownReason } from '../words/verdicts';
import type { Line } from './lines';
import { CandidateVerdicts } from './rows';
import type { Scan } from './search-state';
import type { BoardView } from './view';

/** A name with the part that was typed, when it begins one of its words. */
export const Marked = ({ name, typed }: { name: string; typed: string }) => {
  const place = placeOf(name, typed.trim());
  if (!place) return name;
  const { from, to } = place;
  return (
    <>
      {name.slice(0, from)}
      <mark>{name.slice(from, to)}</mark>
      {name.slice(to)}
    </>
  );
};

/** Letter by letter, so that places in the folded name are places in the name. */
const placeOf = (name: string, typed: string): { from: number; to: number } | null => {
  const letters = [...name].map((letter) => fold(letter).charAt(0) || letter).join('');
  const sought = fold(typed);
  if (sought === '' || letters.length !== name.length) return null;
  let from = letters.indexOf(sought);
  while (from > 0 && /[\p{L}\p{N}]/u.test(letters.charAt(from - 1))) from = letters.indexOf(sought, from + 1);
  return from === -1 ? null : { from, to: from + sought.length };
};

export const RESULTS_ID = 'resultats';
export const optionId = (position: number) => `${RESULTS_ID}-${position}`;

type SearchResultsProps = {
  found: readonly Line[];
  typed: string;
  selected: number;
  onChoose: (line: Line) => void;
  onPoint: (position: number) => void;
  view: BoardView;
};

export const SearchResults = ({ found, typed, selected, onChoose, onPoint, view }: SearchResultsProps) => {
  const isDoubted = useDoubt() !== null;
  return (
    <div className="results" id={RESULTS_ID} role="listbox" aria-label={searchWords.results(typed)}>
      {found.map((line, position) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, as in every combobox
        <div
          key={line.mutuelle}
          id={optionId(position)}
          role="option"
          tabIndex={-1}
          className={shownOf(line.group, isDoubted).className}
          aria-selected={position === selected}
          onClick={() => onChoose(line)}
          onPointerMove={() => onPoint(position)}
        >
          <VerdictMark verdict={line.row.verdict} reason={line.row.reason} />
          <span className="name">
            <Marked name={line.name} typed={typed} />
          </span>
          <span className="reason small">
            <Reason line={line} isFull={position === selected} isDoubted={isDoubted} view={view} />
          </span>
          <span className="go">{position === selected ? <kbd>{searchWords.keys.enter}</kbd> : null}</span>
        </div>
      ))}
    </div>
  );
};

type ReasonProps = { line: Line; isFull: boolean; isDoubted: boolean; view: BoardView };

/** Why, in a line; for the selected one since when, and whether one will be paid. */
const Reason = ({ line: { row, group, operators }, isFull, isDoubted, view }: ReasonProps) => {
  if (group === 'no-convention') return <>{boardWords.whichOperator}</>;
  if (row.reason === 'different-platforms' && !isDoubted) return <CandidateVerdicts row={row} view={view} />;
  return (
    <>
      {shownReason(row, isDoubted)} · {operators}
      {isFull && row.since && !isDoubted ? <Dated text={searchWords.sinceDay(shortDay(row.since))} /> : null}
      {isFull || row.payment !== 'normal'
        ? ` · ${paymentWords[isDoubted ? 'unknown' : row.payment].word}`
        : null}
    </>
  );
};

type FoundLinksProps = { found: readonly Line[]; view: BoardView };

/** The same results as links, for a page without script. */
export const FoundLinks = ({ found, view }: FoundLinksProps) => {
  const isDoubted = useDoubt() !== null;
  return (
    <ul className="results found">
      {found.map((line) => (
        <li key={line.mutuelle} className={shownOf(line.group, isDoubted).className}>
          <VerdictMark verdict={line.row.verdict} reason={line.row.reason} />
          <Link className="name" to={view.hrefOf(line)}>
            {line.name}
          </Link>
          <span className="reason small">{shownReason(line.row, isDoubted)}</span>
        </li>
      ))}
    </ul>
  );
};

type SearchFootProps = {
  typed: string;
  /** How many were found; null while nothing is sought. */
  count: number | null;
  shown: number;
  scan: Scan;
};

/** How many, what became of a scan, and the keys. */
export const SearchFoot = ({ typed, count, shown, scan }: SearchFootProps) => (
  <div className="results-foot">
    <p role="status">
      {count === null ? null : <Count typed={typed} count={count} shown={shown} />}
      {scan === null ? null : ` ${searchWords.scans[scan]}`}
    </p>
    <p className="keys needs-script">
      <kbd>↑</kbd> <kbd>↓</kbd>
      {searchWords.keys.choose}
    </p>
    <p className="keys needs-script">
      <kbd>{searchWords.keys.enter}</kbd>
      {searchWords.keys.open}
    </p>
    <p className="keys needs-script">
      <kbd>{searchWords.keys.escape}</kbd>
      {searchWords.keys.clear}
    </p>
    <p className="keys needs-script">
      <kbd>/</kbd>
      {searchWords.keys.back}
    </p>
  </div>
);

const Count = ({ typed, count, shown }: { typed: string; count: number; shown: number }) => {
  if (count === 0) {
    return (
      <>
        {searchWords.none(typed)} <a href="#operateurs">{boardWords.whichOperator}</a>
      </>
    );
  }
  return <>{count > shown ? searchWords.first(shown, count) : searchWords.count(count)}</>;
};
