import { useEffect, useState } from 'react';

const TICK_MS = 10_000;

/** The browser's clock, ten seconds coarse; null while rendering on the server, until hydrated, and where it is not needed. */
export const useNow = (isNeeded = true): number | null => {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!isNeeded) return setNow(null);
    setNow(Date.now());
    const tick = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(tick);
  }, [isNeeded]);
  return now;
};
