import { useOutletContext } from '@remix-run/react';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { type Copy, readCopy } from '../offline/copy';
import { COUNTS, KEPT, type LinkState } from '../ui/connection-state';
import { type Clocks, freshnessOf, presentOf, type Reading, VALID_MS } from '../ui/freshness';
import type { LinkKind } from '../words/connection';
import type { Reader } from './page';

/** How coarse the time is that a page shows of itself, milliseconds. */
const TICK_MS = 10_000;

/** What a page that follows the server knows of the link. `reading`: null until it has heard more than it came with. */
export type Connection = { kind: Exclude<LinkKind, 'read'>; reading: Reading | null };
export type ReportConnection = (link: Connection | null) => void;

/** A page that follows the server tells the shell what it knows of the link, and takes it back when it leaves. */
export const useReportedConnection = (link: Connection | null): void => {
  const report = useOutletContext<ReportConnection>();
  const written = JSON.stringify(link);
  useEffect(() => {
    report(JSON.parse(written) as Connection | null);
    return () => report(null);
  }, [report, written]);
};

/** How often the clocks are looked at; what counts on is drawn again at each tick. */
const LOOK_MS = 1_000;

export const clocksNow = (): Clocks => ({ wall: Date.now(), running: performance.now() });

/** How a page stands with the server, counted on while it stays open. Null: nothing is known of it. */
export const useLinkState = (link: Connection | null, reader: Reader | undefined): LinkState | null => {
  const { own, copy } = useReadingOf(reader);
  const reading = link?.reading ?? own;
  const now = useRunning(reading);
  const isCounting = now !== null;
  // From here on the page says itself how old it is.
  useEffect(() => {
    if (!isCounting) return;
    document.documentElement.classList.remove(KEPT);
    window.dispatchEvent(new Event(COUNTS));
  }, [isCounting]);
  const isOnline = useIsOnline();
  if (!reading) return null;
  const { knownAt, readAt } = reading;
  const kind = reader?.isAway ? 'remembered' : 'read';
  const isCopy = copy !== null && reading === own;
  return {
    kind: isCopy ? 'offline' : (link?.kind ?? (isOnline ? kind : 'offline')),
    doubt: isCopy ? copy.doubt : null,
    knownAt,
    now: now ?? readAt,
    isCounting,
  };
};

/** Whether the browser has a network at all. */
export const useIsOnline = (): boolean =>
  useSyncExternalStore(
    onNetwork,
    () => navigator.onLine,
    () => true,
  );

const onNetwork = (changed: () => void) => {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
};

/** What the page came with, and when it was asked for; `copy`: it came with one that this device kept. */
const useReadingOf = (reader: Reader | undefined): { own: Reading | null; copy: Copy | null } => {
  const [came, setCame] = useState<{ readAt: number; clocks: Clocks } | null>(null);
  const readAt = reader?.readAt;
  useEffect(() => {
    if (readAt !== undefined) setCame({ readAt, clocks: clocksAtReading(readAt) });
  }, [readAt]);
  const clocks = came?.readAt === readAt ? (came?.clocks ?? null) : null;
  const copy = clocks === null ? null : copyShown();
  const saidAt = reader?.lastKnown ?? readAt;
  const knownAt = saidAt !== undefined && copy ? Math.min(saidAt, copy.knownAt) : saidAt;
  return useMemo(() => {
    const isRead = readAt !== undefined && knownAt !== undefined;
    return { own: isRead ? { knownAt, readAt, clocks } : null, copy };
  }, [knownAt, readAt, clocks, copy]);
};

/** The last reading of this document, wherever it is drawn again: what was read does not grow young. */
let last: { readAt: number; clocks: Clocks } | null = null;

/** The present by the server's clock, as far as the last reading of this document tells; null: nothing was read. */
export const presentHere = (clocks: Clocks): number | null =>
  last && presentOf({ knownAt: last.readAt, ...last }, clocks);

/** When the router last asked for what pages are made of. */
let asked: Clocks | null = null;

/**
 * Said in the same task as the question, before it leaves: a machine may sleep between a question and its answer, which is
 * then no younger than the question.
 */
export const noteAsking = () => {
  asked = clocksNow();
};

/** The first reading came with the document; every later one was fetched. */
const clocksAtReading = (readAt: number): Clocks => {
  if (last?.readAt !== readAt) last = { readAt, clocks: asked ?? clocksAtDocument(readAt) };
  return last.clocks;
};

/**
 * The clocks as they were when a copy came, by which it is as old as that. One that nothing vouches for is past its time
 * whatever they say.
 */
export const clocksOfCopy = ({ wall, doubt }: Copy): Clocks => ({
  wall,
  running: performance.now() - (doubt === null ? 0 : VALID_MS + 1),
});

/** Read once: it is of the document, whatever is drawn in it later. */
const copyOfDocument = typeof document === 'undefined' ? null : readCopy();

/** What is shown is the copy that this document came as: nothing was read since. */
export const copyShown = (): Copy | null => (asked === null ? copyOfDocument : null);

/**
 * A document is as old as its question, unless the browser had kept it (a tab restored, a step back): then only the time of
 * day says how long ago it was sent.
 */
const clocksAtDocument = (readAt: number): Clocks => {
  if (copyOfDocument) return clocksOfCopy(copyOfDocument);
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry && entry.transferSize > 0
    ? { wall: performance.timeOrigin + entry.requestStart, running: entry.requestStart }
    : { wall: readAt, running: performance.now() };
};

/** Events of a page that comes back from sleep, from another tab or to the network: its age is checked before it is seen. */
const WAKING = ['visibilitychange', 'pageshow', 'focus', 'online', 'resume'] as const;

/** Listens at the window, to which the events of the document rise; returns what stops it. */
export const onWaking = (wake: (event: Event) => void): (() => void) => {
  for (const event of WAKING) window.addEventListener(event, wake);
  return () => {
    for (const event of WAKING) window.removeEventListener(event, wake);
  };
};

/** Calls `act` at this interval, and `wake` at each waking; returns what stops both. */
export const everySoOften = (milliseconds: number, act: () => void, wake = act): (() => void) => {
  const timer = setInterval(act, milliseconds);
  const stopWaking = onWaking(wake);
  return () => {
    clearInterval(timer);
    stopWaking();
  };
};

/** The present by the server's clock, which for one reading never goes back; null until it is counted. */
const useRunning = (reading: Reading | null): number | null => {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    if (!reading?.clocks) return;
    const { knownAt } = reading;
    let latest = Number.NEGATIVE_INFINITY;
    let shown = Number.NEGATIVE_INFINITY;
    const look = () => {
      latest = Math.max(latest, presentOf(reading, clocksNow()));
      const hasTurned = freshnessOf(knownAt, latest).kind !== freshnessOf(knownAt, shown).kind;
      if (latest - shown < TICK_MS && !hasTurned) return;
      shown = latest;
      setNow(latest);
    };
    const wake = () => flushSync(look);
    look();
    return everySoOften(LOOK_MS, look, wake);
  }, [reading]);
  return now;
};
