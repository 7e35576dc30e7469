import { useEffect, useRef, useState } from 'react';
import type { Profession } from '#server/domain/vocabulary';

/** Thousands are told in the same instant: they ask within this, not all at once. */
const SPREAD_MS = 300;

/**
 * Waits for what the server says of a profession (null: does not), and asks again when it does, or when the wait was
 * cut and took up again. Whether it waits now; where it may not, whoever asks goes on asking by itself.
 */
export const useStream = (profession: Profession | null, again: () => unknown): boolean => {
  const [isLive, setIsLive] = useState(false);
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (profession === null) return;
    let soon: ReturnType<typeof setTimeout> | undefined;
    const askSoon = () => {
      clearTimeout(soon);
      soon = setTimeout(() => latest.current(), Math.random() * SPREAD_MS);
    };
    let wasCut = false;
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
    return () => {
      clearTimeout(soon);
      source.close();
      setIsLive(false);
    };
  }, [profession]);
  return isLive;
};
