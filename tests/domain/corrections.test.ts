import { describe, expect, it } from 'vitest';
import type { DayCount } from '#server/domain/availability/days';
import { correctionsOf } from '#server/domain/availability/days';
import { type Minutes, NO_MINUTES, presumedMinutes } from '#server/domain/availability/minutes';
import { tellFlow } from '#server/domain/availability/view';

const aCount = (given: Partial<DayCount>): DayCount => ({
  ...NO_MINUTES,
  flow: 'pec',
  profession: 'all',
  day: '2024-02-05',
  reading: 'judged',
  ...given,
});
const DOWN = aCount({ down: 1440 });
const words = (counts: readonly DayCount[]) =>
  counts.map(
    ({ profession, reading, down, presumed }) =>
      `${reading} ${profession}: ${down} down, ${presumed} presumed`,
  );

describe('what stands beside a frozen day', () => {
  it('is nothing while counting again gives the same', () => {
    expect(correctionsOf([DOWN], [DOWN])).toEqual([]);
    expect(correctionsOf([], [])).toEqual([]);
  });
  it('is what the day would be', () => {
    expect(words(correctionsOf([], [DOWN]))).toEqual(['judged all: 1440 down, 0 presumed']);
  });
  it('is said of a day of which nothing is said any more', () => {
    expect(words(correctionsOf([DOWN], []))).toEqual(['judged all: 0 down, 1440 presumed']);
  });
  it('names every profession that had a count of its own, or has one now', () => {
    const spared = aCount({ profession: 'nurse', ...presumedMinutes(1440) });
    expect(words(correctionsOf([DOWN, spared], [DOWN]))).toEqual([
      'judged all: 1440 down, 0 presumed',
      'judged nurse: 1440 down, 0 presumed',
    ]);
  });
  it('tells one reading apart from another', () => {
    const measured = aCount({ reading: 'measured', down: 60, operational: 1380 });
    expect(words(correctionsOf([DOWN, measured], [DOWN]))).toEqual(['measured all: 0 down, 0 presumed']);
  });
});

describe('a flow told', () => {
  const result = (
    kept: readonly (DayCount & { correction: boolean })[],
    profession: DayCount['profession'] = 'all',
  ) =>
    tellFlow('pec', kept, {
      days: [{ day: '2024-02-05', minutes: 1440 }],
      profession,
      frozen: ['2024-02-01'],
    });
  const first = (minutes: Minutes | null | undefined) => minutes?.down;

  it('keeps the frozen number, and gives the corrected one beside', () => {
    const flow = result([{ ...DOWN, correction: true }]);
    expect(flow).toMatchObject({ judged: { ratio: 1, presumed: 1440 }, corrected: { ratio: 0, down: 1440 } });
    expect(flow.days[0]).toMatchObject({ isFrozen: true, judged: { down: 0 } });
    expect(first(flow.days[0]?.correction?.judged)).toBe(1440);
  });
  it('gives a profession its own count, or that of all', () => {
    const kept = [DOWN, aCount({ profession: 'nurse', ...presumedMinutes(1440) })];
    const counts = kept.map((count) => ({ ...count, correction: false }));
    expect(result(counts, 'nurse').judged).toMatchObject({ ratio: 1, presumed: 1440 });
    expect(result(counts, 'dentist').judged).toMatchObject({ ratio: 0 });
    expect(result(counts).corrected).toBeNull();
  });
  it('was not measured when nothing measured it, and no longer is when a correction says so', () => {
    const measured = aCount({ reading: 'measured', down: 60, operational: 1380 });
    expect(result([]).measured).toBeNull();
    const taken = [
      { ...measured, correction: false },
      { ...aCount({ reading: 'measured' }), correction: true },
    ];
    expect(result(taken).days[0]).toMatchObject({ measured: { down: 60 }, correction: { measured: null } });
  });
});
