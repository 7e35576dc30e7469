import { type Filters, isFiltering, passes } from './board-filters';
import { groupsOf, type Line } from './board-lines';
import { BoardRow } from './board-row';
import type { BoardView } from './board-view';
import { GroupSection } from './group-section';
import { useHeldLines } from './held';
import { Mine, MineFirstPaint } from './mine';
import { useMoves } from './moves';
import { MovesAnnounced } from './moves-announced';

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
      {groups.length === 0 ? <p className="empty">Aucune mutuelle ne répond à ce choix.</p> : null}
      <MineFirstPaint nonce={nonce} />
    </div>
  );
};
