import { useEffect, useState } from 'react';

/** Whether the page runs: false while rendered on the server, and without script. */
export const useHydrated = (): boolean => {
  const [isRunning, setIsRunning] = useState(false);
  useEffect(() => setIsRunning(true), []);
  return isRunning;
};
