import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { PROFESSIONS, RESTRICTIONS } from '#server/domain/facts/vocabulary';
import {
  isReversible,
  lostScope,
  mayAct,
  restrictionState,
  scopeWith,
  scopeWithout,
  takesEffectAt,
} from '#server/domain/speakers/restrictions';

const noon = new Date('2026-11-29T11:00:00Z');
const closing = (target: string, askedAt = noon) => ({ action: 'account-closing' as const, target, askedAt });
const suspension = (target: string, askedAt = noon) => ({
  ...closing(target, askedAt),
  action: 'account-suspension' as const,
});

describe('what one person asks alone', () => {
  it.each(RESTRICTIONS.map((action) => [action]))(
    '%s: an hour later, but what takes nothing for good',
    (action) => {
      const isAtOnce = action === 'account-suspension' || action === 'scope-widening';
      expect(takesEffectAt({ action, target: 'one' }, [], noon)).toEqual(isAtOnce ? noon : shift(noon, HOUR));
    },
  );
  it.each([closing, suspension])(
    'of a second account within the hour waits for a second person',
    (earlier) => {
      for (const action of ['account-closing', 'account-suspension'] as const) {
        const asked = { action, target: 'two' };
        expect(takesEffectAt(asked, [earlier('one', shift(noon, -HOUR + 1))], noon)).toBeNull();
        expect(takesEffectAt(asked, [earlier('one', shift(noon, -HOUR))], noon)).not.toBeNull();
      }
    },
  );
  it('may suspend the account whose closing it asked', () => {
    expect(takesEffectAt({ action: 'account-suspension', target: 'one' }, [closing('one')], noon)).toEqual(
      noon,
    );
  });
  it('of keys, probes and scopes counts no accounts', () => {
    const key = { action: 'key-revocation' as const, target: 'key', askedAt: noon };
    expect(takesEffectAt(closing('one'), [key], noon)).toEqual(shift(noon, HOUR));
    expect(takesEffectAt(key, [closing('one')], noon)).toEqual(shift(noon, HOUR));
  });
});

describe('the state of what is asked', () => {
  const asked = { takesEffectAt: noon, cancelledAt: null };
  it.each([
    ['before its instant', asked, shift(noon, -1), 'pending'],
    ['at its instant', asked, noon, 'in-force'],
    ['until a second person agrees', { ...asked, takesEffectAt: null }, noon, 'awaiting-second'],
    ['called off', { ...asked, cancelledAt: noon }, shift(noon, HOUR), 'cancelled'],
  ])('%s: %4$s', (_, restriction, now, state) => {
    expect(restrictionState(restriction, now)).toBe(state);
  });
  it('is called off until it holds; a suspension for as long as it lasts', () => {
    const now = (minutes: number) => shift(noon, minutes * MINUTE);
    const may = (action: (typeof RESTRICTIONS)[number], minutes: number, given = asked) =>
      isReversible({ ...given, action }, now(minutes));
    expect([may('account-closing', -1), may('account-closing', 0)]).toEqual([true, false]);
    expect([may('account-suspension', -1), may('account-suspension', 99)]).toEqual([true, true]);
    expect(may('account-closing', 9, { takesEffectAt: null as never, cancelledAt: null })).toBe(true);
    expect(may('account-suspension', 9, { ...asked, cancelledAt: noon as never })).toBe(false);
  });
});

it('an account may act until the instant it closes at, and while nobody suspends it', () => {
  const act = (disabledAt: Date | null, suspendedAt: Date | null) =>
    mayAct({ disabledAt, suspendedAt }, noon);
  expect([act(null, null), act(shift(noon, 1), null)]).toEqual([true, true]);
  expect([act(noon, null), act(null, noon), act(shift(noon, 1), shift(noon, -1))]).toEqual([
    false,
    false,
    false,
  ]);
});

describe('a scope', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
  const scopes = fc.record({
    professions: fc.option(fc.uniqueArray(fc.constantFrom(...PROFESSIONS))),
    platforms: ids,
    mutuelles: ids,
  });
  const sorted = ({
    professions,
    platforms,
    mutuelles,
  }: {
    professions: readonly string[] | null;
    platforms: readonly string[];
    mutuelles: readonly string[];
  }) => ({
    professions: [...(professions ?? [])].sort(),
    platforms: [...platforms].sort(),
    mutuelles: [...mutuelles].sort(),
  });
  it('is narrowed to what was asked, and given back whole', () => {
    fc.assert(
      fc.property(scopes, scopes, (before, after) => {
        const lost = lostScope(before, after);
        if (!lost) {
          expect(sorted(scopeWith(before, sorted(after)))).toEqual(sorted(after));
          return;
        }
        const meanwhile = scopeWith(after, lost);
        expect(lostScope(before, meanwhile)).toBeNull();
        expect(sorted(scopeWithout(meanwhile, lost))).toEqual(sorted(after));
        expect(sorted(scopeWith(scopeWithout(before, lost), lost))).toEqual(sorted(before));
      }),
    );
  });
  it('that is as wide loses nothing', () => {
    fc.assert(
      fc.property(scopes, (scope) => {
        expect(lostScope(scope, scope)).toBeNull();
      }),
    );
  });
  it('without a limit keeps none', () => {
    const everybody = { professions: null, platforms: ['a'], mutuelles: [] };
    const back = { professions: [], platforms: ['b'], mutuelles: [] };
    expect(scopeWith(everybody, back)).toEqual({ ...everybody, platforms: ['a', 'b'] });
  });
});
