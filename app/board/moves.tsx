import { type FocusEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { BoardGroup } from '#server/domain/facts/vocabulary';
import { boardWords } from '../words/board';
import { groupWords } from '../words/verdicts';
import type { Line } from './lines';

/** Whether the pointer or the focus is on the list, which then keeps its order. */
const useHolding = () => {
  const [holds, setHolds] = useState({ pointer: false, focus: false });
  const holding = {
    onPointerEnter: () => setHolds((each) => ({ ...each, pointer: true })),
    onPointerLeave: () => setHolds((each) => ({ ...each, pointer: false })),
    onFocus: () => setHolds((each) => ({ ...each, focus: true })),
    onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
      if (!currentTarget.contains(relatedTarget)) setHolds((each) => ({ ...each, focus: false }));
    },
  };
  return { isHeld: holds.pointer || holds.focus, holding };
};

/** A pointer may be left on the list for hours: what changed is then under its own head all the same. */
const HELD_AT_MOST_MS = 20_000;

/** Lines keep their group and place while the order is held; what they say is always the latest. */
export const useHeldLines = (lines: readonly Line[]) => {
  const { isHeld, holding } = useHolding();
  const [ordered, setOrdered] = useState(lines);
  const newest = useRef(lines);
  useEffect(() => {
    newest.current = lines;
    if (!isHeld) setOrdered(lines);
  }, [isHeld, lines]);
  const isBehind = isHeld && ordered !== lines;
  useEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(() => setOrdered(newest.current), HELD_AT_MOST_MS);
    return () => clearTimeout(timer);
  }, [isBehind]);
  const latest = useMemo(() => new Map(lines.map((line) => [line.mutuelle, line])), [lines]);
  const placed = useMemo(
    () => ordered.map((line) => ({ ...(latest.get(line.mutuelle) ?? line), group: line.group })),
    [ordered, latest],
  );
  return { placed, latest, holding };
};

/** What a line said before it changed, and when the change was seen. */
export type Move = { was: BoardGroup; at: number };
export type Moves = ReadonlyMap<string, Move>;

const MARKED_MS = 60_000;
const NONE: Moves = new Map();

/** What may move from a group to another: a line of the board, or an operator. */
type Grouped = { id: string; group: BoardGroup };

const groupsBy = (all: readonly Grouped[]) => new Map(all.map(({ id, group }) => [id, group]));

/** What changed group since the page follows, each for one minute. In a replay it is time that moves, not they. */
export const useMoves = (all: readonly Grouped[], isReplay: boolean): Moves => {
  const [moves, setMoves] = useState(NONE);
  const before = useRef(groupsBy(all));

  useEffect(() => {
    const at = Date.now();
    const seen = all.flatMap(({ id, group }): [string, Move][] => {
      const was = before.current.get(id);
      return was && was !== group ? [[id, { was, at }]] : [];
    });
    before.current = groupsBy(all);
    if (isReplay || seen.length === 0) return;
    setMoves((marked) => new Map([...marked, ...seen]));
  }, [all, isReplay]);

  useEffect(() => {
    if (moves.size === 0) return;
    const timer = setTimeout(() => {
      const limit = Date.now() - MARKED_MS;
      setMoves((marked) => new Map([...marked].filter(([, { at }]) => at > limit)));
    }, MARKED_MS + 1);
    return () => clearTimeout(timer);
  }, [moves]);

  return moves;
};

const NAMED_AT_MOST = 3;

type Named = { name: string; group: BoardGroup };
type MovesAnnouncedProps = {
  moves: Moves;
  namedOf: (id: string) => Named | undefined;
  /** Whether it matters to this reader by name: one's own mutuelles first, then operators. The others are counted. */
  rankOf: (id: string) => 'mine' | 'operator' | 'other';
};

const RANKS = ['mine', 'operator', 'other'] as const;

/** What just changed, said once to a screen reader, what matters most to this reader first. */
export const MovesAnnounced = ({ moves, namedOf, rankOf }: MovesAnnouncedProps) => {
  const newest = Math.max(0, ...[...moves.values()].map(({ at }) => at));
  const all = [...moves]
    .filter(([id, { at }]) => at === newest && namedOf(id) !== undefined)
    .map(([id, { was }]) => ({ id, was, rank: RANKS.indexOf(rankOf(id)) }))
    .sort((a, b) => a.rank - b.rank);
  const isAlone = all.every(({ rank }) => rank === RANKS.indexOf('other'));
  const said = all
    .filter(({ rank }) => isAlone || rank < RANKS.indexOf('other'))
    .slice(0, NAMED_AT_MOST)
    .flatMap(({ id, was }) => {
      const named = namedOf(id);
      return named ? [boardWords.moved(named.name, groupWords[named.group].word, groupWords[was].word)] : [];
    });
  const rest = all.length - said.length;
  return (
    <p className="visually-hidden" role="status">
      {said.join('. ')}
      {rest > 0 ? boardWords.moreMoved(rest) : null}
    </p>
  );
};
