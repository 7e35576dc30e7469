import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { importedFrom, notIndependent, type Person } from '#server/domain/speakers/independence';
import { paris } from '../support/world/builders';

const now = paris('2026-02-09 12:00');
const outageSince = shift(now, -4 * HOUR);
const ago = (milliseconds: number): Date => shift(now, -milliseconds);

/** Somebody of long ago, whom the machine's command invited. */
const aPerson = (account: string, given: Partial<Person> = {}): Person => {
  const createdAt = given.createdAt ?? ago(60 * DAY);
  const person = { account, organisation: 'north', createdAt, vouchedAt: null, inviters: [] };
  return { ...person, changedAt: createdAt, ...given };
};
const anne = aPerson('anne');
const guest = (account: string, ...inviters: string[]) => aPerson(account, { inviters });

describe('Anne and', () => {
  it.each<[string, Person, ReturnType<typeof notIndependent>]>([
    ['Anne herself', anne, 'same-account'],
    ['Anne, moved to another organisation', aPerson('anne', { organisation: 'union' }), 'same-account'],
    ['a colleague of long ago', aPerson('bruno'), null],
    ['somebody of elsewhere', aPerson('chloé', { organisation: 'union' }), null],
    ['a colleague she invited', guest('bruno', 'anne'), 'joined-by-invitation'],
    [
      'somebody of elsewhere she invited',
      aPerson('chloé', { organisation: 'union', inviters: ['anne'] }),
      'joined-by-invitation',
    ],
    ['the guest of her guest', guest('denis', 'bruno', 'anne'), 'joined-by-invitation'],
    ['the guest of somebody else', guest('denis', 'bruno'), null],
    ['a colleague of seven days', aPerson('bruno', { createdAt: ago(7 * DAY) }), null],
    ['a colleague of a moment less', aPerson('bruno', { createdAt: ago(7 * DAY - 1) }), 'too-recent'],
    [
      'somebody of elsewhere of less than seven days',
      aPerson('chloé', { organisation: 'union', createdAt: ago(6 * DAY) }),
      'too-recent',
    ],
    [
      'somebody of tomorrow, by a wrong clock',
      aPerson('bruno', { createdAt: shift(now, DAY) }),
      'changed-since-outage',
    ],
    [
      'a colleague recovered since the outage',
      aPerson('bruno', { changedAt: ago(HOUR) }),
      'changed-since-outage',
    ],
    [
      'a colleague recovered as it began',
      aPerson('bruno', { changedAt: outageSince }),
      'changed-since-outage',
    ],
    ['a colleague recovered just before it', aPerson('bruno', { changedAt: shift(outageSince, -1) }), null],
    ['what was read in a file', importedFrom('north'), null],
  ])('%s', (_, other, not) => {
    expect(notIndependent(anne, other, { now, outageSince })).toBe(not);
    expect(notIndependent(other, anne, { now, outageSince })).toBe(not);
  });

  it('what was read in a file is nobody’s, of always', () => {
    expect(importedFrom('north')).toEqual({
      account: '',
      organisation: 'north',
      vouchedAt: null,
      inviters: [],
      createdAt: new Date(0),
      changedAt: new Date(0),
    });
  });
  it('the guest of whoever invited her are siblings, wherever each is', () => {
    const sibling = aPerson('chloé', { organisation: 'union', inviters: ['desk'] });
    expect(notIndependent(guest('anne', 'desk'), sibling, { now, outageSince })).toBe('joined-by-invitation');
    expect(notIndependent(guest('anne', 'desk'), aPerson('desk'), { now, outageSince })).toBe(
      'joined-by-invitation',
    );
  });
  it('somebody whom the command invited as it did her are not joined by it', () => {
    expect(notIndependent(aPerson('anne'), aPerson('bruno'), { now, outageSince })).toBeNull();
  });
  it('whoever acts by key', () => {
    const asked = { now, outageSince, isByKey: true };
    expect(notIndependent(anne, aPerson('bruno'), asked)).toBe('by-key');
    expect(notIndependent(anne, anne, asked)).toBe('same-account');
    expect(notIndependent(anne, aPerson('bruno'), { ...asked, isByKey: false })).toBeNull();
  });
  it('whoever changed at any time, when nothing is down', () => {
    const changed = aPerson('bruno', { changedAt: ago(MINUTE) });
    expect(notIndependent(anne, changed, { now, outageSince: null })).toBeNull();
  });
});

