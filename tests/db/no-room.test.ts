import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, connect, isUnanswered, isUnreachable, NoRoom } from '#db/database';
import { createDatabase } from '../support/runner/database';

let database: Awaited<ReturnType<typeof createDatabase>>;
let one: Connection;
beforeAll(async () => {
  database = await createDatabase();
  one = connect(database.address, { statementTimeout: 10_000 }, () => true, 1);
});
afterAll(async () => {
  await one.close();
  await database.close();
});

/** What a question is told while the only connection is at work for somebody else. */
const meanwhile = async (work: (db: Connection['db']) => Promise<unknown>): Promise<unknown> => {
  const working = one.db.connection().execute(work);
  const told = await sql`select 1`.execute(one.db).catch((error: unknown) => error);
  await working;
  return told;
};

describe('a question for which there is no connection', () => {
  it('is told so while the database answers others', async () => {
    const told = await meanwhile(async (db) => {
      const until = performance.now() + 2_400;
      while (performance.now() < until) await sql`select pg_sleep(0.1)`.execute(db);
    });
    expect(told).toBeInstanceOf(NoRoom);
    expect([isUnreachable(told), isUnanswered(told)]).toEqual([false, true]);
  });
  it('is told that the database is away when nobody is answered', async () => {
    await pause(50);
    const told = await meanwhile((db) => sql`select pg_sleep(2.8)`.execute(db));
    expect(told).not.toBeInstanceOf(NoRoom);
    expect(isUnreachable(told)).toBe(true);
  });
  it('is answered again at once when there is one', async () => {
    const { rows } = await sql`select 1 as one`.execute(one.db);
    expect(rows).toEqual([{ one: 1 }]);
  });
});
