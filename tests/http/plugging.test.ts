import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pluggingExamples } from '#app/words/integrations';
import { createPublicFormats as openReadings } from '#server/http/feeds/public-formats';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';

describe('what a software house may copy', () => {
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let doors: ReturnType<typeof openDoors>;
  beforeAll(async () => {
    database = await createDatabase('seeded');
    doors = openDoors(database);
  });
  afterAll(async () => {
    expect(doors.accidents).toEqual([]);
    await database.close();
  });

  it.each(pluggingExamples)('$address answers, from any site', async ({ address }) => {
    const served = address.startsWith('/api/') ? doors.api : openReadings(doors.deps, doors.report);
    const { status, headers } = await served.request(address);
    expect(status).toBe(200);
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(headers.get('ETag')).toBeTruthy();
  });
  it('is replayed the same, whenever it is asked', async () => {
    const past = pluggingExamples.find(({ address }) => address.includes('at='));
    const { body } = await doors.get(past?.address ?? '');
    expect(body).toMatchObject({ verdict: 'suspended', at: '2024-02-02T11:00:00.000Z' });
  });
});
