import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysOf } from '#server/domain/rules/recurrence-days';
import { readRecurrence } from '#server/domain/rules/recurrences';

/**
 * Yearly rules that no library at hand makes right: their days are taken here from lists of the year, one a part, and
 * what all of them hold is left.
 */

const DAY = 86_400_000;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const MONTHS = Array.from({ length: 12 }, (_, index) => index);

const daysBetween = (from: number, to: number): number[] =>
  Array.from({ length: (to - from) / DAY }, (_, index) => from + index * DAY);
const daysOfYear = (year: number) => daysBetween(Date.UTC(year, 0), Date.UTC(year + 1, 0));
const daysOfMonth = (year: number, month: number) =>
  daysBetween(Date.UTC(year, month), Date.UTC(year, month + 1));
const isOn = (weekday: number) => (day: number) => new Date(day).getUTCDay() === weekday;

/** The nth of a list, from either end. */
const nthOf = <T>(list: readonly T[], nth: number): readonly T[] => {
  const found = list.at(nth > 0 ? nth - 1 : nth);
  return found === undefined ? [] : [found];
};

/** The weeks that a year counts, of seven days each, the first of them holding its 4 January. */
const weeksOf = (year: number, weekStart: number): number[][] => {
  const around = daysBetween(Date.UTC(year, 0, 1) - 10 * DAY, Date.UTC(year + 1, 0, 1) + 10 * DAY);
  const starts = around.filter(isOn(weekStart));
  const isCounted = (start: number) => new Date(start + 3 * DAY).getUTCFullYear() === year;
  return starts.filter(isCounted).map((start) => daysBetween(start, start + 7 * DAY));
};

type Yearly = {
  months: readonly number[] | null;
  monthDays: readonly number[] | null;
  yearDays: readonly number[] | null;
  weekdays: readonly { nth: number | null; weekday: number }[] | null;
  positions: readonly number[] | null;
};

/** Weekdays count within their month where months are named, else within the year (RFC 5545 §3.3.10). */
const obvious = ({ months, monthDays, yearDays, weekdays, positions }: Yearly, year: number): number[] => {
  const all = daysOfYear(year);
  const ofMonths = (months ?? MONTHS.map((month) => month + 1)).map((month) => daysOfMonth(year, month - 1));
  const counted = months ? ofMonths : [all];
  const lists = [
    ofMonths.flat(),
    ...(monthDays ? [ofMonths.flatMap((days) => monthDays.flatMap((nth) => nthOf(days, nth)))] : []),
    ...(yearDays ? [yearDays.flatMap((nth) => nthOf(all, nth))] : []),
    ...(weekdays
      ? [
          weekdays.flatMap(({ nth, weekday }) =>
            counted.flatMap((days) => {
              const own = days.filter(isOn(weekday));
              return nth === null ? own : nthOf(own, nth);
            }),
          ),
        ]
      : []),
  ];
  const days = all.filter((day) => lists.every((list) => list.includes(day)));
  return positions ? days.filter((day) => positions.some((nth) => nthOf(days, nth).includes(day))) : days;
};

const signed = (most: number) =>
  fc.oneof(fc.integer({ min: 1, max: most }), fc.integer({ min: -most, max: -1 }));
const some = <T>(one: fc.Arbitrary<T>, maxLength: number) =>
  fc.uniqueArray(one, { minLength: 1, maxLength, selector: JSON.stringify });
/** More often left out than not: few rules of many parts have any day. */
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: one });
const weekday = fc.integer({ min: 0, max: 6 });

/** Plain and counted weekdays side by side, up to the 53rd of a year, beside days of months and of years. */
const yearly: fc.Arbitrary<Yearly> = fc.record({
  months: maybe(some(fc.integer({ min: 1, max: 12 }), 6)),
  monthDays: maybe(some(signed(31), 20)),
  yearDays: maybe(some(signed(366), 200)),
  weekdays: some(fc.record({ nth: fc.option(fc.oneof(signed(5), signed(53)), { nil: null }), weekday }), 8),
  positions: maybe(some(signed(4), 2)),
});

const years = fc.integer({ min: 2024, max: 2052 });

const read = (parts: Record<string, readonly (number | string)[] | null>) => {
  const written = Object.entries(parts).flatMap(([part, list]) => (list ? `${part}=${list.join(',')}` : []));
  const recurrence = readRecurrence(['FREQ=YEARLY', ...written].join(';'));
  if (!recurrence.ok) throw new Error(JSON.stringify(recurrence.refusal));
  return recurrence.value;
};

describe('the days of a yearly rule', () => {
  it('that counts weekdays are those of lists of the year', () => {
    let made = 0;
    const check = (asked: Yearly, year: number) => {
      const rule = read({
        BYMONTH: asked.months,
        BYMONTHDAY: asked.monthDays,
        BYYEARDAY: asked.yearDays,
        BYDAY: (asked.weekdays ?? []).map((each) => `${each.nth ?? ''}${WEEKDAYS[each.weekday]}`),
        BYSETPOS: asked.positions,
      });
      const span = { from: Date.UTC(year, 0), to: Date.UTC(year + 1, 0) - DAY };
      const days = daysOf(rule, span.from, span);
      expect(days).toEqual(obvious(asked, year));
      made += days.length;
    };
    fc.assert(fc.property(yearly, years, check), { numRuns: 400 });
    expect(made).toBeGreaterThan(500);
  });

  it('that names weeks are those of the weeks it counts, over the turn of the year too', () => {
    const weeks = some(signed(53), 4);
    const check = (named: readonly number[], day: number, weekStart: number, year: number) => {
      const rule = read({ BYWEEKNO: named, BYDAY: [WEEKDAYS[day] ?? ''], WKST: [WEEKDAYS[weekStart] ?? ''] });
      const expected = [year - 1, year, year + 1].flatMap((each) => {
        const counted = weeksOf(each, weekStart);
        return named.flatMap((nth) => nthOf(counted, nth).flat().filter(isOn(day)));
      });
      const isOfYear = (each: number) => new Date(each).getUTCFullYear() === year;
      const span = { from: Date.UTC(year, 0), to: Date.UTC(year + 1, 0) - DAY };
      const sorted = [...new Set(expected.filter(isOfYear))].sort((a, b) => a - b);
      expect(daysOf(rule, span.from, span)).toEqual(sorted);
    };
    fc.assert(fc.property(weeks, weekday, weekday, years, check), { numRuns: 300 });
  });
});
