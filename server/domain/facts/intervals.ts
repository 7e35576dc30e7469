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

/** Days begin in Paris with an hour of UTC, so that one day is said of each; Intl takes far longer than to look it up. */
const dayOfHour = new Map<number, string>();
const MOST_HOURS = 20_000;

/** The calendar day in Paris, `YYYY-MM-DD`. */
export const parisDay = (instant: Date): string => {
  const hour = Math.floor(+instant / HOUR);
  const kept = dayOfHour.get(hour);
  if (kept !== undefined) return kept;
  if (dayOfHour.size >= MOST_HOURS) dayOfHour.clear();
  const day = parisCalendar.format(instant);
  dayOfHour.set(hour, day);
  return day;
};

/** Whether a calendar day falls between two dates, `to` excluded; null bounds are open. */
export const dayWithin = (day: string, from: string | null, to: string | null): boolean =>
  (from === null || from <= day) && (to === null || day < to);

/** Days of the Paris calendar, `YYYY-MM-DD`: 23 hours long in March, 25 in October, else 24. */

/** Midnight in Paris is 22:00 or 23:00 in UTC the day before. */
export const startOfDay = (day: string): Date => {
  const midnight = new Date(`${day}T00:00:00Z`);
  const summer = shift(midnight, -2 * HOUR);
  return parisDay(summer) === day ? summer : shift(midnight, -HOUR);
};

/** `count` days later, or earlier when it is negative. */
export const dayAfter = (day: string, count = 1): string =>
  shift(new Date(`${day}T00:00:00Z`), count * DAY)
    .toISOString()
    .slice(0, 10);

/** The minutes of a day, or those until an instant within it. */
export const minutesOfDay = (day: string, until: Date): number => {
  const end = startOfDay(dayAfter(day));
  return Math.max(0, Math.floor((+(until < end ? until : end) - +startOfDay(day)) / MINUTE));
};

/** Every day from the one to the other, both included. */
export const daysFrom = (first: string, last: string): string[] => {
  const count = (Date.parse(last) - Date.parse(first)) / DAY;
  return Array.from({ length: Math.max(0, count + 1) }, (_, index) => dayAfter(first, index));
};

/** The first days of the months that begin between two days, both included. */
export const monthsFrom = (first: string, last: string): string[] =>
  daysFrom(first, last).filter((day) => day.endsWith('-01'));

export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;
