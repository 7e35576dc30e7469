import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { describe, expect, it } from 'vitest';
import { occurrencesOf } from '#server/domain/rules/occurrences';
import { daysOf } from '#server/domain/rules/recurrence-days';
import { readRecurrence } from '#server/domain/rules/recurrences';

/** Each in four zones; `PROPERTY_RUNS=2000` draws more. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** All the offsets of a zone these years, in minutes. */
const OFFSETS: Readonly<Record<string, readonly [winter: number, summer: number]>> = {
  'Europe/Paris': [60, 120],
  'America/New_York': [-300, -240],
  'Australia/Lord_Howe': [630, 660],
  'America/Santiago': [-240, -180],
};

const formats = new Map(
  Object.keys(OFFSETS).map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
  ]),
);

/** « 2026-03-29 02:30:00 ». */
const shownIn = (zone: string, instant: number): string => formats.get(zone)?.format(instant) ?? '';

/** When clocks show a reading, written as an instant of UTC: the first time; skipped, as much later as they go forward. */
const obviousInstant = (reading: number, zone: string): { instant: number; isSkipped: boolean } => {
  const sought = new Date(reading).toISOString().slice(0, 19).replace('T', ' ');
  const [winter, summer] = OFFSETS[zone] ?? [0, 0];
  const shown = [summer, winter]
    .map((offset) => reading - offset * MINUTE)
    .find((instant) => shownIn(zone, instant) === sought);
  return { instant: shown ?? reading - winter * MINUTE, isSkipped: shown === undefined };
};

type Parts = Readonly<Record<string, string>>;

/** The days of a rule by somebody else's hand, in UTC, where no hour is skipped. */
const daysElsewhere = (first: number, last: number, parts: Parts): number[] => {
  const rule = Object.entries(parts).map((part) => part.join('='));
  const dtstart = `DTSTART;TZID=UTC:${written(first).replace('Z', '')}`;
  const recurring = new RRuleTemporal({ rruleString: `${dtstart}\nRRULE:${rule.join(';')}` });
  return recurring
    .between(new Date(first), new Date(last), true)
    .map(({ epochMilliseconds }) => epochMilliseconds);
};

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const some = <T>(one: fc.Arbitrary<T>, maxLength = 3) =>
  fc.uniqueArray(one, { minLength: 1, maxLength }).map((list) => list.join(','));
const signed = (most: number) =>
  fc.oneof(fc.integer({ min: 1, max: most }), fc.integer({ min: -most, max: -1 }));
/** A part more often left out than not: few rules of many parts make any window. */
const maybe = (value: fc.Arbitrary<string | number>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: value });
const weekday = fc.constantFrom(...WEEKDAYS);
const counted = (most: number) => fc.tuple(signed(most), weekday).map(([nth, day]) => `${nth}${day}`);

const common = {
  INTERVAL: maybe(fc.integer({ min: 1, max: 4 })),
  BYMONTH: maybe(some(fc.integer({ min: 1, max: 12 }), 6)),
  WKST: maybe(weekday),
};
const monthDays = maybe(some(signed(31)));
/** A choice among the days of a period, where something makes several. */
const positions = maybe(some(signed(4), 2));

const rules: fc.Arbitrary<Parts> = fc
  .oneof(
    fc.record({ FREQ: fc.constant('DAILY'), ...common, BYDAY: maybe(some(weekday)), BYMONTHDAY: monthDays }),
    fc.record({ FREQ: fc.constant('WEEKLY'), ...common, BYDAY: maybe(some(weekday)), BYSETPOS: positions }),
    fc.record({
      FREQ: fc.constant('MONTHLY'),
      ...common,
      BYDAY: maybe(some(fc.oneof(weekday, counted(5)))),
      BYMONTHDAY: monthDays,
      BYSETPOS: positions,
    }),
    // Plain and counted weekdays side by side, a 53rd one, and days and weeks counted by the year, the library makes
    // otherwise: they are in the table of `tests/domain/recurrences`.
    fc.record({
      FREQ: fc.constant('YEARLY'),
      ...common,
      BYDAY: maybe(some(weekday)),
      BYMONTHDAY: monthDays,
      BYSETPOS: positions,
    }),
    fc.record({
      FREQ: fc.constant('YEARLY'),
      ...common,
      BYDAY: maybe(some(counted(51), 20)),
      BYSETPOS: positions,
    }),
  )
  .map((parts) => Object.entries(parts).filter(([, value]) => value !== undefined))
  .filter(
    (parts) =>
      !parts.some(([part]) => part === 'BYSETPOS') ||
      parts.some(([part]) => part.startsWith('BY') && part !== 'BYSETPOS'),
  )
  .map((parts) => Object.fromEntries(parts.map(([part, value]) => [part, String(value)])));

