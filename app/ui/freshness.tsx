import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { dayNumber } from '#server/contract/calendar';
import { connectionWords } from '../words/connection';
import { type Dating, datingOf, longMoment } from '../words/instants';
import { Moment } from './moment';

/** What was confirmed is vouched for this long, in milliseconds: the `validUntil` of the signed snapshot. */
export const VALID_MS = 15 * 60_000;

export type Freshness = { kind: 'fresh' } | { kind: 'doubtful'; knownAt: number };

/** Whether what was so at `knownAt` may still be shown as of `now`: the one place where it is decided. Milliseconds. */
export const freshnessOf = (knownAt: number, now: number): Freshness =>
  now - knownAt > VALID_MS ? { kind: 'doubtful', knownAt } : { kind: 'fresh' };

/** Milliseconds. `wall`: the time of day, which anybody may set; `running`: since the page began, asleep left out. */
export type Clocks = { wall: number; running: number };

/**
 * What a page has read: true at `knownAt`, read at `readAt`, both by the server's clock. `clocks`: the browser's then, or a
 * little before; null while the page is rendered on the server.
 */
export type Reading = { knownAt: number; readAt: number; clocks: Clocks | null };

/**
 * The present by the server's clock, from what ran here since. The clock that moved most is believed: one may stop while
 * the machine sleeps, the other may be set back, and to doubt too early costs less than to believe too long.
 */
export const presentOf = ({ readAt, clocks }: Reading, { wall, running }: Clocks): number =>
  clocks === null ? readAt : readAt + Math.max(0, wall - clocks.wall, running - clocks.running);

/** What is shown is past its time: since when nothing confirms it, as data and in words. */
export type Doubt = { knownAt: string; dating: Dating };

const Present = createContext<number | null>(null);
const Doubted = createContext<Doubt | null>(null);
const InDatedPart = createContext(false);
const KnownAt = createContext<number | null>(null);

/** How a page stands: so at `knownAt`, and the present, both by the server's clock, in milliseconds. */
export type Standing = {
  knownAt: number;
  now: number;
  /** Whether time is counted: not on the server, nor without a script. */
  isCounting: boolean;
};

type FreshnessProviderProps = {
  /** Null in a replay, which is of its own instant and never grows old. */
  standing: Standing | null;
  children: ReactNode;
};

/** Around a page: everything in it that shows a judgement reads here whether it still may. */
export const FreshnessProvider = ({ standing, children }: FreshnessProviderProps) => (
  <Present.Provider value={standing?.isCounting ? standing.now : null}>
    <Doubted.Provider value={useDoubtOf(standing?.knownAt ?? 0, standing?.now ?? null)}>
      <KnownAt.Provider value={standing?.knownAt ?? null}>{children}</KnownAt.Provider>
    </Doubted.Provider>
  </Present.Provider>
);

/** The same object until what it says changes: what is doubted is not drawn again at each tick. */
const useDoubtOf = (knownAt: number, now: number | null): Doubt | null => {
  const isDoubtful = now !== null && freshnessOf(knownAt, now).kind === 'doubtful';
  const today = isDoubtful ? dayNumber(new Date(now)) : null;
  return useMemo(() => {
    if (today === null) return null;
    const known = new Date(knownAt);
    return { knownAt: known.toISOString(), dating: datingOf(known, today) };
  }, [knownAt, today]);
};

/** Since when the page is past its time; null while it is fresh. */
export const useDoubt = (): Doubt | null => useContext(Doubted);

/** When what the page shows was last confirmed, in milliseconds; null in a replay. */
export const useKnownAt = (): number | null => useContext(KnownAt);

/** The doubt of a part read once, at its own instant, on a page that is kept up to date. */
export const useDoubtSince = (at: string): Doubt | null => useDoubtOf(Date.parse(at), useContext(Present));

/** The present, for ages that count on; `at`, the instant of the data, in a replay and before the page runs. */
export const usePresent = (at: string): string => {
  const now = useContext(Present);
  return now === null ? at : new Date(Math.max(now, Date.parse(at))).toISOString();
};

/** What carries its own date or defines a word (history, quotations, legends) does not run out. */
export const DatedPart = ({ children }: { children: ReactNode }) => (
  <InDatedPart.Provider value={true}>{children}</InDatedPart.Provider>
);

/** The doubt that a mark must show: that of the page, but in a part that carries its own date. */
export const useDoubtOfMark = (): Doubt | null => {
  const doubt = useContext(Doubted);
  return useContext(InDatedPart) ? null : doubt;
};

/** Our own probes see nothing at all: what they would say of others is not believed, and that is said. */
export const BlindNote = ({ since }: { since: string | null }) =>
  since === null ? null : (
    <p className="warn">
      {connectionWords.blindSince}
      <Moment iso={since} as={longMoment} />
      {connectionWords.blindEffect}
    </p>
  );
