import { describe, expect, it } from 'vitest';
import { readingAt, whenShown } from '#server/domain/facts/wall-clock';

describe('when clocks show an hour', () => {
  it.each<[zone: string, reading: string, instant: string, isSkipped: boolean]>([
    ['Europe/Paris', '2026-01-15T02:30', '2026-01-15T01:30', false],
    ['Europe/Paris', '2026-07-15T02:30', '2026-07-15T00:30', false],
    ['Europe/Paris', '2026-03-29T01:59', '2026-03-29T00:59', false],
    ['Europe/Paris', '2026-03-29T02:00', '2026-03-29T01:00', true],
    ['Europe/Paris', '2026-03-29T02:30', '2026-03-29T01:30', true],
    ['Europe/Paris', '2026-03-29T03:00', '2026-03-29T01:00', false],
    // Shown twice: the first time.
    ['Europe/Paris', '2026-10-25T02:30', '2026-10-25T00:30', false],
    ['Europe/Paris', '2026-10-25T03:00', '2026-10-25T02:00', false],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30', true],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30', false],
    // Clocks go forward half an hour, and, in Chile, at midnight.
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45', true],
    ['America/Santiago', '2026-09-06T00:30', '2026-09-06T04:30', true],
    ['America/Santiago', '2026-04-04T23:30', '2026-04-05T02:30', false],
    ['Asia/Tokyo', '2026-03-29T02:30', '2026-03-28T17:30', false],
  ])('in %s, %s', (zone, reading, instant, isSkipped) => {
    const expected = { instant: new Date(`${instant}:00Z`), isSkipped };
    expect(whenShown(new Date(`${reading}:00Z`), zone)).toEqual(expected);
  });
  it('what they show then is that hour, to the millisecond', () => {
    const reading = new Date('2026-10-25T02:30:59.250Z');
    expect(readingAt(whenShown(reading, 'Europe/Paris').instant, 'Europe/Paris')).toEqual(reading);
  });
});
