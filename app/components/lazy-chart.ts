import { type ComponentType, lazy } from 'react';

type Loaded<Props> = { default: ComponentType<Props> };

/** A chart fetched once it is shown. Without a network it stays out: the table under it says the same. */
export const lazyChart = <Props extends object>(load: () => Promise<Loaded<Props>>) =>
  lazy((): Promise<Loaded<Props>> => load().catch(() => ({ default: () => null })));
