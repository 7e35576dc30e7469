import { useQuery } from '@tanstack/react-query';
import { createClient } from '#server/client';
import type { Profession } from '#server/domain/facts/vocabulary';
import { type Clocks, type Reading, useDoubt } from '../ui/freshness';
import { type Heard, knownAtOf } from './ask';
import { type Connection, useReportedConnection } from './connection';
import { clocksNow } from './freshness';
import { useStream } from './stream';

const REFRESH_MS = 30_000;

/** Our own HTTP from the browser; what it kept is always checked first. */
export const browserClient = createClient('', (input, init) => fetch(input, { ...init, cache: 'no-cache' }));

/** `asked`: this browser's clocks when it was asked for, no later than the answer; null: it came with the page. */
type Came<T> = { heard: Heard<T>; asked: Clocks | null };

/**
 * Something a profession reads, as last heard: asked again when the server says it changed, and every 30 s, unless it
 * is a replay; the shell is told of the link.
 */
export const useFollowed = <T extends { at: string }>(
  profession: Profession,
  key: readonly (string | null)[],
  again: () => Promise<Heard<T>>,
  first: Heard<T>,
  isReplay: boolean,
): T => {
  const { data, isError, failureCount, refetch } = useQuery({
    queryKey: key,
    queryFn: async (): Promise<Came<T>> => {
      const asked = clocksNow();
      return { heard: await again(), asked };
    },
    enabled: !isReplay,
    initialData: { heard: first, asked: null },
    initialDataUpdatedAt: Date.parse(first.body.at) + (first.age ?? 0) * 1000,
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
    // The stream asks then, whatever is pending.
    refetchOnReconnect: false,
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  });
  const isLive = useStream(isReplay ? null : profession, useDoubt() !== null, refetch);
  const isSilent = isError || failureCount > 0;
  useReportedConnection(isReplay ? null : linkOf(data, isSilent, isLive));
  return isReplay ? first.body : data.heard.body;
};

const linkOf = (came: Came<unknown>, isSilent: boolean, isLive: boolean): Connection => {
  const reading = readingOf(came);
  if (isSilent) return { kind: 'offline', reading };
  if (came.heard.age !== null) return { kind: 'remembered', reading };
  return { kind: isLive ? 'live' : 'following', reading };
};

const readingOf = ({ heard, asked }: Came<unknown>): Reading | null => {
  if (asked === null) return null;
  const knownAt = knownAtOf(heard);
  return { knownAt, readAt: knownAt + (heard.age ?? 0) * 1000, clocks: asked };
};
