import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#server/domain/facts/intervals';
import { occurrencesOf, type Window } from '#server/http/maintenances/writing';

/** A Wednesday night in Paris, from 23:00 to 02:00, a week before clocks go back. */
const FIRST: Window = { from: new Date('2026-10-21T21:00:00Z'), to: new Date('2026-10-22T00:00:00Z') };
const NOW = new Date('2026-10-20T12:00:00Z');
const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', hour: '2-digit' });

const made = (rule: string, first = FIRST, now = NOW): Window[] => {
  const windows = occurrencesOf(first, rule, now);
  if (!windows.ok) throw new Error(windows.refusal);
  return windows.value;
};
const begins = (rule: string, first = FIRST, now = NOW) =>
  made(rule, first, now).map(({ from }) => from.toISOString());

describe('a rule makes windows', () => {
  it('at the same hour in Paris, winter and summer', () => {
    expect(begins('FREQ=WEEKLY;COUNT=2')).toEqual(['2026-10-21T21:00:00.000Z', '2026-10-28T22:00:00.000Z']);
    const spring = { from: new Date('2027-03-24T22:00:00Z'), to: new Date('2027-03-25T01:00:00Z') };
    const inMarch = new Date('2027-03-20T12:00:00Z');
    expect(begins('FREQ=WEEKLY;COUNT=2', spring, inMarch)).toEqual([
      '2027-03-24T22:00:00.000Z',
      '2027-03-31T21:00:00.000Z',
    ]);
    for (const { from } of made('FREQ=DAILY')) expect(hour.format(from)).toBe('23 h');
  });
  it('as long as the first', () => {
    for (const { from, to } of made('FREQ=WEEKLY')) expect(+to - +from).toBe(3 * HOUR);
  });
  it('the first one too when it does not begin on a whole second', () => {
    const first = { from: new Date('2026-10-21T21:00:00.250Z'), to: new Date('2026-10-22T00:00:00Z') };
    expect(begins('FREQ=WEEKLY;COUNT=2', first)).toEqual([
      '2026-10-21T21:00:00.000Z',
      '2026-10-28T22:00:00.000Z',
    ]);
  });
  it('that begin within 90 days, not beyond', () => {
    const windows = made('FREQ=DAILY');
    expect(windows).toHaveLength(89);
    expect(+(windows.at(-1)?.from ?? 0)).toBeLessThanOrEqual(+NOW + 90 * DAY);
  });
  it('by day of the week and of the month, with or without the word RRULE', () => {
    expect(begins('RRULE:FREQ=MONTHLY;BYDAY=1MO')).toHaveLength(3);
    expect(begins('FREQ=WEEKLY;BYDAY=TU;UNTIL=20261110T235959Z')).toHaveLength(3);
    expect(begins('FREQ=MONTHLY;BYMONTHDAY=31')).toHaveLength(2);
  });
});

describe('a rule is refused', () => {
  it.each([
    'every now and then',
    '',
    'FREQ=',
    'FREQ=HOURLY',
    'FREQ=YEARLY',
    'XFREQ=DAILY',
    'FREQ=DAILY;FREQ=SECONDLY',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=WEEKLY;INTERVAL=0',
    'FREQ=WEEKLY;FOO=1',
    'FREQ=WEEKLY\nDTSTART:19700101T000000Z',
    'freq=weekly',
  ])('« %s »', (rule) => {
    expect(occurrencesOf(FIRST, rule, NOW).ok).toBe(false);
  });
  it('when it would keep the service busy: parts of a day, or centuries', () => {
    const long = { from: new Date('1900-01-01T00:00:00Z'), to: new Date('2199-01-01T00:00:00Z') };
    expect(occurrencesOf(long, 'FREQ=DAILY', NOW).ok).toBe(false);
    expect(occurrencesOf(FIRST, 'FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,10,20,30', NOW).ok).toBe(false);
  }, 10_000);
});
