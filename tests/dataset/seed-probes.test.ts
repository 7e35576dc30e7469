import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRunProbes } from '#db/newest-results';
import { probeSteps } from '#server/contract/probe-steps';
import { seed } from '#server/dataset/seed';
import { createDatabase } from '../support/runner/database';

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
  await seed(database.db);
});
afterAll(() => database.close());

describe('the first start', () => {
  it('defines a probe of each portal whose address is public, and runs none', async () => {
    const { db } = database;
    const portals = await db
      .selectFrom('platform')
      .select(['id', 'professionalPortal'])
      .where('professionalPortal', 'is not', null)
      .orderBy('id')
      .execute();
    const probes = await db.selectFrom('probe').selectAll().orderBy('platform').execute();
    expect(probes.map(({ platform }) => platform)).toEqual(portals.map(({ id }) => id));
    expect(probes.length).toBeGreaterThan(10);
    for (const { flow, kind, intervalSeconds, timeoutMs, steps, enabledAt } of probes) {
      expect({ flow, kind, intervalSeconds, timeoutMs, enabledAt }).toEqual({
        flow: 'portail',
        kind: 'http',
        intervalSeconds: 300,
        timeoutMs: 10_000,
        enabledAt: null,
      });
      const [page, certificate] = probeSteps.parse(steps);
      expect(page).toMatchObject({ kind: 'http', status: [200], url: expect.not.stringContaining('#') });
      expect(certificate).toMatchObject({ kind: 'tls', port: 443, daysLeft: 14 });
    }
    expect(await findRunProbes(db, new Date())).toEqual([]);
  });
  it('happens once', async () => {
    expect(await seed(database.db)).toBe(false);
  });
});
