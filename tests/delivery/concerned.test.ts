import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinFollowers, oweMessages } from '#db/fan-outs';
import { concerns, type Follow, type Reach } from '#server/domain/facts/follows';
import { FOLLOWED_KINDS } from '#server/domain/facts/vocabulary';
import { createDatabase } from '../support/runner/database';
import { addFollower } from '../support/world/followers';

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase('small');
});
afterAll(() => database.close());

const scope = {
  profession: fc.constantFrom('optician' as const, 'pharmacist' as const),
  mutuelles: fc.subarray(['alba', 'brio']),
  platforms: fc.subarray(['north', 'south']),
  flows: fc.subarray(['pec', 'dre'] as const),
};
const follow: fc.Arbitrary<Follow> = fc.record({
  ...scope,
  kinds: fc.subarray([...FOLLOWED_KINDS], { minLength: 1 }),
});
const reach: fc.Arbitrary<Reach> = fc.record({
  ...scope,
  kind: fc.constantFrom(...FOLLOWED_KINDS),
  isForAll: fc.boolean(),
});

describe('whom the database finds concerned', () => {
  it('is whom the rule says', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(follow, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        fc.array(reach, { minLength: 1, maxLength: 4 }),
        async (followers, reaches) => {
          const { db } = database;
          await db.deleteFrom('subscriber').execute();
          const ids: string[] = [];
          for (const follows of followers) ids.push(await addFollower(db, follows));
          await joinFollowers(db, 1);
          await oweMessages(
            db,
            2,
            reaches.map((each, priority) => ({ ...each, priority })),
          );
          const owed = await db
            .selectFrom('delivery')
            .select(['subscriber', 'priority'])
            .where('dueAt', 'is not', null)
            .execute();
          const found = new Map(owed.map(({ subscriber, priority }) => [subscriber, priority]));
          followers.forEach((follows, rank) => {
            const first = reaches.findIndex((one) => follows.some((each) => concerns(each, one)));
            expect(found.get(ids[rank] ?? '') ?? -1).toBe(first);
          });
        },
      ),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) },
    );
  });
});
