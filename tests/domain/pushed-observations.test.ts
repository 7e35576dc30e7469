import { describe, expect, it } from 'vitest';
import { DAY, SECOND, shift } from '#server/domain/facts/intervals';
import {
  brokenFlow,
  brokenInstant,
  brokenSequence,
  type Neighbours,
} from '#server/domain/rules/observations';
import { paris } from '../support/world/builders';

const now = paris('2026-02-09 12:00');
const later = (milliseconds: number) => shift(now, milliseconds);

describe('a result that a source pushes', () => {
  it.each([
    ['of now', 0, null],
    ['of a clock two minutes ahead', 120 * SECOND, null],
    ['of a clock further ahead', 120 * SECOND + 1, 'observed-in-future'],
    ['of almost ninety days ago', -90 * DAY + 1, null],
    ['of ninety days ago: it would be lost at once', -90 * DAY, 'observed-too-long-ago'],
  ])('%s: %3$s', (_, after, rule) => {
    expect(brokenInstant(later(after), now)).toBe(rule);
  });
  it('is of a flow that the source measures', () => {
    expect(brokenFlow('pec', ['idb', 'pec'])).toBeNull();
    expect(brokenFlow('dre', ['idb', 'pec'])).toBe('flow-not-measured');
    expect(brokenFlow('pec', [])).toBe('flow-not-measured');
  });

  const pushed = { observedAt: now, outcome: 'ok' };
  const alone: Neighbours = { same: null, below: null, above: null };
  it.each<[string, Partial<Neighbours>, string | null]>([
    ['the first of all', {}, null],
    ['after the number below', { below: later(-1) }, null],
    ['at the instant of the number below', { below: now }, null],
    ['before the number below', { below: later(1) }, 'out-of-order'],
    ['before the number above', { above: later(1) }, null],
    ['at the instant of the number above', { above: now }, null],
    ['after the number above', { above: later(-1) }, 'out-of-order'],
    ['late, between its neighbours', { below: later(-1), above: later(1) }, null],
    ['after both neighbours', { below: later(-2), above: later(-1) }, 'out-of-order'],
    ['before both neighbours', { below: later(1), above: later(2) }, 'out-of-order'],
    ['the same again, whatever is around', { same: { ...pushed }, below: later(1) }, null],
    ['another outcome under its number', { same: { ...pushed, outcome: 'failed' } }, 'sequence-reused'],
    ['another instant under its number', { same: { ...pushed, observedAt: later(1) } }, 'sequence-reused'],
  ])('numbered %s: %3$s', (_, neighbours, rule) => {
    expect(brokenSequence(pushed, { ...alone, ...neighbours })).toBe(rule);
  });
});
