import { useQuery } from '@tanstack/react-query';
import { createClient } from '#server/client';
import type { Profession } from '#server/domain/vocabulary';
import type { Heard } from './ask';
import type { LinkState } from './components/link-state';
import { useReportedLink } from './link';
import { useStream } from './stream';

const REFRESH_MS = 30_000;

/** Our own HTTP from the browser; what it kept is always checked first. */
export const browserClient = createClient('', (input, init) => fetch(input, { ...init, cache: 'no-cache' }));

/**
 * Something a profession reads, as last heard: asked again when the server says it changed, and every 30 s, unless it
 * is a replay; the header is told of the link.
 */
export const useFollowed = <T extends { at: string }>(
  profession: Profession,
  key: readonly (string | null)[],
  again: () => Promise<Heard<T>>,
  first: Heard<T>,
  isReplay: boolean,
): T => {
  const { data, dataUpdatedAt, isError, failureCount, refetch } = useQuery({
    queryKey: key,
    queryFn: again,
    enabled: !isReplay,
    initialData: first,
    initialDataUpdatedAt: Date.parse(first.told.at) + (first.age ?? 0) * 1000,
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  });
  const isLive = useStream(isReplay ? null : profession, refetch);
  const silent = isError || failureCount > 0;
  useReportedLink(isReplay ? null : linkOf(data.age, dataUpdatedAt, silent, isLive));
  return isReplay ? first.told : data.told;
};

const linkOf = (age: number | null, checkedAt: number, silent: boolean, isLive: boolean): LinkState => {
  if (silent) return { kind: 'offline', checkedAt };
  if (age !== null) return { kind: 'remembered', knownAt: checkedAt - age * 1000, readAt: checkedAt };
  return { kind: isLive ? 'live' : 'following', checkedAt };
};
