import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import { readOnCard, type VerifiedRemark } from '#server/domain/facts/remarks';
import { paris } from '../support/world/builders';

const noon = paris('2024-02-05 12:00');
const YEAR = 365 * DAY;

const aRemark = (practice: number, given: Partial<VerifiedRemark> = {}): VerifiedRemark => ({
  id: `r${practice}`,
  mutuelle: 'm',
  platform: 'p',
  profession: 'pharmacist',
  says: 'served',
  remarkedAt: shift(noon, -HOUR),
  practice,
  bucket: practice,
  decision: null,
  ...given,
});
const five = (given: Partial<VerifiedRemark> = {}) => [1, 2, 3, 4, 5].map((each) => aRemark(each, given));
const read = (remarks: readonly VerifiedRemark[], at = noon, knownAt = at) =>
  readOnCard(remarks, { mutuelle: 'm', profession: 'pharmacist' }, { at, knownAt });
const decided = (accepted: boolean, at = noon) => ({ decision: { decidedAt: at, accepted } });

describe('what practices read on a card', () => {
  it.each<[string, readonly VerifiedRemark[], number | null]>([
    ['five, alike', five(), 5],
    ['seven, alike', [...five(), aRemark(6), aRemark(7)], 7],
    ['four', five().slice(1), null],
    ['five, and one that read another operator', [...five(), aRemark(6, { platform: 'q' })], null],
    ['five, and one says « not at this one »', [...five(), aRemark(6, { says: 'not-served' })], null],
    [
      'five, and one says « not at another one »',
      [...five(), aRemark(6, { says: 'not-served', platform: 'q' })],
      5,
    ],
    [
      'five, and one of another profession',
      [...five(), aRemark(6, { profession: 'nurse', platform: 'q' })],
      5,
    ],
    ['five, and one of another mutuelle', [...five(), aRemark(6, { mutuelle: 'n', platform: 'q' })], 5],
    ['five of another mutuelle', five({ mutuelle: 'n' }), null],
    ['five of another profession', five({ profession: 'optician' }), null],
    [
      'four, one of them on two days',
      [aRemark(2, { remarkedAt: shift(noon, -3 * DAY) }), ...five().slice(1)],
      null,
    ],
    [
      'one practice on five days',
      [1, 2, 3, 4, 5].map((day) => aRemark(day, { bucket: 1, remarkedAt: shift(noon, -day * DAY) })),
      null,
    ],
    ['one practice five times a day', five({ practice: 1, bucket: 1 }), null],
    ['five of one bucket on one day, whom the day tells apart', five({ bucket: 1 }), 5],
    ['five that the desk refused', five(decided(false)), null],
    ['five that the desk accepted already', five(decided(true)), null],
    [
      'five, and one refused that read another operator',
      [...five(), aRemark(6, { platform: 'q', ...decided(false) })],
      5,
    ],
    [
      'five, and one accepted that read another operator',
      [...five(), aRemark(6, { platform: 'q', ...decided(true) })],
      null,
    ],
    ['five, refused later', five(decided(false, shift(noon, HOUR))), 5],
  ])('%s', (_, remarks, practices) => {
    expect(read(remarks)).toEqual(practices && { platform: 'p', practices });
    expect(read(remarks.toReversed())).toEqual(practices && { platform: 'p', practices });
  });

  it('counts for a year, to the millisecond, and so does what contradicts it', () => {
    const ages = (age: number) => [aRemark(1, { remarkedAt: shift(noon, -age) }), ...five().slice(1)];
    expect(read(ages(YEAR - 1))?.practices).toBe(5);
    expect(read(ages(YEAR))).toBeNull();
    const contradicted = (age: number) => [
      ...five(),
      aRemark(6, { platform: 'q', remarkedAt: shift(noon, -age) }),
    ];
    expect(read(contradicted(YEAR - 1))).toBeNull();
    expect(read(contradicted(YEAR))?.practices).toBe(5);
  });

  it('is of its instant: not before it was said, nor before it was known', () => {
    const said = shift(noon, -HOUR);
    expect(read(five(), shift(said, -1), noon)).toBeNull();
    expect(read(five(), noon, shift(said, -1))).toBeNull();
    expect(read(five(), said)?.practices).toBe(5);
  });

  it('never says less by one more that agrees, nor more by one that contradicts', () => {
    const remark = fc
      .record({
        practice: fc.integer({ min: 1, max: 7 }),
        bucket: fc.integer({ min: 0, max: 3 }),
        platform: fc.constantFrom('p', 'p', 'p', 'p', 'p', 'q'),
        days: fc.integer({ min: 0, max: 400 }),
      })
      .map(({ days, ...given }) => aRemark(0, { ...given, remarkedAt: shift(noon, -days * DAY) }));
    fc.assert(
      fc.property(fc.array(remark, { maxLength: 12 }), remark, (remarks, one) => {
        const before = read(remarks);
        const agreeing = read([...remarks, { ...one, platform: before?.platform ?? 'p' }]);
        if (before) expect(agreeing?.practices).toBeGreaterThanOrEqual(before.practices);
        const against = {
          ...one,
          says: 'not-served' as const,
          platform: before?.platform ?? 'p',
          remarkedAt: noon,
        };
        if (before) expect(read([...remarks, against])).toBeNull();
        expect(read([...remarks, one, one])).toEqual(read([...remarks, one]));
        const practices = new Set(remarks.map(({ bucket, practice }) => `${bucket} ${practice}`)).size;
        expect(before?.practices ?? 0).toBeLessThanOrEqual(practices);
      }),
      { numRuns: 500 },
    );
  });
});
