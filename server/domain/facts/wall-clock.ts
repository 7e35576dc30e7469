import { DAY } from './intervals';

/**
 * What clocks show in a zone (IANA name), and when they show it. A reading is written as the instant at which clocks in
 * UTC show the same: `2026-03-29T02:30:00Z` for « 02:30 on 29 March », wherever that is.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

const formatIn = (zone: string): Intl.DateTimeFormat => {
  const made =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, made);
  return made;
};

/** To the millisecond: offsets are of whole seconds. */
export const readingAt = (instant: Date, zone: string): Date => {
  const parts = new Map(
    formatIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const seconds = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return new Date(seconds + (((+instant % 1000) + 1000) % 1000));
};

const offsetAt = (instant: number, zone: string): number => +readingAt(new Date(instant), zone) - instant;

/** When clocks show it. `isSkipped`: they never do, as they are put forward over it. */
export type Shown = { instant: Date; isSkipped: boolean };

/**
 * A reading shown twice, in autumn, is the first one; one that is skipped, in spring, is as much later as clocks are
 * put forward: 02:30 is 03:30 (RFC 5545 §3.3.5).
 */
export const whenShown = (reading: Date, zone: string): Shown => {
  const before = +reading - offsetAt(+reading - DAY, zone);
  const after = +reading - offsetAt(+reading + DAY, zone);
  const shown = [Math.min(before, after), Math.max(before, after)].find(
    (instant) => +readingAt(new Date(instant), zone) === +reading,
  );
  return { instant: new Date(shown ?? before), isSkipped: shown === undefined };
};
