import { Link } from '@remix-run/react';
import { Fragment, memo } from 'react';
import type { BoardRow as Row } from '#server/contract/answers';
import { type Doubt, useDoubt } from '../ui/freshness';
import { Dated, Moment } from '../ui/moment';
import { useTurn } from '../ui/part';
import { PaymentMark, VerdictMark } from '../ui/signs';
import { boardWords } from '../words/board';
import { doubtWords } from '../words/freshness';
import { ago, moment, shortDay } from '../words/instants';
import { groupWords, shownOf, shownReason } from '../words/verdicts';
import { GroupSection } from './group-section';
import { groupsOf, type Line } from './lines';
import { Mine, MineFirstPaint, Star } from './mine';
import { type Move, MovesAnnounced, useHeldLines, useMoves } from './moves';
import { type BoardView, type Filters, isFiltering, passes } from './view';

/** « Non Viamedis, Oui Almerys »: each candidate, none guessed. */
export const CandidateVerdicts = ({ row, view }: { row: Row; view: BoardView }) =>
  row.candidates.map(({ platform, verdict }) => (
    <Fragment key={platform}>
      <span className="split">
        <VerdictMark verdict={verdict} reason={view.reasonOf(platform)} /> {view.nameOf(platform)}
      </span>{' '}
    </Fragment>
  ));

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
      <span className="row-op">{operators || boardWords.unknownHere}</span>
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
    return view.elsewhereOf(line) ?? boardWords.whichOperator;
  }
  return (
    <>
      {row.reason === 'different-platforms' && !doubt ? (
        <CandidateVerdicts row={row} view={view} />
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
      {boardWords.sinceDay}
      <Moment iso={row.since} as={shortDay} />
      {group === 'suspended' || row.expectedBack ? (
        <span>
          {' · '}
          {row.expectedBack ? (
            <Dated text={boardWords.backAt(moment(row.expectedBack))} />
          ) : (
            boardWords.backUntold
          )}
        </span>
      ) : null}
    </>
  );
};

const Moved = ({ move, now }: { move: Move; now: number }) => (
  <span className="moved">
    {boardWords.wasAgo(groupWords[move.was].word, ago(new Date(move.at), new Date(Math.max(now, move.at))))}
  </span>
);

type BoardRowsProps = {
  view: BoardView;
  filters: Filters;
  isReplay: boolean;
  /** Null until the browser has said which are starred. */
  stars: readonly string[] | null;
  onStar: (mutuelle: string) => void;
  now: number | null;
  nonce: string | undefined;
};

/** One's own mutuelles, then every mutuelle, worst first and by name. */
export const BoardRows = ({ view, filters, isReplay, stars, onStar, now, nonce }: BoardRowsProps) => {
  const { lines, profession, isPresumed, elsewhereOf } = view;
  const moves = useMoves(lines, isReplay);
  const { placed, latest, holding } = useHeldLines(lines);
  const groups = groupsOf(
    placed.filter((line) => passes(filters, line)),
    ({ mutuelle }) => moves.has(mutuelle),
  );

  const renderRow = (place: Line) => {
    const line = latest.get(place.mutuelle) ?? place;
    const move = moves.get(line.mutuelle);
    return (
      <BoardRow
        key={line.mutuelle}
        line={line}
        view={view}
        isStarred={stars?.includes(line.mutuelle) ?? false}
        onStar={onStar}
        move={move}
        now={move ? now : null}
      />
    );
  };

  return (
    <div {...holding}>
      <MovesAnnounced moves={moves} lines={latest} />
      <Mine
        lines={lines.filter(({ mutuelle }) => stars?.includes(mutuelle))}
        isKnown={stars !== null}
        renderRow={renderRow}
      />
      {groups.map((group) => (
        <GroupSection
          key={group.group}
          group={group}
          profession={profession}
          isPresumed={isPresumed}
          isOpen={isFiltering(filters)}
          elsewhereOf={elsewhereOf}
          renderRow={renderRow}
        />
      ))}
      {groups.length === 0 ? <p className="empty">{boardWords.nothingFound}</p> : null}
      <MineFirstPaint nonce={nonce} />
    </div>
  );
};
