import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedWords, lastingWords, ratioWords } from '#app/words/availability';
import { minutesLong, NO_MINUTES, ratioOf } from '#server/domain/availability/minutes';
import { DAY } from '#server/domain/facts/intervals';

const plain = (text: string) => text.replace(/\s/g, ' ');

describe('how long something lasted', () => {
  it.each([
    [0, '0 min'],
    [0.00002, 'moins d’une seconde'],
    [0.5, '30 s'],
    [1, '1 min'],
    [1.5, '1 min 30 s'],
    [9.99, '9 min 59 s'],
    [10.5, '11 min'],
    [59.9, '1 h'],
    [60, '1 h'],
    [200, '3 h 20'],
    [1439.99, '24 h'],
    [13_740, '9 jours 13 h'],
  ])('is said of %f minutes', (minutes, said) => {
    expect(plain(lastingWords(minutes))).toBe(said);
  });
});

describe('what was cut', () => {
  it('is never « 100 % », however short it was and however long the rest', () => {
    const times = fc.record({
      down: fc.integer({ min: 1, max: DAY }),
      days: fc.integer({ min: 1, max: 400 }),
    });
    fc.assert(
      fc.property(times, ({ down, days }) => {
        const minutes = { ...NO_MINUTES, operational: minutesLong(days * DAY), down: minutesLong(down) };
        const ratio = ratioOf(minutes);
        expect(ratio).toBeLessThan(1);
        expect(plain(ratioWords(ratio))).not.toBe('100 %');
        expect(countedWords(minutes)).toMatch(/^coupé /);
      }),
    );
  });
  it('is « 100 % », without a cut, where nothing was', () => {
    const minutes = { ...NO_MINUTES, operational: 1440 };
    expect(plain(ratioWords(ratioOf(minutes)))).toBe('100 %');
    expect(countedWords(minutes)).toBe('aucune coupure');
  });
});
