import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDays, slicesOf } from '#server/domain/availability/days';
import { DAY, HOUR, MINUTE, shift, startOfDay } from '#server/domain/facts/intervals';
import { aMaintenance, aSeries, aStatement, evidenceOf, paris } from '../support/world/builders';
import { directory, evidenceIn, statements, world } from '../support/world/worlds';

/** From before the worlds begin to long after their last word; the clocks change at the end of March. */
const SPAN = { from: startOfDay('2025-03-10'), to: paris('2025-05-20 11:00') };
const KNOWN_AT = paris('2025-08-01 00:00');

const inOrder = (counts: readonly object[]) => counts.map((count) => JSON.stringify(count)).sort();

describe('a long span, cut', () => {
  it('counts what it counts whole, however much was said', () => {
    fc.assert(
      fc.property(
        world,
        statements,
        statements,
        fc.constantFrom('p', 'q'),
        (given, more, others, platform) => {
          const evidence = evidenceIn(given);
          const named = (name: string, said: typeof more) =>
            said.map((each) => ({ ...each, id: `${name}-${each.id}` }));
          const all = {
            ...evidence,
            statements: [...evidence.statements, ...named('more', more), ...named('others', others)],
          };
          const cut = [...slicesOf(all, SPAN, KNOWN_AT)].flatMap((slice) =>
            countDays(directory, slice.evidence, platform, slice.span, KNOWN_AT),
          );
          expect(inOrder(cut)).toEqual(inOrder(countDays(directory, all, platform, SPAN, KNOWN_AT)));
        },
      ),
      { numRuns: 6 },
    );
  });

  it('is made of whole days that follow each other, each with what may still bear on it', () => {
    const said = Array.from({ length: 400 }, (_, day) =>
      aStatement({
        by: 'op',
        health: 'down',
        id: `s${day}`,
        effectiveAt: shift(SPAN.from, day * DAY),
        recordedAt: shift(SPAN.from, day * DAY),
      }),
    );
    const to = shift(SPAN.from, 400 * DAY);
    const slices = [...slicesOf(evidenceOf({ statements: said }), { from: SPAN.from, to }, KNOWN_AT)];
    expect(slices[0]?.span.from).toEqual(SPAN.from);
    expect(slices.at(-1)?.span.to).toEqual(to);
    for (const [index, { span, evidence }] of slices.entries()) {
      if (index > 0) expect(span.from).toEqual(slices[index - 1]?.span.to);
      expect(evidence.statements.length).toBeLessThanOrEqual(91);
    }
  });

  it('takes of a year of results the last ones, and counts the same', () => {
    const from = startOfDay('2025-04-20');
    const heard = Array.from({ length: 300 }, (_, day) => shift(from, (day - 290) * DAY)).flatMap((day) => [
      { isOk: false, firstAt: day, thirdAt: shift(day, 10 * MINUTE), lastAt: shift(day, 25 * MINUTE) },
      { isOk: true, firstAt: shift(day, HOUR), thirdAt: shift(day, 2 * HOUR), lastAt: shift(day, 22 * HOUR) },
    ]);
    const series = [aSeries('', from, { intervalMs: HOUR, runs: heard })];
    const maintenances = [3, 30, 200].map((days) =>
      aMaintenance({
        id: `m${days}`,
        by: 'op',
        from: shift(from, (5 - days) * DAY),
        to: shift(from, (5 - days) * DAY + HOUR),
      }),
    );
    const said = Array.from({ length: 21 }, (_, step) =>
      aStatement({ id: `s${step}`, by: 'op', health: 'degraded', effectiveAt: shift(from, step * HOUR) }),
    );
    const all = evidenceOf({ series, maintenances, statements: said });
    const span = { from, to: shift(from, 4 * DAY) };
    const slices = [...slicesOf(all, span, KNOWN_AT)];
    expect(slices).toHaveLength(4);
    for (const { evidence } of slices) expect(evidence.series[0]?.runs.length).toBeLessThan(30);
    const cut = slices.flatMap((slice) => countDays(directory, slice.evidence, 'p', slice.span, KNOWN_AT));
    const whole = countDays(directory, all, 'p', span, KNOWN_AT);
    expect(inOrder(cut)).toEqual(inOrder(whole));
    expect(
      whole.some(({ reading, down, maintenance }) => reading === 'measured' && down + maintenance > 60),
    ).toBe(true);
  });
});