/** Two windows of three begin at an hour that clocks of the zone skip or repeat, in minutes of the day. */
const clockIn = (zone: string) => {
  const [skipped, repeated] =
    zone === 'America/Santiago' ? [0, 1380] : [120, zone === 'Europe/Paris' ? 120 : 60];
  const within = (from: number) => fc.integer({ min: from, max: from + 59 });
  const minute = fc.oneof(within(skipped), within(repeated), fc.integer({ min: 0, max: 1439 }));
  return fc.record({ zone: fc.constant(zone), minute });
};
const everyClock = fc.tuple(...Object.keys(OFFSETS).map(clockIn));

/** Half of them, in the weeks before they do. */
const days = fc.oneof(
  fc.integer({ min: Date.UTC(2024, 0, 1) / DAY, max: Date.UTC(2031, 0, 1) / DAY }),
  fc
    .tuple(
      fc.integer({ min: 2024, max: 2030 }),
      fc.constantFrom('03-08', '03-29', '04-04', '09-05', '10-01', '10-25'),
      fc.integer({ min: 0, max: 30 }),
    )
    .map(([year, day, before]) => Date.parse(`${year}-${day}`) / DAY - before),
);

const cases = fc.record({
  parts: rules,
  clock: fc.constantFrom(...Object.keys(OFFSETS)).chain(clockIn),
  start: days,
  length: fc.integer({ min: 1, max: 600 }),
  ahead: fc.integer({ min: 0, max: 180 }),
  end: fc.oneof(
    fc.constant({}),
    fc.record({ COUNT: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ UNTIL: fc.integer({ min: 0, max: 180 * 1440 }) }),
  ),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

const written = (instant: number) => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');

const ruleOf = ({ parts, end }: Case, first: number): string => {
  const until = 'UNTIL' in end ? { UNTIL: written(first + Number(end.UNTIL) * MINUTE) } : end;
  return Object.entries({ ...parts, ...until })
    .map((part) => part.join('='))
    .join(';');
};

/** The first day from `start` on which the rule may begin; null: none for two months. */
const firstDayOf = (asked: Case): number | null => {
  const days = Array.from({ length: 62 }, (_, index) => (asked.start + index) * DAY);
  const rule = read({ ...asked, end: {} }, 0);
  return days.find((day) => daysOf(rule, day, { from: day, to: day }).length > 0) ?? null;
};

const read = (asked: Case, first: number) => {
  const recurrence = readRecurrence(ruleOf(asked, first));
  if (!recurrence.ok) throw new Error(JSON.stringify(recurrence.refusal));
  return recurrence.value;
};

const made = (asked: Case, day: number) => {
  const { length, ahead } = asked;
  const { zone, minute } = asked.clock;
  const from = obviousInstant(day + minute * MINUTE, zone).instant;
  const first = { from: new Date(from), to: new Date(from + length * MINUTE) };
  const horizon = new Date(from + ahead * DAY);
  return { from, horizon, windows: occurrencesOf(first, read(asked, from), { zone, horizon }) };
};

describe('the windows of a rule', () => {
  it('are those of the obvious expansion, over both changes of four zones: none lost, none moved unsaid', () => {
    let held = 0;
    const check = (asked: Case) => {
      const { parts, length, end } = asked;
      const { zone } = asked.clock;
      const day = firstDayOf(asked);
      if (day === null) return;
      const { from, horizon, windows } = made(asked, day);
      if (!windows.ok) throw new Error(JSON.stringify(windows.refusal));
      // The clock of the first window: an hour that is skipped is read where it was held.
      const shown = Date.parse(`${shownIn(zone, from).replace(' ', 'T')}Z`);
      const firstDay = Math.floor(shown / DAY) * DAY;
      const begins = daysElsewhere(firstDay, firstDay + (asked.ahead + 32) * DAY, parts)
        .map((each) => obviousInstant(each + shown - firstDay, zone))
        .filter(({ instant }) => !('UNTIL' in end) || instant <= from + Number(end.UNTIL) * MINUTE)
        .slice(0, 'COUNT' in end ? Number(end.COUNT) : undefined);
      const announced = begins.filter(({ instant }) => instant <= +horizon);
      expect(windows.value.occurrences.map((each) => +each.from)).toEqual(
        announced.map(({ instant }) => instant),
      );
      if (begins.length > announced.length)
        expect(+(windows.value.next ?? 0)).toBe(begins[announced.length]?.instant);
      for (const [index, window] of windows.value.occurrences.entries()) {
        expect(+window.to - +window.from).toBe(length * MINUTE);
        const isHeld = announced[index]?.isSkipped ?? false;
        const isAlike =
          shownIn(zone, +window.from).slice(11) === shownIn(zone, from).slice(11) &&
          shownIn(zone, +window.to).slice(11) === shownIn(zone, from + length * MINUTE).slice(11);
        expect(window.clockChange).toBe(isHeld ? 'begins-later' : isAlike ? null : 'ends-otherwise');
        held += Number(isHeld);
      }
    };
    const checkEverywhere = fc.property(cases, everyClock, (asked, clocks) => {
      for (const clock of clocks) check({ ...asked, clock });
    });
    fc.assert(checkEverywhere, { numRuns: RUNS });
    expect(held).toBeGreaterThan(0);
  });

  it('are none when the first is on no day of the rule: it is told, with the day it may begin on', () => {
    const check = (asked: Case) => {
      const day = asked.start * DAY;
      const { windows } = made(asked, day);
      const reading = shownIn(asked.clock.zone, made(asked, day).from).slice(0, 10);
      const isOn = daysElsewhere(Date.parse(reading), Date.parse(reading), asked.parts).length > 0;
      expect(windows.ok).toBe(isOn);
      if (!windows.ok) expect(windows.refusal.kind).toBe('first-not-on-rule');
    };
    fc.assert(fc.property(cases, check), { numRuns: 300 });
  });

  it.each<[rule: string, first: string, next: string | null]>([
    ['FREQ=YEARLY', '2028-02-29', '2032-02-29'],
    ['FREQ=YEARLY;INTERVAL=3', '2026-12-01', '2029-12-01'],
    ['FREQ=DAILY;INTERVAL=900', '2026-12-01', '2029-05-19'],
    ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=TU', '2028-02-29', '2056-02-29'],
    ['FREQ=YEARLY;COUNT=1', '2028-02-29', null],
    ['FREQ=YEARLY;UNTIL=20310101T000000Z', '2028-02-29', null],
    ['FREQ=YEARLY;UNTIL=20330101T000000Z', '2028-02-29', '2032-02-29'],
  ])('%s, years apart: the one after is told of', (rule, first, next) => {
    const recurrence = readRecurrence(rule);
    if (!recurrence.ok) throw new Error(rule);
    const from = new Date(`${first}T01:00:00+01:00`);
    const made = { zone: 'Europe/Paris', horizon: new Date(+from + 90 * DAY) };
    const windows = occurrencesOf({ from, to: new Date(+from + 60 * MINUTE) }, recurrence.value, made);
    expect(windows.ok && windows.value.occurrences).toHaveLength(1);
    const told = windows.ok && windows.value.next;
    expect(told && shownIn('Europe/Paris', +told)).toBe(next && `${next} 01:00:00`);
  });
  it('that may begin years from now is told when, not that it announces nothing', () => {
    const recurrence = readRecurrence('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29');
    if (!recurrence.ok) throw new Error('a rule');
    const from = new Date('2028-03-01T01:00:00+01:00');
    const made = { zone: 'Europe/Paris', horizon: new Date(+from + 90 * DAY) };
    expect(occurrencesOf({ from, to: new Date(+from + MINUTE) }, recurrence.value, made)).toEqual({
      ok: false,
      refusal: { kind: 'first-not-on-rule', next: new Date('2032-02-29T01:00:00+01:00') },
    });
  });
});
