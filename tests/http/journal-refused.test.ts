import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import { health } from '#server/http/operations/well-known';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase('seeded');
});
afterAll(() => database.close());

const THIS_MACHINE = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

it('an end that is behind what was signed: not ready, says so, and what was signed last is told with its age', async () => {
  let ahead = 0;
  const doors = openDoors(database, () => shift(new Date(), ahead));
  const ready = async () => {
    const answered = await health(doors.deps, new AbortController().signal).request(
      '/readyz',
      {},
      THIS_MACHINE,
    );
    return { code: answered.status, ...(await answered.json()) };
  };
  const signed = await doors.get('/api/v1/snapshot');
  expect(await ready()).toMatchObject({ code: 200, status: 'ready' });
  await sql`update seq set last = last - 1`.execute(database.db);
  ahead = 2 * MINUTE;
  expect(await doors.deps.guard.look()).toContain('a été signé');
  expect(await ready()).toMatchObject({ code: 503, status: 'journal-refused', database: true });
  const later = await doors.get('/api/v1/snapshot');
  expect(later.body).toEqual(signed.body);
  expect(Number(later.headers.get('Age'))).toBeGreaterThan(119);
  expect(doors.accidents).toHaveLength(1);
});
