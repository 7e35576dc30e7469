import type { AppLoadContext } from '@remix-run/node';
import { useRouteLoaderData } from '@remix-run/react';
import { freshnessOf } from '../ui/freshness';
import { replayedInstant } from './replay';

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

type Read = { matches: readonly { id: string; data: unknown }[]; location: { search: string } };

/** Whether a page is past its time as it is read, and not a replay: what its title may say. */
export const isReadInDoubt = ({ matches, location }: Read): boolean => {
  const reader = matches.find(({ id }) => id === 'root')?.data as Reader | undefined;
  if (!reader || reader.lastKnown === null) return false;
  const isReplay = replayedInstant(new URLSearchParams(location.search)) !== null;
  return !isReplay && freshnessOf(reader.lastKnown, reader.readAt).kind === 'doubtful';
};

/** Absent when the page itself could not be found. */
export const useReader = (): Reader | undefined => useRouteLoaderData<Reader>('root');
