import { startTransition, useEffect, useState } from 'react';

/** Whether the page runs: false while rendered on the server, and without script. */
export const useHydrated = (): boolean => {
  const [isRunning, setIsRunning] = useState(false);
  useEffect(() => startTransition(() => setIsRunning(true)), []);
  return isRunning;
};

let hasHydrated = false;

/** Once, around all that is hydrated: says when that is over. */
export const useHydrationEnd = (): void =>
  useEffect(() => {
    hasHydrated = true;
  }, []);

/** Whether what is drawn now stands in the page already, as the server wrote it. */
export const isHydrating = (): boolean => typeof document !== 'undefined' && !hasHydrated;
