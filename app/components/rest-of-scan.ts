import { useRef } from 'react';

/** A scanner's keys come closer than this; a person's do not. */
const BURST_MS = 100;

/** Once the number of a card is read, the keys that follow in the same burst are let go of, unread. */
export const useRestOfScan = () => {
  const drainedAt = useRef(Number.NEGATIVE_INFINITY);
  const drain = () => {
    drainedAt.current = performance.now();
  };
  return {
    drain,
    end: () => {
      drainedAt.current = Number.NEGATIVE_INFINITY;
    },
    /** Whether this key is one of them. */
    isComing: (): boolean => {
      const isComing = performance.now() - drainedAt.current < BURST_MS;
      if (isComing) drain();
      return isComing;
    },
  };
};
