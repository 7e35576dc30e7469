import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { createClient } from '#server/client';
import type { Profession } from '#server/domain/facts/vocabulary';
import type { Copy } from '../offline/copy';
import { type Clocks, presentOf, type Reading, useDoubt } from '../ui/freshness';
import { type Heard, knownAtOf } from './ask';
import {
  type Connection,
  clocksNow,
  clocksOfCopy,
  onWaking,
  presentHere,
  useReportedConnection,
} from './connection';
import { keeping } from './kept-here';
import { type Listening, listen, type Told, type Word } from './stream';

const REFRESH_MS = 30_000;

/** Our API from the browser; cached responses are always revalidated. */
export const browserClient = createClient('', (input, init) => fetch(input, { ...init, cache: 'no-cache' }));

/**
 * `asked`: this browser's clocks when it was asked for, no later than the answer, or when it was told; null: it came with the
 * page. `unconfirmed`: how many answers in a row, this one included, came without their database. `lateMs`: how long what
 * was told may have waited in the network, as while the machine slept.
 */
type Came<T> = {
  heard: Heard<T>;
  asked: Clocks | null;
  unconfirmed: number;
  lateMs: number;
  /** It is of a signed state that this device kept. */
  copy: Copy | null;
};

/** How what is followed takes what the stream says. `told` null: it has to be asked for. */
export type Follows<T> = { seqOf: (body: T) => number; told: (body: T, told: Told) => T | null };

/** What was told is kept for answers that were on their way meanwhile: so many at most. */
const MOST_TOLD = 50;

/** One answer from memory may be a slow second: it is asked again this soon, before anything is said of the database. */
const SECOND_LOOK_MS = 2_000;
/** So many of them in a row, or one this old, in seconds, are no slow second. */
const MOST_UNCONFIRMED = 2;
const UNALARMED_S = 30;

/**
 * Something a profession reads, as last heard: what the stream says is put in place, what it does not say is asked for, and
 * all of it twice a minute, unless it is a replay. The shell is given the state of the connection.
 */
export const useFollowed = <T extends { at: string }>(
  profession: Profession,
  key: readonly (string | null)[],
  again: () => Promise<Heard<T>>,
  first: Heard<T>,
  isReplay: boolean,
  follows: Follows<T>,
): T => {
  const unconfirmed = useRef(first.age === null ? 0 : 1);
  const toldLately = useRef<Told[]>([]);
  const [spread] = useState(Math.random);
  const queries = useQueryClient();
  const { data, isError, failureCount, refetch } = useQuery({
    queryKey: key,
    queryFn: async (): Promise<Came<T>> => {
      const asked = clocksNow();
      const held = () => (queries.getQueryData<Came<T>>(key) ?? data).heard.body;
      const heard = await again().catch((error: unknown) => orKept(error, held()));
      if ('copy' in heard) return heard;
      unconfirmed.current = heard.age === null ? 0 : unconfirmed.current + 1;
      const body = withTold(heard.body, toldLately.current, follows);
      return { heard: { ...heard, body }, asked, unconfirmed: unconfirmed.current, lateMs: 0, copy: null };
    },
    enabled: !isReplay,
    initialData: { heard: first, asked: null, unconfirmed: unconfirmed.current, lateMs: 0, copy: null },
    initialDataUpdatedAt: Date.parse(first.body.at) + (first.age ?? 0) * 1000,
    staleTime: REFRESH_MS,
    // Those who were told together would ask together half a minute later.
    refetchInterval: ({ state }) =>
      state.data?.unconfirmed === 1 ? SECOND_LOOK_MS : REFRESH_MS * (1 - spread / 5),
    // The stream already refetches on reconnection, even with a request pending.
    refetchOnReconnect: false,
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  });
  const isLive = useStream({
    profession: isReplay ? null : profession,
    isDoubted: useDoubt() !== null,
    again: refetch,
    seq: () => follows.seqOf(data.heard.body),
    tell: (told) => {
      toldLately.current = [...toldLately.current, told].slice(-MOST_TOLD);
      const held = queries.getQueryData<Came<T>>(key) ?? data;
      const body = follows.told(held.heard.body, told);
      if (body === null) return false;
      if (body !== held.heard.body) queries.setQueryData<Came<T>>(key, cameOf(body, held));
      return true;
    },
  });
  const isSilent = isError || failureCount > 0;
  useReportedConnection(isReplay ? null : linkOf(data, isSilent, isLive));
  return isReplay ? first.body : data.heard.body;
};

/** An answer may be older than what was told while it was on its way. */
const withTold = <T>(body: T, lately: readonly Told[], { seqOf, told }: Follows<T>): T =>
  lately.reduce((held, each) => (each.seq > seqOf(held) ? (told(held, each) ?? held) : held), body);

