import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, shift } from '#server/domain/facts/intervals';
import { KEY_ACTIONS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { acceptTerms, KEY_LASTS, KEY_LASTS_AT_MOST, type KeyTerms } from '#server/domain/speakers/key-terms';
import { ACTIONS, mayWrite, type Touched } from '#server/domain/speakers/scope';
import { anOrganisation } from '../support/world/builders';

const NOW = new Date('2026-03-02T09:00:00Z');
const north = anOrganisation({ id: 'north', kind: 'operator', platforms: ['north', 'north-2'] });
const union = anOrganisation({ id: 'union', kind: 'union', professions: ['optician'] });

const terms = (given: Partial<KeyTerms> = {}): KeyTerms => ({
  kind: 'writer',
  actions: ['statement'],
  platforms: null,
  expiresAt: shift(NOW, KEY_LASTS),
  ...given,
});
const ruleOf = (organisation: typeof north, given: Partial<KeyTerms>): string | null => {
  const accepted = acceptTerms(organisation, terms(given), NOW);
  return accepted.ok ? null : accepted.refusal.rule;
};

describe('a key is made', () => {
  it.each<[string, typeof north, Partial<KeyTerms>, string | null]>([
    ['for what its organisation does', north, {}, null],
    ['for one of its platforms', north, { platforms: ['north-2'] }, null],
    ['for a year', north, { expiresAt: shift(NOW, KEY_LASTS_AT_MOST) }, null],
    ['never for more', north, { expiresAt: shift(NOW, KEY_LASTS_AT_MOST + 1) }, 'too-far'],
    ['never for a time that is over', north, { expiresAt: NOW }, 'already-over'],
    ['never for nothing', north, { actions: [] }, 'no-action'],
    ['never for no platform', north, { platforms: [] }, 'no-platform'],
    ['never for another’s platform', north, { platforms: ['north', 'south'] }, 'foreign-platforms'],
    ['never for what an operator never does', north, { actions: ['statement', 'notice'] }, 'never-done'],
    ['never for what a union never does', union, { actions: ['maintenance'] }, 'never-done'],
    ['by a union, for one platform among all', union, { platforms: ['south'] }, null],
    ['to measure, with no other action', north, { kind: 'probe', actions: [] }, null],
    ['to measure, never to write as well', north, { kind: 'probe' }, 'measures-only'],
  ])('%s', (_, organisation, given, rule) => {
    expect(ruleOf(organisation, given)).toBe(rule);
  });
});

describe('what a key may', () => {
  const ids: fc.Arbitrary<string> = fc.constantFrom('north', 'north-2', 'south');
  const key = fc.record({
    actions: fc.subarray([...ACTIONS]),
    platforms: fc.option(fc.uniqueArray(ids, { minLength: 1 })),
  });
  const touched: fc.Arbitrary<Touched> = fc.record({
    platforms: fc.uniqueArray(ids),
    professions: fc.option(fc.subarray([...PROFESSIONS])),
    mutuelles: fc.constant(null),
    of: fc.constantFrom('north', 'union'),
  });
  it('is never more than its owner may, and only what it names', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(north, union),
        fc.constantFrom(...ACTIONS),
        touched,
        key,
        (who, act, what, by) => {
          if (!mayWrite(who, 'author', act, what, by).ok) return;
          expect(mayWrite(who, 'author', act, what).ok).toBe(true);
          expect(by.actions).toContain(act);
          if (by.platforms) {
            expect(what.platforms).not.toEqual([]);
            expect(what.platforms?.every((id) => by.platforms?.includes(id))).toBe(true);
          }
        },
      ),
    );
  });
  it('is all that its owner may, when it names all', () => {
    fc.assert(
      fc.property(fc.constantFrom(north, union), fc.constantFrom(...ACTIONS), touched, (who, act, what) => {
        const all = { actions: ACTIONS, platforms: null };
        expect(mayWrite(who, 'author', act, what, all)).toEqual(mayWrite(who, 'author', act, what));
      }),
    );
  });
  it('says whose limit it is', () => {
    const one = { actions: ['statement'] as const, platforms: ['north'] };
    const lacks = (action: 'statement' | 'update', platforms: string[]) => {
      const may = mayWrite(north, 'author', action, { platforms }, one);
      return may.ok ? null : may.refusal;
    };
    expect(lacks('statement', ['north'])).toBeNull();
    expect(lacks('statement', ['north-2'])).toMatchObject({ by: 'key', lacks: ['north-2'] });
    expect(lacks('statement', ['south'])).toMatchObject({ by: 'organisation', lacks: ['south'] });
    expect(lacks('update', ['north'])).toMatchObject({ by: 'key', lacks: ['update'] });
  });
  it('lasts three months unless told, a year at most', () => {
    expect([KEY_LASTS, KEY_LASTS_AT_MOST]).toEqual([90 * DAY, 365 * DAY]);
    expect(KEY_ACTIONS.length).toBeGreaterThan(0);
  });
});
