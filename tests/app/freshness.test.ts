import { describe, expect, it } from 'vitest';
import { linkWords } from '#app/words/connection';
import { ago, agoKnown, datingOf, fromNow } from '#app/words/instants';
import { dayNumber } from '#server/contract/calendar';
import { DAY, HOUR, MINUTE } from '#server/domain/facts/intervals';
import { freshnessOf, presentOf } from '../../app/ui/freshness';

/** Saturday 28 November 2026, 05:57 in Paris. */
const KNOWN = Date.parse('2026-11-28T04:57:00Z');

describe('whether what was known may still be shown', () => {
  it.each([
    ['at once', 0, 'fresh'],
    ['to the last instant of its time', 15 * MINUTE, 'fresh'],
    ['not an instant longer', 15 * MINUTE + 1, 'doubtful'],
    ['not two days later', 2 * DAY, 'doubtful'],
    ['when it is ahead of us', -MINUTE, 'fresh'],
  ] as const)('%s', (_, age, kind) => {
    expect(freshnessOf(KNOWN, KNOWN + age)).toEqual(kind === 'fresh' ? { kind } : { kind, knownAt: KNOWN });
  });
});

describe('the present, by the instant of the server and the clocks of a browser', () => {
  const wall = KNOWN - 3 * HOUR;
  const reading = { knownAt: KNOWN, readAt: KNOWN, clocks: { wall, running: 10_000 } };
  it.each([
    ['both clocks run', 4 * MINUTE, 4 * MINUTE, 4 * MINUTE],
    ['one stopped while the machine slept', 2 * DAY, MINUTE, 2 * DAY],
    ['the time of day is set back', -DAY, 16 * MINUTE, 16 * MINUTE],
    ['both went back', -DAY, -MINUTE, 0],
  ])('when %s', (_, walled, ran, elapsed) => {
    expect(presentOf(reading, { wall: wall + walled, running: 10_000 + ran })).toBe(KNOWN + elapsed);
  });
  it('while the page is rendered on the server, is when it was read', () => {
    expect(presentOf({ ...reading, clocks: null }, { wall: 0, running: 0 })).toBe(KNOWN);
  });
});

describe('when it was known, in words', () => {
  const on = (instant: string) => datingOf(new Date(KNOWN), dayNumber(instant));
  it('is an hour the same day, a day otherwise, with its year when it is another', () => {
    expect(on('2026-11-28T22:00:00Z').at).toBe('à 05:57');
    expect(on('2026-11-28T23:30:00Z').at).toBe('samedi 28 novembre à 05:57');
    expect(on('2026-11-30T12:00:00Z').of).toBe('du samedi 28 novembre, 05:57');
    expect(on('2027-01-02T12:00:00Z').since).toBe('depuis samedi 28 novembre 2026 à 05:57');
  });
});

describe('an age', () => {
  const iso = new Date(KNOWN).toISOString();
  it.each([500, 4_000, 3 * MINUTE, 2 * DAY])('is never in the future, were it %i ms ahead', (ahead) => {
    expect(ago(new Date(KNOWN + ahead), iso)).toBe('à l’instant');
    expect(agoKnown(new Date(KNOWN + ahead), 'day', iso)).toMatch(/^aujourd’hui/);
  });
  it('counts what has gone by', () => {
    expect(ago(iso, new Date(KNOWN + 19 * MINUTE))).toBe('il y a 19\u202fmin');
  });
  it('is not what is promised, which may be ahead', () => {
    expect(fromNow(new Date(KNOWN + 12 * MINUTE), iso)).toBe('dans 12\u202fmin');
    expect(fromNow(iso, new Date(KNOWN + 12 * MINUTE))).toBe('il y a 12\u202fmin');
  });
  it('of a link heard ahead of our clock is « à l’instant »', () => {
    const link = { knownAt: KNOWN, now: KNOWN - 4_000, isDoubtful: false, isCounting: true };
    expect(linkWords({ ...link, kind: 'live' }).detail).toBe('vérifié à l’instant');
  });
});
