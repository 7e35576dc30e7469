import { useQuery } from '@tanstack/react-query';
import { useEffect, useReducer, useRef, useState } from 'react';
import { createClient } from '#server/client';
import type { Profession } from '#server/domain/facts/vocabulary';
import { type Clocks, type Reading, useDoubt } from '../ui/freshness';
import { type Heard, knownAtOf } from './ask';
import { type Connection, clocksNow, onWaking, useReportedConnection } from './connection';

const REFRESH_MS = 30_000;

/** Our API from the browser; cached responses are always revalidated. */
export const browserClient = createClient('', (input, init) => fetch(input, { ...init, cache: 'no-cache' }));

/**
 * `asked`: this browser's clocks when it was asked for, no later than the answer; null: it came with the page. `unconfirmed`:
 * how many answers in a row, this one included, came without their database.
 */
type Came<T> = { heard: Heard<T>; asked: Clocks | null; unconfirmed: number };

/** One answer from memory may be a slow second: it is asked again this soon, before anything is said of the database. */
const SECOND_LOOK_MS = 2_000;
/** So many of them in a row, or one this old, in seconds, are no slow second. */
const MOST_UNCONFIRMED = 2;
const UNALARMED_S = 30;

/**
 * Something a profession reads, as last heard: asked again when the server says it changed, and every 30 s, unless it
 * is a replay. The shell is given the state of the connection.
 */
export const useFollowed = <T extends { at: string }>(
  profession: Profession,
  key: readonly (string | null)[],
  again: () => Promise<Heard<T>>,
  first: Heard<T>,
  isReplay: boolean,
): T => {
  const unconfirmed = useRef(first.age === null ? 0 : 1);
  const { data, isError, failureCount, refetch } = useQuery({
    queryKey: key,
    queryFn: async (): Promise<Came<T>> => {
      const asked = clocksNow();
      const heard = await again();
      unconfirmed.current = heard.age === null ? 0 : unconfirmed.current + 1;
      return { heard, asked, unconfirmed: unconfirmed.current };
    },
    enabled: !isReplay,
    initialData: { heard: first, asked: null, unconfirmed: unconfirmed.current },
    initialDataUpdatedAt: Date.parse(first.body.at) + (first.age ?? 0) * 1000,
    staleTime: REFRESH_MS,
    refetchInterval: ({ state }) => (state.data?.unconfirmed === 1 ? SECOND_LOOK_MS : REFRESH_MS),
    // The stream already refetches on reconnection, even with a request pending.
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
  const { age } = came.heard;
  if (age !== null && (came.unconfirmed >= MOST_UNCONFIRMED || age > UNALARMED_S))
    return { kind: 'remembered', reading };
  return { kind: isLive ? 'live' : 'following', reading };
};

const readingOf = ({ heard, asked }: Came<unknown>): Reading | null => {
  if (asked === null) return null;
  const knownAt = knownAtOf(heard);
  return { knownAt, readAt: knownAt + (heard.age ?? 0) * 1000, clocks: asked };
};

/** Jitter: the server notifies thousands at once, and their refetches are spread over this many ms. */
const SPREAD_MS = 300;

/**
 * Listens to the stream of a profession (null: does not), and asks again when it says so, or when the connection was
 * cut and came back. Returns whether the stream is open; where it is not, the caller goes on polling.
 *
 * Connects anew and asks at once when the network comes back, when the page turns doubtful, and when one comes back to a
 * page that is doubtful or cut: the browser may wait 15 s before it reconnects, and what was asked before a sleep may
 * never be answered, or answer for then.
 */
export const useStream = (
  profession: Profession | null,
  isDoubted: boolean,
  again: () => unknown,
): boolean => {
  const [isLive, setIsLive] = useState(false);
  const [restarts, restart] = useReducer((count: number) => count + 1, 0);
  const doubted = useRef(isDoubted);
  doubted.current = isDoubted;
  useEffect(() => {
    if (isDoubted) restart();
  }, [isDoubted]);
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (profession === null) return;
    let soon: ReturnType<typeof setTimeout> | undefined;
    const askSoon = () => {
      clearTimeout(soon);
      soon = setTimeout(() => latest.current(), Math.random() * SPREAD_MS);
    };
    let wasCut = restarts > 0;
    if (wasCut) askSoon();
    const source = new EventSource(`/api/v1/stream?profession=${profession}`);
    source.addEventListener('open', () => {
      setIsLive(true);
      if (wasCut) askSoon();
    });
    source.addEventListener('error', () => {
      wasCut = true;
      setIsLive(false);
    });
    source.addEventListener('changed', askSoon);
    source.addEventListener('moved', askSoon);
    // A machine that wakes fires several of these events: debounce to the last one.
    let waking: ReturnType<typeof setTimeout> | undefined;
    const stopWaking = onWaking(({ type }) => {
      const isAmiss = doubted.current || source.readyState !== EventSource.OPEN;
      if (type !== 'online' && (document.hidden || !isAmiss)) return;
      clearTimeout(waking);
      waking = setTimeout(restart, Math.random() * SPREAD_MS);
    });
    return () => {
      clearTimeout(soon);
      clearTimeout(waking);
      stopWaking();
      source.close();
      setIsLive(false);
    };
  }, [profession, restarts]);
  return isLive;
};
