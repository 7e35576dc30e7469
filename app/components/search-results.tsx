import { Link } from '@remix-run/react';
import { shortDay } from '../words/fr/instants';
import { shownReason } from '../words/fr/reasons';
import { fr } from '../words/fr/typography';
import { paymentWords, shownOf } from '../words/fr/verdicts';
import type { Line } from './board-lines';
import type { BoardView } from './board-view';
import { useDoubt } from './freshness';
import { Marked } from './marked';
import { Dated } from './moment';
import { VerdictMark } from './signs';
import { Split } from './split';

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
    <div className="results" id={RESULTS_ID} role="listbox" aria-label={fr`Résultats pour « ${typed} »`}>
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
          <span className="go">{position === selected ? <kbd>Entrée</kbd> : null}</span>
        </div>
      ))}
    </div>
  );
};

type ReasonProps = { line: Line; isFull: boolean; isDoubted: boolean; view: BoardView };

/** Why, in a line; for the selected one since when, and whether one will be paid. */
const Reason = ({ line: { row, group, operators }, isFull, isDoubted, view }: ReasonProps) => {
  if (group === 'no-convention') return <>Quel opérateur est imprimé sur la carte&#8239;?</>;
  if (row.reason === 'different-platforms' && !isDoubted) return <Split row={row} view={view} />;
  return (
    <>
      {shownReason(row, isDoubted)} · {operators}
      {isFull && row.since && !isDoubted ? <Dated text={` · depuis le ${shortDay(row.since)}`} /> : null}
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
