import { useEffect, useMemo, useState } from 'react';
import type { Line } from './board-lines';

/** Pointer or focus on the list: nothing moves under it. */
const useHolding = () => {
  const [holds, setHolds] = useState({ pointer: false, focus: false });
  const holding = {
    onPointerEnter: () => setHolds((each) => ({ ...each, pointer: true })),
    onPointerLeave: () => setHolds((each) => ({ ...each, pointer: false })),
    onFocus: () => setHolds((each) => ({ ...each, focus: true })),
    onBlur: () => setHolds((each) => ({ ...each, focus: false })),
  };
  return { isHeld: holds.pointer || holds.focus, holding };
};

/** Lines keep their place while held; what they say is always the latest. */
export const useHeldLines = (lines: readonly Line[]) => {
  const { isHeld, holding } = useHolding();
  const [placed, setPlaced] = useState(lines);
  useEffect(() => {
    if (!isHeld) setPlaced(lines);
  }, [isHeld, lines]);
  const latest = useMemo(() => new Map(lines.map((line) => [line.mutuelle, line])), [lines]);
  return { placed, latest, holding };
};
