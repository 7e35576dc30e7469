import { Link } from '@remix-run/react';
import type { BoardPlatform } from '#server/contract/answers';
import { fold } from '#server/contract/search/typed';
import { useDoubt } from '../ui/freshness';
import { Dated } from '../ui/moment';
import { VerdictMark } from '../ui/signs';
import { Written } from '../ui/written';
import { searchWords } from '../words/board';
import { shortDay } from '../words/instants';
import { likelyWords } from '../words/likely';
import { groupOf, paymentWords, shownOf, shownReason } from '../words/verdicts';
import type { Hit } from './hits';
import type { Line } from './lines';
import { candidatesOf, conditionsOf } from './row';
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
  hits: readonly Hit[];
  typed: string;
  selected: number;
  onChoose: (hit: Hit) => void;
  onPoint: (position: number) => void;
  view: BoardView;
};

export const SearchResults = ({ hits, typed, selected, onChoose, onPoint, view }: SearchResultsProps) => {
  const isDoubted = useDoubt() !== null;
  return (
    <div className="results" id={RESULTS_ID} role="listbox" aria-label={searchWords.results(typed)}>
      {hits.map((hit, position) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, as in every combobox
        <div
          key={hit.key}
          id={optionId(position)}
          role="option"
          tabIndex={-1}
          className={classOf(hit, isDoubted)}
          aria-selected={position === selected}
          onClick={() => onChoose(hit)}
          onPointerMove={() => onPoint(position)}
        >
          <HitMark hit={hit} />
          <span className="name">
            {hit.isGuess ? <span className="guess small">{searchWords.guess}</span> : null}
            <Marked name={hit.name} typed={typed} />
          </span>
          <span className="reason small">
            {hit.kind === 'mutuelle' ? (
              <Reason line={hit.line} isFull={position === selected} isDoubted={isDoubted} view={view} />
            ) : (
              <OfPlatform platform={hit.platform} isDoubted={isDoubted} />
            )}
          </span>
          <span className="go">{position === selected ? <kbd>{searchWords.keys.enter}</kbd> : null}</span>
        </div>
      ))}
    </div>
  );
};

/** The answer that stands beside a name; a platform that is on no card has none. */
const judgedOf = (hit: Hit) => (hit.kind === 'mutuelle' ? hit.line.row : hit.platform);

const classOf = (hit: Hit, isDoubted: boolean): string | undefined => {
  const judged = judgedOf(hit);
  return judged ? shownOf(groupOf(judged), isDoubted).className : undefined;
};

const HitMark = ({ hit }: { hit: Hit }) => {
  const judged = judgedOf(hit);
  return judged ? <VerdictMark {...judged} /> : <span />;
};

type OfPlatformProps = { platform: BoardPlatform | null; isDoubted: boolean };

/** An operator is read on the card; whether one will be paid. */
const OfPlatform = ({ platform, isDoubted }: OfPlatformProps) => (
  <>
    {platform ? searchWords.operator : searchWords.platform}
    {platform && platform.payment !== 'normal'
      ? ` · ${paymentWords[isDoubted ? 'unknown' : platform.payment].word}`
      : null}
  </>
);

type ReasonProps = { line: Line; isFull: boolean; isDoubted: boolean; view: BoardView };

/** Why, in a line; for the selected one since when, and whether one will be paid. */
const Reason = ({ line: { row, group, operators }, isFull, isDoubted, view }: ReasonProps) => {
  if (group === 'no-convention') return <>{likelyWords.whichOperator}</>;
  const all = group === 'likely' ? conditionsOf(row, view, isDoubted) : null;
  const told = row.reason === 'different-platforms' && !isDoubted ? candidatesOf(row, view) : all;
  if (told) return <Written markup={told} />;
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

/** The same results as links, for a page without script. */
export const FoundLinks = ({ hits, view }: { hits: readonly Hit[]; view: BoardView }) => {
  const isDoubted = useDoubt() !== null;
  return (
    <ul className="results found">
      {hits.map((hit) => (
        <li key={hit.key} className={classOf(hit, isDoubted)}>
          <HitMark hit={hit} />
          <span className="name">
            {hit.isGuess ? <span className="guess small">{searchWords.guess}</span> : null}
            <Link to={hit.href}>{hit.name}</Link>
          </span>
          <span className="reason small">
            {hit.kind === 'mutuelle' ? (
              <Reason line={hit.line} isFull={false} isDoubted={isDoubted} view={view} />
            ) : (
              <OfPlatform platform={hit.platform} isDoubted={isDoubted} />
            )}
          </span>
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
  /** When what is typed is a number of nobody here: how many are known. */
  knownNumbers: number | null;
  /** Whether Enter was pressed where one has to choose. */
  isUndecided: boolean;
  scan: Scan;
};

/** How many, what became of a scan, and the keys. */
export const SearchFoot = ({ typed, count, shown, knownNumbers, isUndecided, scan }: SearchFootProps) => (
  <div className="results-foot">
    <p role="status">
      {count === null ? null : (
        <Count typed={typed} count={count} shown={shown} knownNumbers={knownNumbers} />
      )}
      {isUndecided ? ` ${searchWords.undecided}` : null}
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

type CountProps = { typed: string; count: number; shown: number; knownNumbers: number | null };

const Count = ({ typed, count, shown, knownNumbers }: CountProps) => {
  if (count === 0) {
    return (
      <>
        {knownNumbers === null ? searchWords.none(typed) : searchWords.unknownNumber(knownNumbers)}{' '}
        <a href="#operateurs">{likelyWords.whichOperator}</a>
      </>
    );
  }
  return <>{count > shown ? searchWords.first(shown, count) : searchWords.count(count)}</>;
};
