import { type ComponentType, lazy, useEffect, useState } from 'react';

/** Whether the page runs: false while rendered on the server, and without script. */
export const useHydrated = (): boolean => {
  const [isRunning, setIsRunning] = useState(false);
  useEffect(() => setIsRunning(true), []);
  return isRunning;
};

type Loaded<Props> = { default: ComponentType<Props> };

/** A chart fetched once it is shown. Without a network it stays out: the table under it says the same. */
export const lazyChart = <Props extends object>(load: () => Promise<Loaded<Props>>) =>
  lazy((): Promise<Loaded<Props>> => load().catch(() => ({ default: () => null })));
