import { describe, expect, it } from 'vitest';
import { instantOf, localOf } from '#app/space/form/readings';

describe('an instant typed in a field, in Paris time', () => {
  it.each([
    ['2024-02-12T12:58', '2024-02-12T12:58:00+01:00'],
    ['2024-07-12T12:58', '2024-07-12T12:58:00+02:00'],
    ['2024-07-12T12:58:30', '2024-07-12T12:58:00+02:00'],
    ['2024-10-27T02:30', '2024-10-27T02:30:00+02:00'],
    ['2024-03-31T02:30', '2024-03-31T02:30:00+01:00'],
    ['2024-02-30T12:00', null],
    ['hier', null],
    ['', null],
  ])('%s is %s', (typed, instant) => {
    expect(instantOf(typed)).toBe(instant);
  });

  it.each([
    ['2024-02-12T11:58:00.000Z', '2024-02-12T12:58'],
    ['2024-07-12T22:58:00.000Z', '2024-07-13T00:58'],
  ])('%s is shown as %s', (instant, typed) => {
    expect(localOf(instant)).toBe(typed);
  });
});
