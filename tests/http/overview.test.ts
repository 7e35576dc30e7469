import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { overview as contract } from '#server/contract/overview';
import { parisDay } from '#server/domain/facts/intervals';
import { countAvailability } from '#server/measurements/availability';
import { openWorld, type World } from '../support/world/writers';

let world: World;
beforeAll(async () => {
  world = await openWorld(undefined, 'seeded');
  await countAvailability(world.db, world.now, new AbortController().signal);
});
afterAll(() => world.close());

const overview = async (query = '') => {
  const { status, body } = await world.get(`/api/v1/overview${query}`);
  expect(status).toBe(200);
  contract.parse(body);
  return body;
};
const at = (instant: string) => `?at=${encodeURIComponent(instant)}`;
const CRISIS = at('2024-02-02T12:00:00+01:00');

type Operator = {
  platform: string;
  answers: Record<string, unknown>[];
  days: { day: string }[];
  roots: object[];
};
const operatorOf = (body: { operators: Operator[] }, id: string) =>
  body.operators.find(({ platform }) => platform === id);

describe('the overview', () => {
  it('of a quiet day says that nothing is said, never that it works', async () => {
    const body = await overview();
    expect(body.operators.length).toBeGreaterThan(10);
    for (const { answers, days } of body.operators) {
      expect(answers).toMatchObject([{ verdict: 'possible', payment: 'normal', isPresumed: true }]);
      expect(days).toEqual([]);
    }
    expect([body.incidents, body.announced]).toEqual([[], { maintenances: [], payments: [] }]);
    expect(body.to).toBe(parisDay(world.now()));
    expect(body.lastWord.at < '2024-04').toBe(true);
  });

  it('of 2 February 2024 says who is touched, for whom, and since which days', async () => {
    const body = await overview(CRISIS);
    const viamedis = operatorOf(body, 'viamedis');
    expect(viamedis?.answers.map(({ verdict, payment }) => `${verdict} ${payment}`)).toEqual([
      'suspended normal',
      'restricted suspended',
      'restricted normal',
      'possible normal',
    ]);
    expect(viamedis?.answers[1]).toMatchObject({ professions: ['pharmacist'], isPresumed: false });
    expect(operatorOf(body, 'almerys')?.answers).toMatchObject([{ verdict: 'possible', isPresumed: true }]);
    expect(viamedis?.days.map(({ day }) => day)).toContain('2024-02-01');
    expect(viamedis?.days.every(({ day }) => day <= '2024-02-02')).toBe(true);
    expect(body.incidents.map(({ id }: { id: string }) => id)).toEqual(['viamedis-2024']);
    expect(body.lastWord.at <= '2024-02-02T11:00:00.000Z').toBe(true);
  });

  it('hears the newest word of all: a statement, a step, a closing, a notice', async () => {
    const heard = async (instant: string) => (await overview(at(instant))).lastWord;
    expect(await heard('2023-01-01T12:00:00Z')).toBeNull();
    const [notice] = await world.db
      .selectFrom('notice')
      .selectAll()
      .orderBy('publishedAt')
      .limit(1)
      .execute();
    const word = await heard(notice?.publishedAt.toISOString() ?? '');
    expect(word).toMatchObject({ at: notice?.publishedAt.toISOString() });
  });

  it.each(['?at=hier', '?profession=optician'])('refuses %s', async (query) => {
    expect((await world.get(`/api/v1/overview${query}`)).status).toBe(400);
  });
});
