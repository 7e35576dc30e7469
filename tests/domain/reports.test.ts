import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import {
  alarmsOf,
  hourOf,
  isAlarming,
  type Report,
  sameHoursBefore,
  usualOf,
} from '#server/domain/facts/reports';
import { paris } from '../support/world/builders';

/** A Wednesday, 10:30. */
const now = paris('2026-11-25 10:30');

const ON = { platform: 'nord', mutuelle: null, flow: 'pec', profession: 'optician' } as const;

const said = (reporter: string, minutesAgo: number, given: Partial<Report> = {}): Report => ({
  ...ON,
  outcome: 'blocked',
  reporter,
  reportedAt: shift(now, -minutesAgo * MINUTE),
  ...given,
});
/** `count` practices, a minute apart, the last one `minutesAgo`. */
const practices = (count: number, minutesAgo = 10): Report[] =>
  Array.from({ length: count }, (_, rank) => said(`practice-${rank}`, minutesAgo + rank));

/** The same number of practices at each of the eight weeks before. */
const usually = (blocked: number) => sameHoursBefore(now).map((hour) => ({ ...ON, hour, blocked }));

const inAlarm = (reports: readonly Report[], blocked = 0, at = now): boolean =>
  alarmsOf(reports, usually(blocked), at).some(({ from, to }) => from <= at && at < to);

describe('« ça bloque » is an alarm', () => {
  const cases: [string, readonly Report[], number, boolean][] = [
    ['not of four practices', practices(4), 0, false],
    ['of five', practices(5), 0, true],
    ['not of five where two is usual', practices(5), 2, false],
    ['of six where two is usual', practices(6), 2, true],
    ['not of one practice five times', [1, 2, 3, 4, 5].map((minute) => said('one', minute)), 0, false],
    ['not of five spread over more than an hour', [...practices(4), said('late', 60)], 0, false],
    [
      'not when one of five takes it back',
      [...practices(5), said('practice-0', 1, { outcome: 'passes' })],
      0,
      false,
    ],
    ['when it is said again after', [...practices(5), said('practice-0', 1)], 0, true],
    [
      'not of five « ça passe »',
      practices(5).map((each) => ({ ...each, outcome: 'passes' as const })),
      0,
      false,
    ],
    ['not of five on two flows', [...practices(4), said('other', 5, { flow: 'dre' })], 0, false],
    ['not of five on two mutuelles', [...practices(4), said('other', 5, { mutuelle: 'alba' })], 0, false],
    [
      'not of five of two professions',
      [...practices(4), said('other', 5, { profession: 'dentist' })],
      0,
      false,
    ],
  ];
  it.each(cases)('%s', (_, reports, usual, expected) => {
    expect(inAlarm(reports, usual)).toBe(expected);
  });

  it('since the first report of the hour, until the hour has slid away', () => {
    const [alarm] = alarmsOf(practices(5, 10), [], now);
    expect(alarm).toEqual({
      ...ON,
      firstReportAt: shift(now, -14 * MINUTE),
      from: now,
      to: shift(now, 46 * MINUTE),
    });
  });

  it('is over an hour later', () => {
    expect(inAlarm(practices(5), 0, shift(now, 46 * MINUTE))).toBe(false);
    expect(inAlarm(practices(5), 0, shift(now, 46 * MINUTE - 1))).toBe(true);
  });

  it('is told over the past, each time it stood', () => {
    const morning = practices(5, 240);
    const from = shift(now, -6 * HOUR);
    const spans = alarmsOf([...practices(6, 10), ...morning], [], from);
    const minutes = spans.map((alarm) => [alarm.from, alarm.to].map((at) => (+at - +now) / MINUTE));
    expect(minutes).toEqual([
      [-240, -184],
      [-11, 46],
    ]);
  });

  it('weighs thousands of practices', () => {
    const many = Array.from({ length: 20_000 }, (_, rank) => said(`practice-${rank}`, (rank % 3000) / 60));
    expect(inAlarm(many)).toBe(true);
  }, 10_000);
});

describe('what is usual', () => {
  it('is the mean of the eight weeks before, an hour without a report counting for none', () => {
    const [last] = sameHoursBefore(now);
    expect(usualOf(new Map([[+(last as Date), 12]]), now)).toBe(1.5);
    expect([isAlarming(5, 5 / 3), isAlarming(5, 1.7)]).toEqual([true, false]);
  });

  it('is of the same hour on the clock of Paris, summer and winter', () => {
    const hours = sameHoursBefore(now).map((hour) => hour.toISOString());
    expect(hours[0]).toBe('2026-11-18T09:00:00.000Z');
    expect(hours.slice(3, 6)).toEqual([
      '2026-10-28T09:00:00.000Z',
      '2026-10-21T08:00:00.000Z',
      '2026-10-14T08:00:00.000Z',
    ]);
    expect(hourOf(now).toISOString()).toBe('2026-11-25T09:00:00.000Z');
  });
});
