import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addFollows, type Follow } from '#server/domain/facts/follows';
import { FLOWS, FOLLOWED_KINDS, PROFESSIONS } from '#server/domain/facts/vocabulary';

const some = <T>(from: readonly T[]) => fc.subarray([...from]);
const follow: fc.Arbitrary<Follow> = fc.record({
  profession: fc.constantFrom(...PROFESSIONS.slice(0, 2)),
  mutuelles: some(['alba', 'beta', 'gamma']),
  platforms: some(['north', 'south']),
  flows: some(FLOWS.slice(0, 2)),
  kinds: fc.subarray([...FOLLOWED_KINDS.slice(0, 2)], { minLength: 1 }),
});
const MOST = { follows: 4, mutuelles: 6 };
const within = (follows: readonly Follow[]) =>
  follows.length <= MOST.follows &&
  follows.reduce((sum, { mutuelles }) => sum + mutuelles.length, 0) <= MOST.mutuelles;
const many = (minLength = 0) =>
  fc.uniqueArray(follow, { minLength, selector: (each) => JSON.stringify(each) });
const asText = (follows: readonly Follow[]) => follows.map((each) => JSON.stringify(each));

describe('what an address follows once it asks for more', () => {
  it('is all that it asked for, after what it followed before, nothing twice, and never too much', () => {
    fc.assert(
      fc.property(many(), many(1).filter(within), (held, asked) => {
        const all = addFollows(held, asked, MOST);
        expect(within(all)).toBe(true);
        expect(asText(all).slice(-asked.length)).toEqual(asText(asked));
        const before = asText(all).slice(0, -asked.length);
        expect(before.filter((each) => asText(asked).includes(each))).toEqual([]);
        expect(
          asText(held)
            .filter((each) => before.includes(each))
            .slice(-before.length),
        ).toEqual(before);
      }),
    );
  });
  it('is the same asked for in another order', () => {
    const kinds = ['change'] as const;
    const one = { profession: 'optician' as const, platforms: [], flows: [], kinds };
    const held = [{ ...one, mutuelles: ['alba', 'beta'] }];
    expect(addFollows(held, [{ ...one, mutuelles: ['beta', 'alba'] }], MOST)).toHaveLength(1);
  });
  it('is there once, though it was held or asked for twice', () => {
    fc.assert(
      fc.property(many(), many(1).filter(within), (held, asked) => {
        expect(addFollows([...held, ...held], [...asked, ...asked], MOST)).toEqual(
          addFollows(held, asked, MOST),
        );
      }),
    );
  });
});
