import { Link } from '@remix-run/react';
import { memo } from 'react';
import { doubtWords } from '../words/fr/freshness';
import { ago, moment, shortDay } from '../words/fr/instants';
import { shownReason } from '../words/fr/reasons';
import { groupWords, shownOf } from '../words/fr/verdicts';
import type { Line } from './board-lines';
import type { BoardView } from './board-view';
import { type Doubt, useDoubt } from './freshness';
import { Dated, Moment } from './moment';
import type { Move } from './moves';
import { PaymentMark, VerdictMark } from './signs';
import { Split } from './split';
import { Star } from './star';
import { useTurn } from './turns';

type BoardRowProps = {
  line: Line;
  view: BoardView;
  isStarred: boolean;
  onStar: (mutuelle: string) => void;
  move: Move | undefined;
  now: number | null;
};

export const BoardRow = memo(({ line, view, isStarred, onStar, move, now }: BoardRowProps) => {
  const { row, group, name, mutuelle, operators } = line;
  const doubt = useDoubt();
  const { className } = shownOf(group, doubt !== null);
  const moved = doubt ? undefined : move;
  useTurn(mutuelle);
  return (
    <li className={`row ${className}${moved ? ' row-moved' : ''}`} data-mutuelle={mutuelle}>
      <VerdictMark verdict={row.verdict} reason={row.reason} />
      <Link className="row-name" to={view.hrefOf(line)}>
        {name}
      </Link>
      <span className="row-op">{operators || 'Opérateur inconnu ici'}</span>
      <span className="row-why">
        <Why line={line} view={view} doubt={doubt} />
      </span>
      <span className="row-when">
        {moved && now !== null ? <Moved move={moved} now={now} /> : <When line={line} doubt={doubt} />}
      </span>
      <Star name={name} isStarred={isStarred} onToggle={() => onStar(mutuelle)} />
    </li>
  );
});

const Why = ({ line, view, doubt }: { line: Line; view: BoardView; doubt: Doubt | null }) => {
  const { row, group } = line;
  if (group === 'no-convention') {
    return view.elsewhereOf(line) ?? <>Quel opérateur est imprimé sur la carte&#8239;?</>;
  }
  return (
    <>
      {row.reason === 'different-platforms' && !doubt ? (
        <Split row={row} view={view} />
      ) : (
        <span data-judged="reason">{shownReason(row, doubt !== null)}</span>
      )}
      {row.payment === 'normal' ? null : (
        <>
          {' '}
          <PaymentMark payment={row.payment} />
        </>
      )}
    </>
  );
};

const When = ({ line: { row, group }, doubt }: { line: Line; doubt: Doubt | null }) => {
  if (doubt)
    return group === 'no-convention' ? null : (
      <span>
        <Dated text={doubtWords.seen(doubt.dating)} />
      </span>
    );
  if (row.since === null) return null;
  return (
    <>
      depuis le <Moment iso={row.since} as={shortDay} />
      {group === 'suspended' || row.expectedBack ? (
        <span>
          {' '}
          · {row.expectedBack ? <Dated text={`retour ${moment(row.expectedBack)}`} /> : 'retour non annoncé'}
        </span>
      ) : null}
    </>
  );
};

const Moved = ({ move, now }: { move: Move; now: number }) => (
  <span className="moved">
    était {groupWords[move.was].word}, {ago(new Date(move.at), new Date(Math.max(now, move.at)))}
  </span>
);
