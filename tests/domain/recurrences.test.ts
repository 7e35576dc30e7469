import { describe, expect, it } from 'vitest';
import { daysOf } from '#server/domain/rules/recurrence-days';
import { type BrokenRecurrence, readRecurrence } from '#server/domain/rules/recurrences';

const read = (rule: string) => {
  const recurrence = readRecurrence(rule);
  if (!recurrence.ok) throw new Error(JSON.stringify(recurrence.refusal));
  return recurrence.value;
};

describe('the days of a rule', () => {
  it.each<[rule: string, days: string]>([
    // The examples of RFC 5545 §3.8.5.3 that go by days, each from a day of its own.
    ['FREQ=DAILY;INTERVAL=10;COUNT=5', '1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO', '1997-08-05 1997-08-10 1997-08-19 1997-08-24'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU', '1997-08-05 1997-08-17 1997-08-19 1997-08-31'],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;WKST=SU', '1997-09-01 1997-09-03 1997-09-05 1997-09-15'],
    ['FREQ=MONTHLY;BYDAY=1FR', '1997-09-05 1997-10-03 1997-11-07 1997-12-05 1998-01-02 1998-02-06'],
    ['FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU', '1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04'],
    ['FREQ=MONTHLY;BYDAY=-2MO', '1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19'],
    ['FREQ=MONTHLY;BYMONTHDAY=-3', '1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,-1', '1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30'],
    ['FREQ=MONTHLY;BYMONTHDAY=15,30', '2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', '1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13'],
    ['FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13', '1997-09-13 1997-10-11 1997-11-08 1997-12-13'],
    ['FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3', '1997-09-04 1997-10-07 1997-11-06'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2', '1997-09-29 1997-10-30 1997-11-27 1997-12-30'],
    ['FREQ=YEARLY;INTERVAL=2;BYMONTH=1,2,3', '1997-03-10 1999-01-10 1999-02-10 1999-03-10 2001-01-10'],
    ['FREQ=YEARLY;INTERVAL=3;BYYEARDAY=1,100,200', '1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09'],
    ['FREQ=YEARLY;BYDAY=20MO', '1997-05-19 1998-05-18 1999-05-17'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', '1997-05-12 1998-05-11 1999-05-17'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH', '1997-03-13 1997-03-20 1997-03-27 1998-03-05 1998-03-12'],
    [
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8',
      '1996-11-05 2000-11-07 2004-11-02',
    ],
    // Months and years without that day are passed over.
    ['FREQ=MONTHLY', '2026-01-31 2026-03-31 2026-05-31 2026-07-31'],
    ['FREQ=YEARLY', '2024-02-29 2028-02-29'],
    // What rrule-temporal 2.2.8 makes otherwise.
    ['FREQ=YEARLY;BYDAY=1MO,MO', '2024-01-01 2024-01-08 2024-01-15'],
    ['FREQ=YEARLY;BYDAY=SA;BYYEARDAY=1,296;BYSETPOS=1', '2027-10-23 2028-01-01 2033-01-01'],
    ['FREQ=YEARLY;BYMONTHDAY=1;BYYEARDAY=-357,1', '2025-01-01 2026-01-01 2027-01-01'],
    ['FREQ=YEARLY;BYWEEKNO=-1;BYDAY=WE;WKST=WE', '2024-12-25 2025-12-24'],
    ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '2025-12-29 2027-01-04 2028-01-03'],
  ])('%s', (rule, days) => {
    const expected = days.split(' ').map((day) => Date.parse(day));
    const [first = 0] = expected;
    const span = { from: first, to: expected.at(-1) ?? 0 };
    expect(daysOf(read(rule), first, span)).toEqual(expected);
  });

  it('begin with the first one, whatever is asked about', () => {
    const first = Date.parse('2026-11-30');
    const days = daysOf(read('FREQ=DAILY'), first, { from: Date.parse('2026-11-01'), to: first });
    expect(days).toEqual([first]);
  });
  it('are none where no day is ever one', () => {
    const span = { from: Date.parse('2026-01-01'), to: Date.parse('2030-01-01') };
    for (const rule of ['FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=YEARLY;BYMONTH=4;BYDAY=6MO'])
      expect(daysOf(read(rule), span.from, span)).toEqual([]);
  });
});

describe('a rule is read', () => {
  it.each([
    'RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=4',
    'freq=weekly;byday=tu;count=4',
    ' COUNT=4;BYDAY=TU;FREQ=WEEKLY ',
    'FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;WKST=MO;COUNT=04',
  ])('« %s », as the same', (rule) => {
    expect(read(rule)).toEqual(read('FREQ=WEEKLY;BYDAY=TU;COUNT=4'));
  });
});

