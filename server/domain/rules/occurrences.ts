import { DAY, latest, SECOND, shift } from '../facts/intervals';
import { accept, type Result, refuse } from '../facts/result';
import { readingAt, type Shown, whenShown } from '../facts/wall-clock';
import { daysOf } from './recurrence-days';
import type { Recurrence } from './recurrences';

export type Window = { from: Date; to: Date };

/**
 * What clocks put forward or back make of a window: it begins later, at an hour that does exist, or, as long as the
 * first one, it ends at another hour.
 */
type ClockChange = 'begins-later' | 'ends-otherwise';
type Occurrence = Window & { clockChange: ClockChange | null };

/** `next`: the beginning of the first one that is left out, as it is too far ahead; null: there is none. */
export type Occurrences = { occurrences: Occurrence[]; next: Date | null };

/** Why a rule makes no windows of a first one. `next`: the first window of the rule after it, if any. */
export type Unmade = { kind: 'until-before-start' } | { kind: 'first-not-on-rule'; next: Date | null };

/** How far after a day the next one is looked for, in years: a 29 February that is a Monday comes each 28, or 40. */
const LOOKED_AHEAD = 40;
const YEAR = 366 * DAY;

/** A rule knows no finer. */
const wholeSecond = (instant: Date): number => Math.floor(+instant / SECOND) * SECOND;

const midnight = (reading: Date): Date => new Date(Math.floor(+reading / DAY) * DAY);

/** The windows that a rule makes of a first one, which is always among them, as it was given. */
export const occurrencesOf = (
  first: Window,
  rule: Recurrence,
  { zone, horizon }: { zone: string; horizon: Date },
): Result<Occurrences, Unmade> => {
  const isTold = (from: Date): boolean => rule.until === null || wholeSecond(from) <= +rule.until;
  if (!isTold(first.from)) return refuse({ kind: 'until-before-start' });
  const reading = readingAt(first.from, zone);
  const firstDay = midnight(reading);
  const lastDay = latest([firstDay, midnight(readingAt(horizon, zone))]) ?? firstDay;
  const beginningOn = (day: number) => whenShown(new Date(day + +reading - +firstDay), zone);
  const [onFirst, ...later] = daysOf(rule, +firstDay, { from: +firstDay, to: +lastDay });
  const nextAfter = (day: Date): Date | null => {
    const next = dayAfter(rule, +firstDay, +day);
    return next === null ? null : beginningOn(next).instant;
  };
  if (onFirst !== +firstDay) return refuse({ kind: 'first-not-on-rule', next: nextAfter(firstDay) });
  const windows: Occurrence[] = [
    { ...first, clockChange: null },
    ...likeFirst(later.map(beginningOn), first, zone),
  ];
  const counted = windows.filter(({ from }) => isTold(from)).slice(0, rule.count ?? undefined);
  const occurrences = counted.filter(({ from }) => from <= horizon);
  const leftOut = counted[occurrences.length]?.from ?? null;
  if (leftOut || counted.length === rule.count) return accept({ occurrences, next: leftOut });
  const ahead = nextAfter(lastDay);
  return accept({ occurrences, next: ahead && isTold(ahead) ? ahead : null });
};

/** The first day of a rule after one, looked for a year at a time; null: there is none that anybody plans for. */
const dayAfter = (rule: Recurrence, first: number, day: number): number | null => {
  for (let year = 0; year < LOOKED_AHEAD; year += 1) {
    const from = day + DAY + year * YEAR;
    const [next] = daysOf(rule, first, { from, to: from + YEAR - DAY });
    if (next !== undefined) return next;
  }
  return null;
};

/** As long as the first, to the second (RFC 5545 §3.8.5.3). */
const likeFirst = (begins: readonly Shown[], first: Window, zone: string): Occurrence[] => {
  const shownLength = ({ from, to }: Window): number => +readingAt(to, zone) - +readingAt(from, zone);
  const length = shownLength(first);
  return begins.map(({ instant: from, isSkipped }) => {
    const window = { from, to: shift(from, +first.to - +first.from) };
    const changed = shownLength(window) === length ? null : 'ends-otherwise';
    return { ...window, clockChange: isSkipped ? 'begins-later' : changed };
  });
};
