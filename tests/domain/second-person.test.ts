import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, shift } from '#server/domain/intervals';
import { importedFrom, notSecondPerson, type Person } from '#server/domain/second-person';
import { paris } from '../support/builders';

const now = paris('2026-02-09 12:00');
const aPerson = (account: string, given: Partial<Person> = {}): Person => ({
  ...{ account, organisation: 'north', createdAt: shift(now, -30 * DAY), invitedBy: null },
  ...given,
});
const author = aPerson('anne');

describe('the second person of what Anne said', () => {
  it.each<[string, Person, string | null]>([
    ['Anne herself', author, 'is-author'],
    ['Anne, moved to another organisation', aPerson('anne', { organisation: 'south' }), 'is-author'],
    ['a colleague of long ago', aPerson('bruno'), null],
    [
      'a colleague of seven days to the minute',
      aPerson('bruno', { createdAt: shift(now, -7 * DAY) }),
      'too-recent',
    ],
    ['a colleague of a little more', aPerson('bruno', { createdAt: shift(now, -7 * DAY - 1) }), null],
    [
      'a colleague of tomorrow, by a wrong clock',
      aPerson('bruno', { createdAt: shift(now, DAY) }),
      'too-recent',
    ],
    [
      'somebody of elsewhere who came today',
      aPerson('chloé', { organisation: 'union', createdAt: now }),
      null,
    ],
    ['a colleague she invited', aPerson('bruno', { invitedBy: 'anne' }), 'invited-by-author'],
    [
      'somebody of elsewhere she invited',
      aPerson('chloé', { organisation: 'union', invitedBy: 'anne' }),
      'invited-by-author',
    ],
    ['a colleague somebody else invited', aPerson('bruno', { invitedBy: 'denis' }), null],
  ])('%s', (_, person, not) => {
    expect(notSecondPerson(person, author, now)).toBe(not);
  });
  it('is not whoever invited her either', () => {
    const invited = aPerson('anne', { invitedBy: 'bruno' });
    expect(notSecondPerson(aPerson('bruno', { organisation: 'desk' }), invited, now)).toBe(
      'invited-by-author',
    );
  });
  it('of what was read in a file is of another organisation, or of long ago', () => {
    const file = importedFrom('north');
    expect(notSecondPerson(aPerson('bruno', { createdAt: now }), file, now)).toBe('too-recent');
    expect(notSecondPerson(aPerson('bruno'), file, now)).toBeNull();
    expect(
      notSecondPerson(aPerson('chloé', { organisation: 'union', createdAt: now }), file, now),
    ).toBeNull();
  });
});

it('is always another account, not tied by an invitation, and of age or of elsewhere', () => {
  const person = fc.record({
    account: fc.constantFrom('a', 'b', 'c'),
    organisation: fc.constantFrom('north', 'south'),
    createdAt: fc.integer({ min: 0, max: 20 }).map((days) => shift(now, -days * DAY)),
    invitedBy: fc.constantFrom('a', 'b', 'c', null),
  });
  fc.assert(
    fc.property(person, person, (one, other) => {
      if (notSecondPerson(one, other, now) !== null) return;
      expect(one.account).not.toBe(other.account);
      expect(one.invitedBy).not.toBe(other.account);
      expect(other.invitedBy).not.toBe(one.account);
      expect(one.organisation !== other.organisation || +now - +one.createdAt > 7 * DAY).toBe(true);
    }),
  );
});
