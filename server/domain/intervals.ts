/** Spans of time. Half-open everywhere: `from` is in, `to` is out. */

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Ids and instants in code-unit or time order. */
export const ascending = <T extends string | number | Date>(a: T, b: T): number =>
  a < b ? -1 : a > b ? 1 : 0;

export const earliest = (instants: readonly (Date | null)[]): Date | null =>
  instants.reduce<Date | null>((least, each) => (each && (!least || each < least) ? each : least), null);

export const latest = (instants: readonly (Date | null)[]): Date | null =>
  instants.reduce<Date | null>((most, each) => (each && (!most || each > most) ? each : most), null);

export const shift = (instant: Date, milliseconds: number): Date => new Date(+instant + milliseconds);

const parisCalendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The calendar day in Paris, `YYYY-MM-DD`. */
export const parisDay = (instant: Date): string => parisCalendar.format(instant);

/** Whether a calendar day falls between two dates, `to` excluded; null bounds are open. */
export const dayWithin = (day: string, from: string | null, to: string | null): boolean =>
  (from === null || from <= day) && (to === null || day < to);