/** In place of an answer that did not come, what this device kept of later; else throws why it did not. */
const orKept = async <T>(error: unknown, held: T): Promise<Came<T>> => {
  const found = await keeping()
    .then((it) => it.keptSince(held))
    .catch(() => null);
  if (!found) throw error;
  return { ...found, asked: clocksOfCopy(found.copy), unconfirmed: 0, lateMs: 0 };
};

/** What was told, dated: by its own instant, and by the clocks here when it says less than they do. */
const cameOf = <T extends { at: string }>(body: T, held: Came<T>): Came<T> => {
  const asked = clocksNow();
  const toldAt = Date.parse(body.at);
  const reading = readingOf(held);
  const present = reading ? presentOf(reading, asked) : presentHere(asked);
  return {
    heard: { body, age: null, readAt: toldAt },
    asked,
    unconfirmed: 0,
    lateMs: Math.max(0, (present ?? toldAt) - toldAt),
    copy: null,
  };
};

const linkOf = (came: Came<unknown>, isSilent: boolean, isLive: boolean): Connection => {
  const reading = readingOf(came);
  if (isSilent || came.copy) return { kind: 'offline', reading };
  const { age } = came.heard;
  if (age !== null && (came.unconfirmed >= MOST_UNCONFIRMED || age > UNALARMED_S))
    return { kind: 'remembered', reading };
  return { kind: isLive ? 'live' : 'following', reading };
};

const readingOf = ({ heard, asked, lateMs }: Came<unknown>): Reading | null => {
  if (asked === null) return null;
  const knownAt = knownAtOf(heard);
  return { knownAt, readAt: knownAt + (heard.age ?? 0) * 1000 + lateMs, clocks: asked };
};

/** Jitter: what many would ask at once is spread over this many ms; of a change that all were told together, over more. */
const SPREAD_MS = 300;
const TOLD_SPREAD_MS = 1_000;

type Followed = {
  /** Null: it does not listen. */
  profession: Profession | null;
  isDoubted: boolean;
  again: () => unknown;
  /** The number of what is held. */
  seq: () => number;
  /** Puts in place what was told; false: it has to be asked for. */
  tell: (told: Told) => boolean;
};

/**
 * Listens to the stream of a profession, and asks again where what it says is not enough, or when the connection was cut and
 * came back. Returns whether the stream is open; where it is not, the caller goes on polling.
 *
 * Connects anew and asks at once when the network comes back, when the page turns doubtful, and when one comes back to a
 * page that is doubtful or cut: the browser may wait 15 s before it reconnects, and what was asked before a sleep may
 * never be answered, or answer for then.
 */
const useStream = ({ profession, isDoubted, ...given }: Followed): boolean => {
  const [isLive, setIsLive] = useState(false);
  const doubted = useRef(isDoubted);
  doubted.current = isDoubted;
  const latest = useRef(given);
  latest.current = given;
  const restart = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (isDoubted) restart.current?.();
  }, [isDoubted]);
  useEffect(() => {
    if (profession === null) return;
    let soon: ReturnType<typeof setTimeout> | undefined;
    const askSoon = (spread = SPREAD_MS) => {
      clearTimeout(soon);
      soon = setTimeout(() => latest.current.again(), Math.random() * spread);
    };
    let isOpen = false;
    let wasCut = false;
    const hear = (word: Word) => {
      if (word.kind === 'told') {
        if (!latest.current.tell(word.told)) askSoon(TOLD_SPREAD_MS);
        return;
      }
      if (word.kind === 'here') {
        if (word.seq > latest.current.seq()) askSoon();
        return;
      }
      const opens = word.kind === 'open';
      if (opens && wasCut) askSoon();
      wasCut = !opens && (wasCut || isOpen);
      isOpen = opens;
      setIsLive(opens);
    };
    let listening: Listening | null = null;
    // In a task of its own: what a page does as it wakes is long enough on a phone.
    const begin = setTimeout(() => {
      listening = listen(profession, hear);
    });
    const again = () => {
      askSoon();
      listening?.restart();
    };
    restart.current = again;
    // A machine that wakes fires several of these events: debounce to the last one.
    let waking: ReturnType<typeof setTimeout> | undefined;
    const stopWaking = onWaking(({ type }) => {
      const isAmiss = doubted.current || !isOpen;
      if (type !== 'online' && (document.hidden || !isAmiss)) return;
      clearTimeout(waking);
      waking = setTimeout(again, Math.random() * SPREAD_MS);
    });
    return () => {
      restart.current = null;
      clearTimeout(soon);
      clearTimeout(waking);
      stopWaking();
      clearTimeout(begin);
      listening?.stop();
      setIsLive(false);
    };
  }, [profession]);
  return isLive;
};
