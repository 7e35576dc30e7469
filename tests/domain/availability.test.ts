import { describe, expect, it } from 'vitest';
import { countDays } from '#server/domain/availability/days';
import { type Minutes, NO_MINUTES, ratioOf, sumOf } from '#server/domain/availability/minutes';
import type { Evidence } from '#server/domain/facts/evidence';
import { DAY, dayAfter, HOUR, MINUTE, SECOND, shift, startOfDay } from '#server/domain/facts/intervals';
import type { AvailabilityReading, Profession } from '#server/domain/facts/vocabulary';
import {
  aMaintenance,
  anOrganisation,
  aPlatform,
  aSeries,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const directory = directoryWith({
  platforms: [
    aPlatform({ id: 'p', flows: ['pec', 'idb'] }),
    aPlatform({ id: 'q', flows: ['pec', 'idb'], dependsOn: [{ platform: 'p', flows: ['pec'] }] }),
  ],
  organisations: [
    anOrganisation({ id: 'operator', kind: 'operator', platforms: ['p'] }),
    anOrganisation({ id: 'union', kind: 'union', professions: ['optician'] }),
  ],
});
const LATER = paris('2025-01-01 00:00');

type Asked = { platform?: string; profession?: Profession | 'all'; reading?: AvailabilityReading };

/** The minutes of a flow, day by day; a day without a row is one of which nothing was said. */
const minutesOn = (day: string, evidence: Partial<Evidence>, asked: Asked = {}) => {
  const { platform = 'p', profession = 'all', reading = 'judged' } = asked;
  const span = { from: startOfDay(day), to: startOfDay(dayAfter(day)) };
  const counts = countDays(directory, evidenceOf(evidence), platform, span, LATER).filter(
    (count) => count.flow === 'pec' && count.day === day && count.reading === reading,
  );
  const row =
    counts.find((count) => count.profession === profession) ??
    counts.find((count) => count.profession === 'all');
  return row && result(row);
};

/** Without the zeros. */
const result = (minutes: Minutes) =>
  Object.fromEntries(
    (Object.keys(NO_MINUTES) as (keyof Minutes)[]).flatMap((key) =>
      minutes[key] ? [[key, minutes[key]]] : [],
    ),
  );

describe('an outage of less than a minute', () => {
  const from = shift(paris('2024-02-01 10:00'), 40 * SECOND);
  const to = shift(from, 30 * SECOND);
  const said = (health: 'down' | 'operational', effectiveAt: Date) =>
    aStatement({
      id: health,
      by: 'operator',
      platform: 'p',
      flows: ['pec'],
      health,
      effectiveAt,
      recordedAt: effectiveAt,
    });
  const confirmedAt = (at: Date) => ({ statement: 'operational', by: 'union', recordedAt: at, storedAt: at });
  const outage = (end: Date) => ({
    statements: [said('down', from), said('operational', end)],
    confirmations: [confirmedAt(end)],
  });

  it('counts as it lasted, whatever minute it began and ended in', () => {
    expect(minutesOn('2024-02-01', outage(to))).toMatchObject({ down: 0.5, operational: 1439.5 });
  });
  it('counts even when it lasted a millisecond', () => {
    const counted = minutesOn('2024-02-01', outage(shift(from, 1)));
    expect(counted?.down).toBeGreaterThan(0);
    expect(ratioOf({ ...NO_MINUTES, ...counted })).toBeLessThan(1);
  });
});

describe('the ratio', () => {
  const of = (given: Partial<Minutes>) => ratioOf({ ...NO_MINUTES, ...given });

  it('counts down whole and degraded not at all', () => {
    expect(of({ operational: 60, degraded: 30, down: 10 })).toBe(0.9);
  });
  it('leaves maintenance and unknown out of both sides', () => {
    expect(of({ operational: 75, down: 25, maintenance: 1000, unknown: 1000 })).toBe(0.75);
  });
  it('is nothing when nothing counts', () => {
    expect(of({ unknown: 1440 })).toBeNull();
  });
});

describe('a Paris day', () => {
  it.each([
    ['2024-03-31', 23, '2024-03-30T23:00:00.000Z'],
    ['2024-10-27', 25, '2024-10-26T22:00:00.000Z'],
    ['2024-02-29', 24, '2024-02-28T23:00:00.000Z'],
    ['2024-07-14', 24, '2024-07-13T22:00:00.000Z'],
  ])('%s lasts %i hours, from %s', (day, hours, from) => {
    expect(startOfDay(day).toISOString()).toBe(from);
    expect(+startOfDay(dayAfter(day)) - +startOfDay(day)).toBe(hours * HOUR);
    const down = aStatement({ by: 'operator', health: 'down', effectiveAt: shift(startOfDay(day), -HOUR) });
    expect(minutesOn(day, { statements: [down] })).toEqual({ down: hours * 60 });
  });
});

describe('the minutes of a day', () => {
  const day = '2024-02-05';
  const at = (time: string) => paris(`${day} ${time}`);
  const down = aStatement({ by: 'operator', health: 'down', effectiveAt: at('06:00') });

  it('are presumed before anything is said, down from the minute it is', () => {
    expect(minutesOn(day, { statements: [down] })).toEqual({ operational: 360, presumed: 360, down: 1080 });
  });
  it('none at all of a day of which nothing was said', () => {
    expect(minutesOn('2024-02-04', { statements: [down] })).toBeUndefined();
  });
  it('follow what became known later: a backdated outage counts from when it began', () => {
    const late = { ...down, recordedAt: paris('2024-02-09 12:00') };
    expect(minutesOn(day, { statements: [late] })).toEqual({ operational: 360, presumed: 360, down: 1080 });
  });
  it('follow a retraction: it was never down', () => {
    const retraction = {
      statement: down.id,
      by: 'operator',
      recordedAt: at('18:00'),
      reason: null,
      storedAt: at('18:00'),
    };
    expect(minutesOn(day, { statements: [down], retractions: [retraction] })).toBeUndefined();
  });
  it('a return is degraded until it is confirmed, a day later at most', () => {
    const back = aStatement({ by: 'operator', health: 'operational', effectiveAt: at('18:00') });
    const statements = [down, back];
    expect(minutesOn(day, { statements })).toMatchObject({ down: 720, degraded: 360 });
    expect(minutesOn('2024-02-06', { statements })).toEqual({ degraded: 1080, operational: 360 });
  });

  describe('without a profession: the worst at each minute', () => {
    const forOpticians = { ...down, professions: ['optician' as const] };
    const forNurses = aStatement({
      by: 'operator',
      health: 'degraded',
      professions: ['nurse'],
      effectiveAt: at('00:00'),
    });
    const evidence = { statements: [forOpticians, forNurses] };

    it('is down while opticians are, degraded while nurses alone are', () => {
      expect(minutesOn(day, evidence)).toEqual({ degraded: 360, down: 1080 });
      expect(minutesOn(day, evidence, { profession: 'optician' })).toEqual({
        operational: 360,
        presumed: 360,
        down: 1080,
      });
      expect(minutesOn(day, evidence, { profession: 'nurse' })).toEqual({ degraded: 1440 });
      expect(minutesOn(day, evidence, { profession: 'dentist' })).toEqual({
        operational: 1440,
        presumed: 1440,
      });
    });
    it('is presumed as soon as one profession is', () => {
      const good = aStatement({
        by: 'operator',
        health: 'operational',
        professions: ['nurse'],
        effectiveAt: at('00:00'),
      });
      expect(minutesOn(day, { statements: [good] })).toBeUndefined();
      expect(minutesOn(day, { statements: [good] }, { profession: 'nurse' })).toEqual({ operational: 1440 });
    });
  });

  it('include those of what the platform rests on, for the flows that do', () => {
    expect(minutesOn(day, { statements: [down] }, { platform: 'q' })).toMatchObject({ down: 1080 });
    const elsewhere = { ...down, flows: ['idb' as const] };
    expect(minutesOn(day, { statements: [elsewhere] }, { platform: 'q' })).toBeUndefined();
  });
  it('keep a maintenance and what nobody has news of apart', () => {
    const window = aMaintenance({ by: 'operator', from: at('00:00'), to: at('02:00') });
    const lapsed = aStatement({ by: 'operator', health: 'down', effectiveAt: paris('2024-01-29 12:00') });
    const minutes = minutesOn(day, { statements: [lapsed], maintenances: [window] });
    expect(minutes).toEqual({ down: 720, unknown: 720 });
    expect(minutesOn(day, { maintenances: [window] })).toEqual({
      maintenance: 120,
      operational: 1320,
      presumed: 1320,
    });
  });
});

describe('declared beside measured', () => {
  const day = '2024-02-05';
  /** A failure each minute from 06:00 to 08:00, successes all the rest of the day. */
  const series = [
    aSeries(
      `${'+'.repeat(360)}${'-'.repeat(120)}${'+'.repeat(960)}`,
      shift(startOfDay('2024-02-06'), -MINUTE),
    ),
  ];

  it('what is measured is down from the third failure to the third success', () => {
    expect(minutesOn(day, { series }, { reading: 'measured' })).toEqual({
      // The first two results of the day conclude nothing yet.
      unknown: 2,
      down: 120,
      operational: 1318,
    });
    expect(minutesOn(day, { series })).toEqual({ presumed: 2, down: 120, operational: 1320 });
    expect(minutesOn(day, { series }, { reading: 'declared' })).toBeUndefined();
  });
  it('what is only said is not measured, and does not rest on what others measure', () => {
    const down = aStatement({ by: 'operator', health: 'down', effectiveAt: paris(`${day} 12:00`) });
    const evidence = { series, statements: [down] };
    expect(minutesOn(day, evidence, { reading: 'declared' })).toMatchObject({ down: 720 });
    expect(minutesOn(day, evidence, { reading: 'measured' })).toMatchObject({ down: 120 });
    expect(minutesOn(day, evidence)).toMatchObject({ down: 840 });
    expect(minutesOn(day, evidence, { reading: 'measured', platform: 'q' })).toBeUndefined();
  });
  it('a window freezes what is measured', () => {
    const window = aMaintenance({ by: 'operator', from: paris(`${day} 05:00`), to: paris(`${day} 09:00`) });
    expect(minutesOn(day, { series, maintenances: [window] }, { reading: 'measured' })).toMatchObject({
      maintenance: 240,
    });
    const minutes = minutesOn(day, { series, maintenances: [window] }, { reading: 'measured' });
    expect(minutes).not.toHaveProperty('down');
  });
  it('a probe taken out of service measures nothing from then on', () => {
    const taken = series.map((each) => ({ ...each, disabledAt: paris(`${day} 04:00`) }));
    expect(minutesOn(day, { series: taken }, { reading: 'measured' })).toEqual({
      operational: 238,
      unknown: 1202,
    });
    expect(minutesOn(day, { series: taken })).toEqual({ operational: 1440, presumed: 1202 });
  });
  it('silence is unknown', () => {
    const quiet = [aSeries('+++', paris(`${day} 00:02`))];
    // Heard until three intervals after its last result, and no longer: one millisecond past the third minute.
    expect(minutesOn(day, { series: quiet }, { reading: 'measured' })).toEqual({
      unknown: 1436.99998,
      operational: 3.00002,
    });
    expect(minutesOn(dayAfter(day), { series: quiet })).toEqual({ unknown: 1440 });
  });
});

it('sums are of minutes, never of ratios', () => {
  const whole = { ...NO_MINUTES, operational: DAY / MINUTE };
  const outage = { ...NO_MINUTES, down: 60 };
  expect(ratioOf(sumOf([whole, outage]))).toBe(0.96);
});