describe('a rule that RFC 5545 forbids is refused, and its part is named', () => {
  it.each<[rule: string, kind: BrokenRecurrence['kind'], part: string]>([
    ['', 'empty', ''],
    ['FREQ=WEEKLY;', 'empty', ''],
    ['FREQ=WEEKLY;;COUNT=2', 'empty', ''],
    ['=WEEKLY', 'empty', ''],
    ['now and then', 'unknown', 'NOW AND THEN'],
    ['COUNT=4', 'missing', 'FREQ'],
    ['FREQ', 'value', 'FREQ'],
    ['FREQ=', 'value', 'FREQ'],
    ['FREQ=FORTNIGHTLY', 'value', 'FREQ'],
    ['FREQ=WEEKLY=DAILY', 'value', 'FREQ'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'twice', 'FREQ'],
    ['FREQ=WEEKLY;BYDAY=MO;BYDAY=TU', 'twice', 'BYDAY'],
    ['FREQ=WEEKLY;BYDAYS=MO', 'unknown', 'BYDAYS'],
    ['FREQ=WEEKLY;X-HOLIDAYS=NO', 'unknown', 'X-HOLIDAYS'],
    ['FREQ=WEEKLY\nDTSTART:19700101T000000Z', 'value', 'FREQ'],
    ['FREQ=WEEKLY;toString=1', 'unknown', 'TOSTRING'],
    ['FREQ=HOURLY', 'too-fine', 'FREQ'],
    ['FREQ=DAILY;BYHOUR=2', 'too-fine', 'BYHOUR'],
    ['FREQ=DAILY;INTERVAL=0', 'value', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=-1', 'value', 'INTERVAL'],
    ['FREQ=DAILY;INTERVAL=1.5', 'value', 'INTERVAL'],
    ['FREQ=DAILY;COUNT=0', 'value', 'COUNT'],
    ['FREQ=DAILY;COUNT=', 'value', 'COUNT'],
    ['FREQ=DAILY;COUNT=2,3', 'value', 'COUNT'],
    ['FREQ=MONTHLY;BYMONTH=13', 'value', 'BYMONTH'],
    ['FREQ=MONTHLY;BYMONTH=0', 'value', 'BYMONTH'],
    ['FREQ=MONTHLY;BYMONTH=-1', 'value', 'BYMONTH'],
    ['FREQ=MONTHLY;BYMONTH=1,', 'value', 'BYMONTH'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'value', 'BYMONTHDAY'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'value', 'BYMONTHDAY'],
    ['FREQ=YEARLY;BYYEARDAY=367', 'value', 'BYYEARDAY'],
    ['FREQ=YEARLY;BYWEEKNO=54', 'value', 'BYWEEKNO'],
    ['FREQ=WEEKLY;BYDAY=XX', 'value', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'value', 'BYDAY'],
    ['FREQ=MONTHLY;BYDAY=6MO', 'value', 'BYDAY'],
    ['FREQ=YEARLY;BYDAY=54MO', 'value', 'BYDAY'],
    ['FREQ=WEEKLY;WKST=2MO', 'value', 'WKST'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', 'value', 'BYSETPOS'],
    ['FREQ=DAILY;UNTIL=20261110', 'until-form', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20261110T230000', 'until-form', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20261131T230000Z', 'until-form', 'UNTIL'],
    ['FREQ=DAILY;UNTIL=20261110T240000Z', 'until-form', 'UNTIL'],
    ['FREQ=DAILY;COUNT=4;UNTIL=20261110T230000Z', 'beside', 'COUNT'],
    ['FREQ=WEEKLY;BYMONTHDAY=3', 'beside', 'BYMONTHDAY'],
    ['FREQ=WEEKLY;BYDAY=2MO', 'beside', 'BYDAY'],
    ['FREQ=DAILY;BYDAY=MO,-1FR', 'beside', 'BYDAY'],
    ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO', 'beside', 'BYDAY'],
    ['FREQ=MONTHLY;BYYEARDAY=100', 'beside', 'BYYEARDAY'],
    ['FREQ=MONTHLY;BYWEEKNO=20', 'beside', 'BYWEEKNO'],
    ['FREQ=MONTHLY;BYSETPOS=1', 'alone', 'BYSETPOS'],
  ])('« %s »', (rule, kind, part) => {
    const recurrence = readRecurrence(rule);
    expect(recurrence.ok ? null : recurrence.refusal).toMatchObject({ kind, part });
  });
});
