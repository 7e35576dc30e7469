import { describe, expect, it } from 'vitest';
import { DAY, shift } from '#server/domain/facts/intervals';
import { firstWeekUntil, seconders } from '#server/domain/speakers/first-week';
import type { Person } from '#server/domain/speakers/independence';
import { paris } from '../support/world/builders';

const now = paris('2026-02-09 12:00');
const aPerson = (account: string, days: number, given: Partial<Person> = {}): Person => {
  const createdAt = shift(now, -days * DAY);
  return {
    account,
    organisation: 'desk',
    createdAt,
    vouchedAt: null,
    inviters: [],
    changedAt: createdAt,
    ...given,
  };
};

describe('an organisation is in its first week', () => {
  it.each<[string, Person[], Date | null]>([
    ['until the eldest of its accounts is of age', [aPerson('a', 2), aPerson('b', 5)], shift(now, 2 * DAY)],
    ['no longer once one of them is, however young the others', [aPerson('a', 7), aPerson('b', 0)], null],
    ['nor when the machine answered for one of them', [aPerson('a', 1, { vouchedAt: now })], null],
    ['and never without anybody', [], null],
  ])('%s', (_, colleagues, until) => {
    expect(firstWeekUntil(colleagues, now)).toEqual(until);
  });
});

describe('once of age, somebody may be confirmed', () => {
  const newcomer = aPerson('nina', 1, { organisation: 'viamedis', inviters: ['paul'] });
  const able = (others: Person[]) => seconders(newcomer, others).map(({ account }) => account);
  it('by those whom no invitation joins to it', () => {
    expect(able([aPerson('rose', 300), aPerson('paul', 300)])).toEqual(['rose']);
  });
  it('by those who will be of age by then, not by the youngest', () => {
    expect(able([aPerson('rose', 1), aPerson('lise', 0)])).toEqual(['rose']);
  });
});
