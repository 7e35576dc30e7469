import type { AppLoadContext } from '@remix-run/node';
import { useRouteLoaderData } from '@remix-run/react';

/** When the page was read: the same for everyone, since everyone is sent the same bytes. */
export type Reader = {
  readAt: number;
  /** When what is shown was so, if that was before: the database does not answer. */
  lastKnown: number | null;
};

export const readerOf = ({ now, lastKnown }: AppLoadContext): Reader => ({
  readAt: +now,
  lastKnown: lastKnown && +lastKnown,
});

/** Absent when the page itself could not be found. */
export const useReader = (): Reader | undefined => useRouteLoaderData<Reader>('root');
