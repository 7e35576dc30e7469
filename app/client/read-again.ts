import { useLocation, useNavigation, useRevalidator, useRouteError } from '@remix-run/react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { problemOf } from '../problem';
import { useDoubt } from '../ui/freshness';
import { copyShown, everySoOften, noteAsking, onWaking } from './connection';
import { isPaper, usePageKind, useReader } from './page';
import { useReplayedInstant } from './replay';

/** A page without live updates is read again this often, plus a random spread. */
const OLD_MS = 5 * 60_000;
const SPREAD_MS = 60_000;
/** The home says « maintenant », a sheet is printed, a copy waits for us: this often, plus a random spread. */
const HOME_MS = 25_000;
const HOME_SPREAD_MS = 10_000;
/** This often while it is past its time. */
const RETRY_MS = 60_000;
/** A page one comes back to within this many ms is not read again. */
const RECENT_MS = 2 * 60_000;

/** Reads such a page again while it is in sight, and when one comes back to it or to the network. Draws nothing. */
export const ReadAgain = () => {
  const readAt = useReader()?.readAt;
  const isOfNow = useReplayedInstant() === null;
  const isRead = usePageKind() === 'read';
  const isDoubted = useDoubt() !== null;
  const { revalidate } = useRevalidator();
  const { pathname, search } = useLocation();
  const [spread] = useState(Math.random);
  const isSoon = pathname === '/' || isPaper(pathname) || copyShown() !== null;
  const old = isSoon ? HOME_MS + spread * HOME_SPREAD_MS : OLD_MS + spread * SPREAD_MS;
  const isAsked = isRead && isOfNow && readAt !== undefined;

  const { refetch } = useQuery({
    queryKey: ['read again', pathname, search, readAt],
    queryFn: async ({ signal }) => {
      // Probe first: if the page cannot be read again, it stays as it is instead of becoming an error page.
      const { ok, status } = await fetch(dataOf(pathname) + search, { cache: 'no-store', signal });
      if (!ok) throw new Error(`${pathname} : ${status}`);
      revalidate();
      return null;
    },
    enabled: isAsked,
    initialData: null,
    staleTime: RECENT_MS,
    refetchInterval: isDoubted && !isSoon ? RETRY_MS : old,
    refetchOnReconnect: !isDoubted,
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  });
  // A page restored by the browser is in doubt at once. A pending request may date from before a sleep: refetch replaces it.
  useEffect(() => {
    if (!isAsked || !isDoubted) return;
    void refetch();
    return onWaking(() => {
      if (!document.hidden) void refetch();
    });
  }, [isAsked, isDoubted, refetch]);
  return null;
};

/**
 * A page that could not be read (the network went, the database does not answer) is read again by itself, but for one that
 * shows a reference: whoever quotes it still needs it. The root's data may be gone, so that the questions are noted here.
 */
export const useReadAgainFromError = () => {
  const { status, reference } = problemOf(useRouteError());
  const isPassing = status >= 500 && reference === undefined;
  const { revalidate } = useRevalidator();
  const isLeaving = useNavigation().state === 'loading';
  useEffect(() => {
    if (isLeaving) noteAsking();
  }, [isLeaving]);
  useEffect(() => {
    if (!isPassing) return;
    const readAgain = () => {
      if (document.hidden) return;
      noteAsking();
      revalidate();
    };
    return everySoOften(RETRY_MS, readAgain);
  }, [isPassing, revalidate]);
};

/** The address of the loader data of a page, under Remix's single fetch. */
const dataOf = (pathname: string): string =>
  pathname === '/' ? '/_root.data' : `${pathname.replace(/\/$/, '')}.data`;
