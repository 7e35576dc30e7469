import { Fragment } from 'react';
import type { BoardRow } from '#server/contract/answers';
import type { BoardView } from './board-view';
import { VerdictMark } from './signs';

/** « Non Viamedis, Oui Almerys »: each candidate, none guessed. */
export const Split = ({ row, view }: { row: BoardRow; view: BoardView }) =>
  row.candidates.map(({ platform, verdict }) => (
    <Fragment key={platform}>
      <span className="split">
        <VerdictMark verdict={verdict} reason={view.reasonOf(platform)} /> {view.nameOf(platform)}
      </span>{' '}
    </Fragment>
  ));
