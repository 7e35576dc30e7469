import { useEffect, useReducer, useRef, useState } from 'react';
import type { Profession } from '#server/domain/facts/vocabulary';
import { onWaking } from './freshness';

/** Thousands are told in the same instant: they ask within this, not all at once. */
const SPREAD_MS = 300;

/**
 * Waits for what the server says of a profession (null: does not), and asks again when it does, or when the wait was
 * cut and took up again. Whether it waits now; where it may not, whoever asks goes on asking by itself.
 *
 * Connects anew and asks at once when the network comes back, when the page turns doubtful, and when one comes back to a
 * page that is doubtful or cut: the browser may wait 15 s before it reconnects, and what was asked before a sleep may
 * never be answered, or answer for then.
 */
export const useStream = (
  profession: Profession | null,
  isDoubted: boolean,
  again: () => unknown,
): boolean => {
  const [isLive, setIsLive] = useState(false);
  const [restarts, restart] = useReducer((count: number) => count + 1, 0);
  const doubted = useRef(isDoubted);
  doubted.current = isDoubted;
  useEffect(() => {
    if (isDoubted) restart();
  }, [isDoubted]);
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (profession === null) return;
    let soon: ReturnType<typeof setTimeout> | undefined;
    const askSoon = () => {
      clearTimeout(soon);
      soon = setTimeout(() => latest.current(), Math.random() * SPREAD_MS);
    };
    let wasCut = restarts > 0;
    if (wasCut) askSoon();
    const source = new EventSource(`/api/v1/stream?profession=${profession}`);
    source.addEventListener('open', () => {
      setIsLive(true);
      if (wasCut) askSoon();
    });
    source.addEventListener('error', () => {
      wasCut = true;
      setIsLive(false);
    });
    source.addEventListener('changed', askSoon);
    source.addEventListener('moved', askSoon);
    // A machine that wakes says so by several events: the last one counts.
    let waking: ReturnType<typeof setTimeout> | undefined;
    const stopWaking = onWaking(({ type }) => {
      const isAmiss = doubted.current || source.readyState !== EventSource.OPEN;
      if (type !== 'online' && (document.hidden || !isAmiss)) return;
      clearTimeout(waking);
      waking = setTimeout(restart, Math.random() * SPREAD_MS);
    });
    return () => {
      clearTimeout(soon);
      clearTimeout(waking);
      stopWaking();
      source.close();
      setIsLive(false);
    };
  }, [profession, restarts]);
  return isLive;
};
