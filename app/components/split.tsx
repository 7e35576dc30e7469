import type { BoardRow } from '#server/contract/answers';
import type { BoardView } from './board-view';
import { VerdictMark } from './signs';

/** « Non Viamedis, Oui Almerys »: each candidate, none guessed. */
export const Split = ({ row, view }: { row: BoardRow; view: BoardView }) => (
  <>
    {row.candidates.map(({ platform, verdict }) => (
      <span className="split" key={platform}>
        <VerdictMark verdict={verdict} reason={view.isPresumed(platform) ? 'presumed' : 'declared'} />{' '}
        {view.nameOf(platform)}{' '}
      </span>
    ))}
  </>
);
