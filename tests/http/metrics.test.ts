import { afterAll, beforeAll, expect, it } from 'vitest';
import { openMonths } from '#db/observations';
import { keepMonths } from '#db/retention';
import { DAY } from '#server/domain/intervals';
import { metrics } from '#server/http/metrics';
import { createDatabase } from '../support/database';

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.close());

it('tells which months of raw results are kept, and when retention last ran', async () => {
  const now = new Date('2026-05-15T12:00:00Z');
  await openMonths(
    database.db,
    ['2026-01-31', '2026-02-01', '2026-02-28'].map((day) => new Date(`${day}T12:00:00Z`)),
  );
  expect(await keepMonths(database.db, now, 90 * DAY)).toEqual(['observation_2026_01']);
  const chores = () => [{ name: 'retention', doneAt: now, took: 12, failures: 1 }];
  const text = await (await metrics({ db: database.db, chores }).request('/metrics')).text();
  expect(text).toContain('comptoir_observation_months 3');
  expect(text).toContain(
    `comptoir_observation_month_ends_seconds{month="observation_2026_02"} ${Date.UTC(2026, 2) / 1000}`,
  );
  expect(text).toContain('observation_2026_06');
  expect(text).toContain(`comptoir_chore_done_seconds{chore="retention"} ${+now / 1000}`);
  expect(text).toContain('comptoir_chore_took_seconds{chore="retention"} 0.012');
  expect(text).toContain('comptoir_chore_failures{chore="retention"} 1');
  expect(text).toMatch(/^comptoir_seq 0$/m);
});
