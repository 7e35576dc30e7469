import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isUnreachable } from '#db/database';
import { type Database, reachDatabase } from '#db/open';
import { openProxy, type Way } from '../faults/kit/proxy';
import { undoAll } from '../faults/kit/support';
import { createDatabase } from '../support/runner/database';

let own: Awaited<ReturnType<typeof createDatabase>>;
let way: Way;
let database: Database;
beforeAll(async () => {
  own = await createDatabase();
  const { host, port, user, database: name } = own.address;
  way = await openProxy({ path: `${host}/.s.PGSQL.${port}` });
  database = await reachDatabase({
    DATABASE_URL: `postgres://${user}@127.0.0.1:${way.port}/${name}`,
    DATA_DIR: '',
  });
  await database.prepare();
});
afterAll(async () => {
  way.become({ kind: 'none' });
  await database.close();
  await undoAll();
  await own.close();
});

const one = sql`select 1`;
/** What a question meets, and after how many milliseconds. */
const asked = async (db: Database['db']) => {
  const startedAt = performance.now();
  const error = await one.execute(db).then(
    () => null,
    (found: unknown) => found,
  );
  return { error, took: performance.now() - startedAt };
};
/** Half of what any time-out of a question or a connection would take. */
const SOON = 1_900;

describe('a database that takes questions and answers none', () => {
  it('is not taken for one that thinks about a hard question', async () => {
    await expect(sql`select pg_sleep(1.7)`.execute(database.db)).resolves.toBeDefined();
  });
  it('is left by whoever waits for it, then at once, and is found again by itself', async () => {
    // More than there are connections: some wait for one.
    await Promise.all([one.execute(database.reserved), one.execute(database.db)]);
    way.become({ kind: 'swallowing' });
    const first = await Promise.all([
      ...Array.from({ length: 30 }, () => asked(database.db)),
      asked(database.reserved),
    ]);
    for (const { error, took } of first) {
      expect(isUnreachable(error)).toBe(true);
      expect(took).toBeLessThan(SOON);
    }
    const next = await asked(database.db);
    expect(isUnreachable(next.error)).toBe(true);
    expect(next.took).toBeLessThan(100);
    way.become({ kind: 'none' });
    await expect.poll(async () => (await asked(database.db)).error, { timeout: 10_000 }).toBeNull();
    expect((await asked(database.reserved)).error).toBeNull();
    expect((await asked(database.writing)).error).toBeNull();
  });
  it('is not waited for by who leaves', async () => {
    const { user, database: name } = own.address;
    const leaving = await reachDatabase({
      DATABASE_URL: `postgres://${user}@127.0.0.1:${way.port}/${name}`,
      DATA_DIR: '',
    });
    await leaving.prepare();
    const held = await leaving.pool.connect();
    held.on('error', () => undefined);
    way.become({ kind: 'swallowing' });
    const waiting = asked(leaving.writing);
    const startedAt = performance.now();
    await leaving.close();
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect((await waiting).error).not.toBeNull();
    way.become({ kind: 'none' });
  });
});
