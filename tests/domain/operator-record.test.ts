import { describe, expect, it } from 'vitest';
import { operatorRecord } from '#server/domain/availability/operator-record';
import type { Evidence } from '#server/domain/facts/evidence';
import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import {
  anOrganisation,
  aPlatform,
  aSeries,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const directory = directoryWith({
  platforms: [aPlatform({ id: 'p', flows: ['pec'] })],
  organisations: [
    anOrganisation({ id: 'operator', kind: 'operator', platforms: ['p'] }),
    anOrganisation({ id: 'union', kind: 'union', professions: ['optician'] }),
    anOrganisation({ id: 'press', kind: 'press' }),
  ],
});
const noon = paris('2024-02-05 12:00');
const recordOf = (evidence: Partial<Evidence>) =>
  operatorRecord(directory, evidenceOf(evidence), 'p', {
    from: shift(noon, -30 * DAY),
    to: shift(noon, 30 * DAY),
  });

const said = (by: string, health: 'down' | 'operational', after: number) =>
  aStatement({ by, health, effectiveAt: shift(noon, after) });

describe('from measured failure to declaration', () => {
  /** Fails from noon for an hour, then works for another. */
  const series = [aSeries(`${'+'.repeat(30)}${'-'.repeat(60)}${'+'.repeat(60)}`, shift(noon, 119 * MINUTE))];
  const failures = (...statements: Evidence['statements']) =>
    recordOf({ series, statements }).failures.map(({ since, delay }) => ({ since, delay }));

  it('counts from the first failure to the operator’s first bad word', () => {
    expect(failures(said('operator', 'down', 20 * MINUTE))).toEqual([{ since: noon, delay: 20 }]);
  });
  it('is never when others alone say so', () => {
    expect(failures(said('press', 'down', 20 * MINUTE))).toEqual([{ since: noon, delay: null }]);
  });
  it('is no delay when it was said before it was measured', () => {
    expect(failures(said('operator', 'down', -HOUR))).toEqual([{ since: noon, delay: 0 }]);
  });
  it('is not about an outage since over', () => {
    const over = [said('operator', 'down', -DAY), said('operator', 'operational', -12 * HOUR)];
    expect(failures(...over)).toEqual([{ since: noon, delay: null }]);
  });
  it('counts a word that came once it was over, of when it failed', () => {
    const late = { ...said('operator', 'down', 10 * MINUTE), recordedAt: shift(noon, 3 * HOUR) };
    expect(failures(late)).toEqual([{ since: noon, delay: 180 }]);
    expect(failures(said('operator', 'down', 3 * HOUR))).toEqual([{ since: noon, delay: null }]);
  });
});

describe('from announced to confirmed return', () => {
  const down = said('operator', 'down', -2 * HOUR);
  const back = said('operator', 'operational', 0);
  const returns = (given: Partial<Evidence>) => recordOf(given).returns.map(({ delay }) => delay);

  it('takes a day without another voice', () => {
    expect(returns({ statements: [down, back] })).toEqual([24 * 60]);
  });
  it('takes until somebody else says so too', () => {
    expect(returns({ statements: [down, back, said('press', 'operational', 90 * MINUTE)] })).toEqual([90]);
  });
  it('never is when the outage is said again', () => {
    expect(returns({ statements: [down, back, said('operator', 'down', HOUR)] })).toEqual([null]);
  });
  it('is none when there was nothing to come back from', () => {
    expect(returns({ statements: [back] })).toEqual([]);
  });
  it('is told once, however often it is repeated', () => {
    expect(returns({ statements: [down, back, said('operator', 'operational', HOUR)] })).toHaveLength(1);
  });
});

it('gives medians, and none of nothing', () => {
  const times = [0, 2, 4].map((days) => days * DAY);
  const statements = times.flatMap((at, index) => [
    said('operator', 'down', at),
    said('operator', 'operational', at + HOUR),
    said('press', 'operational', at + (2 + index) * HOUR),
  ]);
  expect(recordOf({ statements })).toMatchObject({ declaredAfter: null, confirmedAfter: 120 });
});
