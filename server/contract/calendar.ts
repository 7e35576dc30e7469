import type { Precision } from '#server/domain/facts/vocabulary';

export type Instant = string | Date;

export const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];
const SHORT_MONTHS = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
];
const WEEKDAYS: Record<string, string> = {
  Mon: 'lundi',
  Tue: 'mardi',
  Wed: 'mercredi',
  Thu: 'jeudi',
  Fri: 'vendredi',
  Sat: 'samedi',
  Sun: 'dimanche',
};

/** Made with their first date: a phone takes milliseconds for each, in the task that reads this file. */
let paris: Intl.DateTimeFormat | null = null;
let parisDay: Intl.DateTimeFormat | null = null;

const inParis = (): Intl.DateTimeFormat => {
  paris ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Paris',
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return paris;
};

const dayInParis = (): Intl.DateTimeFormat => {
  parisDay ??= new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris' });
  return parisDay;
};

const dayWord = (day: number): string => (day === 1 ? '1er' : String(day));

/** The minutes named lately: Intl takes longer for one than all that is written around it, and a feed names thousands. */
const named = new Map<number, ReturnType<typeof partsOf>>();
const MOST_NAMED = 4_000;

/** Names are ours, only the calendar is Intl's: the server and every browser print the same. */
export const parisParts = (instant: Instant) => {
  const minute = Math.floor(+new Date(instant) / 60_000);
  const kept = named.get(minute);
  if (kept) return kept;
  if (named.size >= MOST_NAMED) named.clear();
  const parts = partsOf(instant);
  named.set(minute, parts);
  return parts;
};

const partsOf = (instant: Instant) => {
  const parts = Object.fromEntries(
    inParis()
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  const month = Number(parts.month) - 1;
  return {
    weekday: WEEKDAYS[parts.weekday ?? ''] ?? '',
    day: dayWord(Number(parts.day)),
    month: MONTHS[month] ?? '',
    shortMonth: SHORT_MONTHS[month] ?? '',
    year: parts.year ?? '',
    time: `${parts.hour}:${parts.minute}`,
  };
};

/** « 1er février 2024 ». */
export const dayInYear = (instant: Instant): string => {
  const { day, month, year } = parisParts(instant);
  return `${day} ${month} ${year}`;
};

/** « 1er février 2024 à 14:05 ». */
export const instantInYear = (instant: Instant): string =>
  `${dayInYear(instant)} à ${parisParts(instant).time}`;

/** Facts dated to the day are kept at midnight: never printed as an hour. Without a precision midnight says as much. */
export const isHourKnown = (instant: Instant, precision?: Precision): boolean =>
  precision === undefined
    ? parisParts(instant).time !== '00:00'
    : precision === 'minute' || precision === 'hour';

/** « 1er février 2024 à 14:05 », « 1er février 2024 », « semaine du 29 janvier 2024 »: of a fact, as it is known. */
export const factInYear = (instant: Instant, precision?: Precision): string => {
  if (precision === 'week') return `semaine du ${dayInYear(instant)}`;
  return isHourKnown(instant, precision) ? instantInYear(instant) : dayInYear(instant);
};

/** YYYY-MM-DD of a day by its number. */
export const dateOfDay = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

/** YYYY-MM-DD of the Paris day of an instant. */
export const dateOf = (instant: Instant): string => dateOfDay(dayNumber(instant));

/** Days of the Paris calendar, counted from 1970: two instants of one day have the same number. */
export const dayNumber = (instant: Instant): number => {
  const [day = 0, month = 1, year = 0] = dayInParis().format(new Date(instant)).split('/').map(Number);
  return Date.UTC(year, month - 1, day) / 86_400_000;
};
