import { useQuery } from '@tanstack/react-query';
import { createClient } from '#server/client';
import type { Heard } from './ask';
import type { LinkState } from './components/link-state';
import { useReportedLink } from './link';

const REFRESH_MS = 30_000;

/** Our own HTTP from the browser; what it kept is always checked first. */
export const browserClient = createClient('', (input, init) => fetch(input, { ...init, cache: 'no-cache' }));

/** Something as last heard, asked again every 30 s unless it is a replay; the header is told of the link. */
export const useFollowed = <T extends { at: string }>(
  key: readonly (string | null)[],
  again: () => Promise<Heard<T>>,
  first: Heard<T>,
  isReplay: boolean,
): T => {
  const { data, dataUpdatedAt, isError, failureCount } = useQuery({
    queryKey: key,
    queryFn: again,
    enabled: !isReplay,
    initialData: first,
    initialDataUpdatedAt: Date.parse(first.told.at),
    staleTime: REFRESH_MS,
    refetchInterval: REFRESH_MS,
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  });
  const silent = isError || failureCount > 0;
  useReportedLink(isReplay ? null : linkOf(data.age, dataUpdatedAt, silent));
  return isReplay ? first.told : data.told;
};

const linkOf = (age: number | null, checkedAt: number, silent: boolean): LinkState => {
  if (silent) return { kind: 'offline', checkedAt };
  if (age !== null) return { kind: 'remembered', knownAt: checkedAt - age * 1000 };
  return { kind: 'following', checkedAt };
};
