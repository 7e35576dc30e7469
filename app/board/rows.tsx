import { useMemo } from 'react';
import { useDoubt } from '../ui/freshness';
import { useNow } from '../ui/now';
import { boardWords } from '../words/board';
import { ago } from '../words/instants';
import { groupWords } from '../words/verdicts';
import { drawGroup, GroupSection } from './group-section';
import { useRowsTaken } from './handed';
import { groupsOf, type Line } from './lines';
import { Mine, MineFirstPaint } from './mine';
import { type Move, MovesAnnounced, useHeldLines, useMoves } from './moves';
import { type DrawnRow, drawRow } from './row';
import { useKeptFocus, useRowEvents } from './row-keys';
import { type BoardView, type Filters, isFiltering, passes } from './view';

type BoardRowsProps = {
  view: BoardView;
  filters: Filters;
  isReplay: boolean;
  /** Null until the browser has said which are starred. */
  stars: readonly string[] | null;
  onStar: (mutuelle: string) => void;
  /** The operators read on cards with this device, by mutuelle. */
  readings: ReadonlyMap<string, string>;
  nonce: string | undefined;
};

/** One's own mutuelles, then every mutuelle, worst first and by name. */
export const BoardRows = ({ view, filters, isReplay, stars, onStar, readings, nonce }: BoardRowsProps) => {
  const { lines } = view;
  const movable = useMemo(() => movableOn(view), [view]);
  const moves = useMoves(movable, isReplay);
  const { placed, latest, holding } = useHeldLines(lines);
  const events = useRowEvents(onStar);
  useKeptFocus();
  useRowsTaken();
  const doubt = useDoubt();
  // Time goes on for the marks of what changed alone.
  const moment = useNow(moves.size > 0);
  const draw = useMemo(() => {
    const starred = new Set(stars);
    return (place: Line): DrawnRow => {
      const line = latest.get(place.mutuelle) ?? place;
      const move = moves.get(line.mutuelle);
      const read = line.row.reason === 'no-convention' ? readings.get(line.mutuelle) : undefined;
      return drawRow(line, view, {
        doubt,
        moved: move && moment !== null ? movedAgo(move, moment) : null,
        isStarred: starred.has(line.mutuelle),
        read: read === undefined ? null : view.platformOf(read),
      });
    };
  }, [latest, view, doubt, moves, moment, stars, readings]);
  const groups = useMemo(() => {
    const isApart = ({ mutuelle }: Line) => moves.has(mutuelle) || readings.has(mutuelle);
    return groupsOf(
      placed.filter((line) => passes(filters, line)),
      isApart,
    ).map((group) => drawGroup(group, draw));
  }, [placed, filters, moves, readings, draw]);
  const mine = useMemo(
    () => lines.filter(({ mutuelle }) => stars?.includes(mutuelle)).map(draw),
    [lines, stars, draw],
  );

  return (
    <div {...holding} {...events}>
      <MovesAnnounced
        moves={moves}
        namedOf={(id) => movable.find((each) => each.id === id)}
        rankOf={(id) => (stars?.includes(id) ? 'mine' : id.startsWith(OPERATOR) ? 'operator' : 'other')}
      />
      <Mine rows={mine} isKnown={stars !== null} />
      {groups.map((drawn) => (
        <GroupSection key={drawn.group.group} drawn={drawn} view={view} isOpen={isFiltering(filters)} />
      ))}
      {groups.length === 0 ? <p className="empty">{boardWords.nothingFound}</p> : null}
      <MineFirstPaint nonce={nonce} />
    </div>
  );
};

const OPERATOR = 'operateur ';

/** What may change group: operators first, since one word of theirs moves many mutuelles. */
const movableOn = ({ operators, lines, nameOf }: BoardView) => [
  ...operators.map(({ platform, verdict }) => ({
    id: OPERATOR + platform,
    name: nameOf(platform),
    group: verdict,
  })),
  ...lines.map(({ mutuelle, name, group }) => ({ id: mutuelle, name, group })),
];

const movedAgo = (move: Move, now: number): string =>
  boardWords.wasAgo(groupWords[move.was].word, ago(new Date(move.at), new Date(Math.max(now, move.at))));
