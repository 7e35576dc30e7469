import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JournalRefused, NoRoom } from '#db/database';
import { MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { listenForChanges } from '#server/read-model/listen-notify';
import { createReadModel, LAG_MS, type ReadModel } from '#server/read-model/read-model';
import { createDatabase } from '../support/runner/database';
import { load } from '../support/world/datasets';
import { loadOutage } from '../support/world/outage';

let database: Awaited<ReturnType<typeof createDatabase>>;
let ahead = 0;
const now = () => new Date(Date.now() + ahead);
beforeAll(async () => {
  database = await createDatabase();
  const loaded = await load(database.db, {
    format: 'comptoir-dataset/1',
    platforms: [{ id: 'viamedis', name: 'Viamedis', kind: 'operator', flows: ['pec'] }],
    organisations: [{ id: 'viamedis', name: 'Viamedis', kind: 'operator', platforms: ['viamedis'] }],
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
});
afterAll(() => database.close());

const open = (trust: number) =>
  createReadModel(
    database.db,
    now,
    (error) => {
      throw error;
    },
    trust,
  );
const statements = async (record: ReadModel) =>
  (await record.read({ at: null, knownAt: null })).evidence.statements.length;

describe('what is held is believed', () => {
  it('until something moves', async () => {
    const record = open(60 * SECOND);
    const before = await statements(record);
    const version = record.version();
    expect(version).not.toBeNull();
    await loadOutage(database.db, 'one');
    expect(await statements(record)).toBe(before);
    record.invalidate();
    expect(record.version()).toBeNull();
    expect(await statements(record)).toBe(before + 1);
    expect(record.version()).toBe((version ?? 0) + 1);
  });
  it('for as long as it says, and no longer', async () => {
    const record = open(4 * SECOND);
    expect(record.believedFor()).toBe(0);
    await statements(record);
    const left = record.believedFor();
    expect(left).toBeGreaterThan(3 * SECOND);
    expect(left).toBeLessThanOrEqual(4 * SECOND);
    ahead += left;
    expect(record.believedFor()).toBe(0);
    expect(record.version()).toBeNull();
    await statements(record);
    record.invalidate();
    expect(record.believedFor()).toBe(0);
  });
  it('a moment longer while what was committed is read, and no longer than that', async () => {
    const record = open(60 * SECOND);
    const before = await statements(record);
    const version = record.version();
    await loadOutage(database.db, 'renewed');
    record.outdate();
    const renewed = record.renew();
    expect(record.version()).toBe(version);
    expect(await statements(record)).toBe(before);
    await renewed;
    expect(record.version()).toBe((version ?? 0) + 1);
    expect(await statements(record)).toBe(before + 1);

    // Held while it is written, so that it cannot be read.
    const trx = await database.db.startTransaction().execute();
    await sql`lock table seq in access exclusive mode`.execute(trx);
    record.outdate();
    const late = record.renew();
    expect(record.version()).not.toBeNull();
    await pause(LAG_MS + 10);
    expect(record.version()).toBeNull();
    await trx.rollback().execute();
    await late;
    expect(record.version()).toBe((version ?? 0) + 1);
  });
  it('not a moment, once something else says that it is not to be believed', async () => {
    const record = open(60 * SECOND);
    await statements(record);
    record.outdate();
    const renewed = record.renew();
    record.invalidate();
    expect(record.version()).toBeNull();
    await renewed;
    await statements(record);
    expect(record.version()).not.toBeNull();
  });
  it('for as long as it is trusted, and no longer', async () => {
    const record = open(5 * SECOND);
    const before = await statements(record);
    await loadOutage(database.db, 'two');
    ahead += 6 * SECOND;
    expect(record.version()).toBeNull();
    expect(await statements(record)).toBe(before + 1);
  });
  it('never, when it is not to be trusted', async () => {
    const record = open(0);
    await statements(record);
    expect(record.version()).toBeNull();
  });
  it('until the instant at which a judgement turns, to the millisecond', async () => {
    const record = open(60 * SECOND);
    const turn = shift(now(), 2 * SECOND);
    await loadOutage(database.db, 'three');
    await database.db
      .insertInto('maintenance')
      .values({
        id: 'soon',
        by: 'viamedis',
        platform: 'viamedis',
        flows: ['pec'],
        professions: null,
        text: null,
        from: turn,
        to: shift(turn, 60 * SECOND),
        recordedAt: now(),
        cancelledAt: null,
      })
      .execute();
    await statements(record);
    const version = record.version();
    expect(version).not.toBeNull();
    ahead += 2 * SECOND;
    expect(record.version()).toBeNull();
    await statements(record);
    expect(record.version()).toBe((version ?? 0) + 1);
  });
});

describe('a database that is not believed', () => {
  let why: string | null = null;
  const doubting = () =>
    createReadModel(
      database.db,
      now,
      () => undefined,
      0,
      undefined,
      async () => why,
    );
  it('is not read: what was held before grows old, until it is believed again', async () => {
    why = null;
    const record = doubting();
    const before = await statements(record);
    await loadOutage(database.db, 'doubted');
    why = 'sa fin a été coupée';
    await record.read({ at: null, knownAt: null });
    ahead += 16 * MINUTE;
    const read = await record.read({ at: null, knownAt: null });
    expect(read.evidence.statements).toHaveLength(before);
    expect(read.age).toBeGreaterThan(15 * MINUTE);
    expect(+now() - +read.at).toBeGreaterThan(15 * MINUTE);
    expect(record.version()).toBeNull();
    why = null;
    ahead += 2 * SECOND;
    expect(await statements(record)).toBe(before + 1);
  });
  it('has nothing to say to whoever held nothing', async () => {
    why = 'sa fin a été coupée';
    await expect(statements(doubting())).rejects.toThrow(JournalRefused);
  });
});

describe('a database that does not answer is taken to be away', () => {
  const failing = () => {
    let isBroken = false;
    const record = createReadModel(
      database.db,
      now,
      () => undefined,
      5 * SECOND,
      undefined,
      async () => {
        if (isBroken) throw new Error('voulue');
        return null;
      },
    );
    const read = () => record.read({ at: null, knownAt: null });
    const breakIt = (broken: boolean) => {
      isBroken = broken;
    };
    return { record, read, breakIt };
  };
  /** Past its trust, and past the second during which nobody asks again. */
  const later = () => {
    ahead += 6 * SECOND;
  };

  it('after its second failure, not its first, and no longer once it answers', async () => {
    const { record, read, breakIt } = failing();
    await read();
    expect(record.isAway()).toBe(false);
    breakIt(true);
    later();
    expect((await read()).age).toBeGreaterThan(0);
    expect(record.isAway()).toBe(false);
    later();
    await read();
    expect(record.isAway()).toBe(true);
    breakIt(false);
    later();
    expect((await read()).age).toBe(0);
    expect(record.isAway()).toBe(false);
  });
  it('at its first, when what is shown is older than half a minute', async () => {
    const { record, read, breakIt } = failing();
    await read();
    breakIt(true);
    ahead += 40 * SECOND;
    await read();
    expect(record.isAway()).toBe(true);
  });
  it('after two seconds of a question that hangs, not after one', async () => {
    let isHanging = false;
    const record = createReadModel(
      database.db,
      now,
      () => undefined,
      0,
      undefined,
      async () => (isHanging ? new Promise<null>(() => undefined) : null),
    );
    const read = () => record.read({ at: null, knownAt: null });
    await read();
    isHanging = true;
    expect((await read()).age).toBeGreaterThan(0);
    expect(record.isAway()).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await read();
    expect(record.isAway()).toBe(true);
  });
  it('at once, when what it says cannot be believed', async () => {
    let why: string | null = null;
    const record = createReadModel(
      database.db,
      now,
      () => undefined,
      0,
      undefined,
      async () => why,
    );
    await record.read({ at: null, knownAt: null });
    why = 'un autre journal';
    await record.read({ at: null, knownAt: null });
    expect(record.isAway()).toBe(true);
  });
});

describe('a commit is heard', () => {
  it('from the database, whoever made it, and again after the connection was cut', async () => {
    const record = open(60 * SECOND);
    let moves = 0;
    const moved = () => {
      moves += 1;
      record.invalidate();
    };
    const watch = listenForChanges(database.pool, moved, () => undefined);
    const heard = async (reached: number) => {
      for (let tries = 0; moves < reached && tries < 200; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      return moves;
    };
    expect(await heard(1)).toBe(1);
    const before = await statements(record);
    await loadOutage(database.db, 'four');
    expect(await heard(2)).toBeGreaterThanOrEqual(2);
    expect(await statements(record)).toBe(before + 1);
    const reached = moves;
    await database.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen seq' and datname = current_database()",
    );
    // Once when it is lost, once when it listens again.
    expect(await heard(reached + 2)).toBeGreaterThanOrEqual(reached + 2);
    const again = moves;
    await loadOutage(database.db, 'five');
    expect(await heard(again + 1)).toBeGreaterThan(again);
    await watch.stop();
  });
});

describe('readers of the past', () => {
  it('wait for each other, a few dozen of them; the next are told that there is no room', async () => {
    const record = open(60 * SECOND);
    await statements(record);
    const asked = Array.from({ length: 80 }, (_, each) =>
      record.read({ at: shift(now(), -(each + 1) * MINUTE), knownAt: null }).then(
        () => 'read',
        (error: unknown) => (error instanceof NoRoom ? 'no room' : error),
      ),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter((each) => each === 'read')).toHaveLength(62);
    expect(answers.filter((each) => each === 'no room')).toHaveLength(18);
    expect(await record.read({ at: shift(now(), -MINUTE), knownAt: null })).toMatchObject({ age: 0 });
  });
});
