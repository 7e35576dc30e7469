import { useQuery } from '@tanstack/react-query';
import { useEffect, useReducer, useRef, useState } from 'react';
import { createClient } from '#server/client';
import type { Profession } from '#server/domain/facts/vocabulary';
import { type Clocks, type Reading, useDoubt } from '../ui/freshness';
import { type Heard, knownAtOf } from './ask';
import { type Connection, clocksNow, onWaking, useReportedConnection } from './connection';

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

/** Thousands are told in the same instant: they ask within this, not all at once. */
const SPREAD_MS = 300;

/**
 * Waits for what the server says of a profession (null: does not), and asks again when it does, or when the wait was
 * cut and took up again. Whether it waits now; where it may not, whoever asks goes on asking by itself.
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
    // A machine that wakes says so by several events: the last one counts.
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
