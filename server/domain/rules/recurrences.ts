import { accept, type Result, refuse } from '../facts/result';

/**
 * The rules of recurrence of RFC 5545 §3.3.10, as a closed grammar: each part is known, written once, within its range
 * and beside what it may stand beside. Nothing finer than a day is taken: windows, not pulses.
 */

export const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof FREQUENCIES)[number];

/** In the order of `Date.getUTCDay`. */
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/** A weekday, each of them or the nth; negative: from the end. `weekday`: 0 is Sunday. */
export type NthWeekday = { nth: number | null; weekday: number };

/** An absent list leaves its part open. */
export type Recurrence = {
  frequency: Frequency;
  interval: number;
  count: number | null;
  until: Date | null;
  months: readonly number[] | null;
  weeks: readonly number[] | null;
  daysOfYear: readonly number[] | null;
  daysOfMonth: readonly number[] | null;
  weekdays: readonly NthWeekday[] | null;
  positions: readonly number[] | null;
  weekStart: number;
};

/** What is wrong, of which part. `beside`: the part it may not stand beside. */
export type BrokenRecurrence = { part: string; value: string } & (
  | { kind: 'empty' | 'missing' | 'twice' | 'unknown' | 'too-fine' | 'value' | 'until-form' | 'alone' }
  | { kind: 'beside'; beside: string }
);

type Parts = ReadonlyMap<string, string>;

const FINER = ['HOURLY', 'MINUTELY', 'SECONDLY', 'BYHOUR', 'BYMINUTE', 'BYSECOND'];

const WHOLE = /^\d{1,9}$/;
const SIGNED = /^[+-]?\d{1,3}$/;
const BY_DAY = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;
const UNTIL = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;

/** Each reader gives null for what it cannot read. */
type Read<T> = (text: string) => T | null;

const positive: Read<number> = (text) => (WHOLE.test(text) && Number(text) > 0 ? Number(text) : null);

const listOf =
  <T>(one: Read<T>): Read<T[]> =>
  (text) => {
    const read = text.split(',').map(one);
    return read.every((each) => each !== null) ? (read as T[]) : null;
  };

const fromEitherEnd =
  (most: number): Read<number> =>
  (text) =>
    SIGNED.test(text) && Number(text) !== 0 && Math.abs(Number(text)) <= most ? Number(text) : null;

const month: Read<number> = (text) => (/^\d{1,2}$/.test(text) ? fromEitherEnd(12)(text) : null);

const weekdayOf = (name: string | undefined): number => (WEEKDAYS as readonly string[]).indexOf(name ?? '');

const nthWeekday: Read<NthWeekday> = (text) => {
  const [, nth, name] = BY_DAY.exec(text) ?? [];
  if (name === undefined) return null;
  if (nth === undefined) return { nth: null, weekday: weekdayOf(name) };
  const rank = fromEitherEnd(53)(nth);
  return rank === null ? null : { nth: rank, weekday: weekdayOf(name) };
};

/** Of what the calendar has: `20261131T000000Z` is no instant. */
export const untilOf: Read<Date> = (text) => {
  const [, year, month, day, hour, minute, second] = UNTIL.exec(text) ?? [];
  if (year === undefined) return null;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const instant = new Date(iso);
  return !Number.isNaN(+instant) && instant.toISOString() === iso ? instant : null;
};

const PARTS = {
  FREQ: (text: string) => FREQUENCIES.find((each) => each === text) ?? null,
  INTERVAL: positive,
  COUNT: positive,
  UNTIL: untilOf,
  BYDAY: listOf(nthWeekday),
  BYMONTHDAY: listOf(fromEitherEnd(31)),
  BYMONTH: listOf(month),
  BYYEARDAY: listOf(fromEitherEnd(366)),
  BYWEEKNO: listOf(fromEitherEnd(53)),
  BYSETPOS: listOf(fromEitherEnd(366)),
  WKST: (text: string) => (weekdayOf(text) < 0 ? null : weekdayOf(text)),
};
type Part = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as readonly Part[];
const isPart = (name: string): name is Part => Object.hasOwn(PARTS, name);

/** Reads a rule, with or without the word RRULE, in capitals or not. */
export const readRecurrence = (text: string): Result<Recurrence, BrokenRecurrence> => {
  const parts = new Map<string, string>();
  for (const written of text
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')) {
    const [part = '', ...rest] = written.split('=');
    const value = rest.join('=');
    const kind = brokenPart(part, value, parts);
    if (kind) return refuse({ part, value, kind });
    parts.set(part, value);
  }
  const read = <P extends Part>(part: P) => {
    const value = parts.get(part);
    return value === undefined ? null : (PARTS[part](value) as ReturnType<(typeof PARTS)[P]>);
  };
  const frequency = read('FREQ');
  if (frequency === null) return refuse({ part: 'FREQ', value: '', kind: 'missing' });
  const recurrence: Recurrence = {
    frequency,
    interval: read('INTERVAL') ?? 1,
    count: read('COUNT'),
    until: read('UNTIL'),
    months: read('BYMONTH'),
    weeks: read('BYWEEKNO'),
    daysOfYear: read('BYYEARDAY'),
    daysOfMonth: read('BYMONTHDAY'),
    weekdays: read('BYDAY'),
    positions: read('BYSETPOS'),
    weekStart: read('WKST') ?? weekdayOf('MO'),
  };
  const broken = brokenTogether(recurrence, parts);
  return broken ? refuse(broken) : accept(recurrence);
};

const brokenPart = (part: string, value: string, before: Parts) => {
  if (part === '') return 'empty';
  if (FINER.includes(part) || (part === 'FREQ' && FINER.includes(value))) return 'too-fine';
  if (!isPart(part)) return 'unknown';
  if (before.has(part)) return 'twice';
  if (PARTS[part](value) !== null) return null;
  return part === 'UNTIL' ? 'until-form' : 'value';
};

/** What is wrong with parts that are each right. */
const brokenTogether = (
  { frequency, weekdays, weeks, positions, ...rule }: Recurrence,
  parts: Parts,
): BrokenRecurrence | null => {
  const said = (part: Part) => ({ part, value: parts.get(part) ?? '' });
  const beside = (part: Part, other: Part): BrokenRecurrence => ({
    ...said(part),
    kind: 'beside',
    beside: `${other}=${parts.get(other)}`,
  });
  const ordinals = (weekdays ?? []).flatMap(({ nth }) => nth ?? []);
  const isByMonth = frequency === 'MONTHLY' || frequency === 'YEARLY';
  if (rule.count !== null && rule.until) return beside('COUNT', 'UNTIL');
  if (rule.daysOfMonth && frequency === 'WEEKLY') return beside('BYMONTHDAY', 'FREQ');
  if (rule.daysOfYear && frequency !== 'YEARLY') return beside('BYYEARDAY', 'FREQ');
  if (weeks && frequency !== 'YEARLY') return beside('BYWEEKNO', 'FREQ');
  if (ordinals.length > 0 && !isByMonth) return beside('BYDAY', 'FREQ');
  if (ordinals.length > 0 && weeks) return beside('BYDAY', 'BYWEEKNO');
  // A month has five Mondays at most.
  if (frequency === 'MONTHLY' && ordinals.some((nth) => Math.abs(nth) > 5))
    return { ...said('BYDAY'), kind: 'value' };
  const isAlone = ![...parts.keys()].some((part) => part.startsWith('BY') && part !== 'BYSETPOS');
  return positions && isAlone ? { ...said('BYSETPOS'), kind: 'alone' } : null;
};