describe('whoever the machine’s command vouches for', () => {
  const vouched = (given: Partial<Person>) => aPerson('bruno', { createdAt: ago(2 * DAY), ...given });
  it.each<[string, Date | null, Date | null, ReturnType<typeof notIndependent>]>([
    ['counts as seven days old', ago(DAY), null, null],
    ['before the outage began', ago(DAY), outageSince, null],
    ['as it began', outageSince, outageSince, null],
    ['not once it had begun', shift(outageSince, 1), outageSince, 'too-recent'],
    ['not before it is done', shift(now, 1), null, 'too-recent'],
    ['at this very instant', now, null, null],
    ['nobody did', null, null, 'too-recent'],
  ])('%s', (_, vouchedAt, since, not) => {
    expect(notIndependent(anne, vouched({ vouchedAt }), { now, outageSince: since })).toBe(not);
  });
  it('is still joined to whoever invited it, and is no second person of an outage it was opened in', () => {
    const joined = vouched({ vouchedAt: ago(DAY), inviters: ['anne'] });
    expect(notIndependent(anne, joined, { now, outageSince })).toBe('joined-by-invitation');
    const opened = vouched({ vouchedAt: ago(2 * DAY) });
    expect(notIndependent(anne, opened, { now, outageSince: ago(3 * DAY) })).toBe('changed-since-outage');
  });
  it('of age needs nobody’s word, late as that may be', () => {
    const old = aPerson('bruno', { vouchedAt: ago(HOUR) });
    expect(notIndependent(anne, old, { now, outageSince })).toBeNull();
  });
});

/** A tree of invitations: each account was invited by an earlier one, or by the command. */
const people = fc
  .array(
    fc.record({
      inviter: fc.option(fc.nat(), { freq: 3 }),
      days: fc.integer({ min: 0, max: 20 }),
      changed: fc.integer({ min: 0, max: 20 }),
      vouched: fc.option(fc.integer({ min: 0, max: 20 })),
      organisation: fc.constantFrom('north', 'union', 'desk'),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map((given) =>
    given.reduce<Person[]>((known, { inviter, days, changed, vouched, organisation }, index) => {
      const by = inviter === null || index === 0 ? undefined : known[inviter % index];
      const createdAt = ago(days * DAY);
      const person = {
        account: `p${index}`,
        organisation,
        createdAt,
        vouchedAt: vouched === null ? null : ago(vouched * DAY),
        inviters: by ? [by.account, ...by.inviters] : [],
        changedAt: ago(Math.min(days, changed) * DAY),
      };
      known.push(person);
      return known;
    }, []),
  );
const since = fc.option(fc.integer({ min: 0, max: 20 }).map((days) => ago(days * DAY)));
const roots = (person: Person) => person.inviters.at(-1) ?? person.account;

describe('of any people, however they came', () => {
  it('it is the same asked either way', () => {
    fc.assert(
      fc.property(people, since, fc.boolean(), (all, outageSince, isByKey) => {
        const asked = { now, outageSince, isByKey };
        for (const one of all)
          for (const other of all)
            expect(notIndependent(one, other, asked)).toBe(notIndependent(other, one, asked));
      }),
    );
  });
  it('nobody whom one and the same person let in is another’s second person, through whatever length of chain', () => {
    fc.assert(
      fc.property(people, since, (all, outageSince) => {
        for (const one of all)
          for (const other of all)
            if (one !== other && roots(one) === roots(other))
              expect(notIndependent(one, other, { now, outageSince })).toBe('joined-by-invitation');
      }),
    );
  });
  it('who is independent is of age or vouched for, unchanged since the outage, and came by another way', () => {
    fc.assert(
      fc.property(people, since, (all, outageSince) => {
        const isOfAge = ({ createdAt, vouchedAt }: Person) =>
          createdAt <= ago(7 * DAY) ||
          (vouchedAt !== null && (outageSince === null || vouchedAt <= outageSince));
        for (const one of all)
          for (const other of all) {
            const isFit = [one, other].every(
              (person) => isOfAge(person) && (outageSince === null || person.changedAt < outageSince),
            );
            expect(notIndependent(one, other, { now, outageSince }) === null).toBe(
              isFit && roots(one) !== roots(other),
            );
          }
      }),
    );
  });
});
