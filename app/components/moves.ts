import { useEffect, useRef, useState } from 'react';
import type { BoardGroup } from '#server/domain/facts/vocabulary';
import type { Line } from './board-lines';

/** What a line said before it changed, and when the change was seen. */
export type Move = { was: BoardGroup; at: number };
export type Moves = ReadonlyMap<string, Move>;

const MARKED_MS = 60_000;
const NONE: Moves = new Map();

const groupsBy = (lines: readonly Line[]) => new Map(lines.map(({ mutuelle, group }) => [mutuelle, group]));

/** The lines that changed group since the page follows, each for one minute. In a replay it is time that moves, not they. */
export const useMoves = (lines: readonly Line[], isReplay: boolean): Moves => {
  const [moves, setMoves] = useState(NONE);
  const before = useRef(groupsBy(lines));

  useEffect(() => {
    const at = Date.now();
    const seen = lines.flatMap(({ mutuelle, group }): [string, Move][] => {
      const was = before.current.get(mutuelle);
      return was && was !== group ? [[mutuelle, { was, at }]] : [];
    });
    before.current = groupsBy(lines);
    if (isReplay || seen.length === 0) return;
    setMoves((marked) => new Map([...marked, ...seen]));
  }, [lines, isReplay]);

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
