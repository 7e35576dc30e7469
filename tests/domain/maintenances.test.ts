import { describe, expect, it } from 'vitest';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { isInForce, maintenanceState } from '#server/domain/facts/maintenances';
import { freezeOf } from '#server/domain/judgement/freezes';
import { aMaintenance, paris } from '../support/world/builders';

const noon = paris('2024-02-05 12:00');
const later = (milliseconds: number) => shift(noon, milliseconds);
/** From noon to two, announced at ten. */
const window = (cancelledAt: number | null = null) =>
  aMaintenance({
    by: 'operator',
    from: noon,
    to: later(2 * HOUR),
    recordedAt: later(-2 * HOUR),
    cancelledAt: cancelledAt === null ? null : later(cancelledAt),
  });

describe('a window', () => {
  it.each([
    ['ahead', null, -1, 'upcoming'],
    ['from its first instant', null, 0, 'in-force'],
    ['to its last', null, 2 * HOUR - 1, 'in-force'],
    ['then', null, 2 * HOUR, 'over'],
    ['that will be cancelled', HOUR, HOUR - 1, 'in-force'],
    ['that is cancelled', HOUR, HOUR, 'cancelled'],
    ['cancelled ahead', -HOUR, -1, 'cancelled'],
  ])('%s is %4$s', (_, cancelledAt, at, state) => {
    expect(maintenanceState(window(cancelledAt), later(at))).toBe(state);
  });

  it.each([
    ['once known', null, HOUR, -2 * HOUR, true],
    ['not before it is known', null, HOUR, -2 * HOUR - 1, false],
    ['not ahead', null, -1, 0, false],
    ['from its first instant', null, 0, 0, true],
    ['to its last', null, 2 * HOUR - 1, 3 * HOUR, true],
    ['not at its end', null, 2 * HOUR, 3 * HOUR, false],
    ['until it is cancelled', HOUR, HOUR - 1, 3 * HOUR, true],
    ['not once cancelled', HOUR, HOUR, HOUR, false],
    ['while nobody knows that it is cancelled', HOUR, HOUR, HOUR - 1, true],
  ])('is in force %s', (_, cancelledAt, at, knownAt, isSo) => {
    expect(isInForce(window(cancelledAt), later(at), later(knownAt))).toBe(isSo);
  });

  it.each([
    ['to its end', null, 3 * HOUR, 3 * HOUR, 2 * HOUR],
    ['until it was cancelled', HOUR, HOUR, HOUR, HOUR],
    ['to its end, while it is not cancelled', HOUR, HOUR - 1, 3 * HOUR, 2 * HOUR],
    ['to its end, while nobody knows that it is cancelled', HOUR, 3 * HOUR, HOUR - 1, 2 * HOUR],
    ['never, when it was cancelled before', -HOUR, 3 * HOUR, 3 * HOUR, 0],
    ['to its end, when it was cancelled after', 3 * HOUR, 4 * HOUR, 4 * HOUR, 2 * HOUR],
  ])('freezes %s', (_, cancelledAt, at, knownAt, to) => {
    const instants = { at: later(at), knownAt: later(knownAt) };
    expect(freezeOf(window(cancelledAt), instants)).toEqual({ from: noon, to: later(to) });
  });
});
