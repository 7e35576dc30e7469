import { startTransition, useEffect, useState } from 'react';

/** Whether the page runs: false while rendered on the server, and without script. */
export const useHydrated = (): boolean => {
  const [isRunning, setIsRunning] = useState(false);
  useEffect(() => startTransition(() => setIsRunning(true)), []);
  return isRunning;
};
