import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Db, newId, transact } from '#db/database';
import { type Database, reachDatabase } from '#db/open';
import { createAttempts } from '#server/accounts/attempts';
import { createSecrets } from '#server/accounts/secrets';
import { accept } from '#server/domain/facts/result';
import { listenForChanges } from '#server/read-model/listen-notify';
import { holdLeadership } from '#server/runtime/leader';
import { hasPgBouncer, openPgBouncer } from '../support/peers/pgbouncer';
import { openPooler } from '../support/peers/pooler';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';
import { urlOf } from '../support/runner/program';
import { aSaid, aWriter, openWorld } from '../support/world/writers';

/** Through a pooler that hands each transaction to another backend, beside the database itself. */

let database: Awaited<ReturnType<typeof createDatabase>>;
let pooler: Awaited<ReturnType<typeof openPooler>>;
let pooled: Database;
let alone: Database;
let remarks: { pooled: string[]; alone: string[]; direct: string[] };

const socketOf = ({ host, port }: { host: string; port: number }) => ({ path: `${host}/.s.PGSQL.${port}` });

beforeAll(async () => {
  database = await createDatabase('small');
  pooler = await openPooler(socketOf(database.address), database.address);
  const [DATA_DIR, DATABASE_DIRECT_URL] = ['/nowhere', urlOf(database.address)];
  pooled = await reachDatabase({ DATA_DIR, DATABASE_URL: pooler.url, DATABASE_DIRECT_URL });
  alone = await reachDatabase({ DATA_DIR, DATABASE_URL: pooler.url }, { statementTimeout: 700 });
  const direct = await reachDatabase({ DATA_DIR, DATABASE_URL: DATABASE_DIRECT_URL });
  remarks = {
    pooled: await pooled.prepare(),
    alone: await alone.prepare(),
    direct: await direct.prepare(),
  };
  await direct.close();
});
afterAll(async () => {
  await pooled?.close();
  await alone?.close();
  await pooler?.close();
  await database?.close();
});

const pidOf = async (db: Db): Promise<number> =>
  (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid ?? 0;

const within = async (milliseconds: number, isSo: () => boolean): Promise<boolean> => {
  for (const deadline = performance.now() + milliseconds; performance.now() < deadline; await pause(5))
    if (isSo()) return true;
  return isSo();
};

const never = (error: unknown) => {
  throw error;
};

describe('a pooler', () => {
  it('hands each transaction to another backend, and refuses what would hold for others', async () => {
    const pids = new Set<number>();
    for (let each = 0; each < 6; each += 1) pids.add(await pidOf(alone.db));
    expect(pids.size).toBe(3);
    const direct = connect(pooler.url);
    await expect(pidOf(direct.db)).rejects.toThrow('unsupported startup parameter: statement_timeout');
    await direct.close();
  });
  it('is recognised, and said in one sentence with the cure', () => {
    const said = (text: string) => expect.stringContaining(text);
    expect(remarks.pooled).toContainEqual(said('vont par DATABASE_DIRECT_URL'));
    expect(remarks.alone).toContainEqual(said('donnez dans DATABASE_DIRECT_URL'));
    expect(remarks.direct).not.toContainEqual(said('relais'));
  });
  it('of another database than the direct address is refused', async () => {
    const other = await createDatabase();
    const place = {
      DATA_DIR: '/nowhere',
      DATABASE_URL: pooler.url,
      DATABASE_DIRECT_URL: urlOf(other.address),
    };
    const apart = await reachDatabase(place);
    await expect(apart.prepare()).rejects.toThrow('la même base');
    await apart.close();
    await other.close();
  });
});

describe('through a pooler', () => {
  it('a library’s statements have no name that another backend would not know', async () => {
    const { own, forgiveOwn } = createAttempts(alone.pool, createSecrets('a key that only this test uses'));
    for (let each = 0; each < 8; each += 1) expect(await own('code', 'somebody')).toBe(0);
    await forgiveOwn('code', 'somebody');
  });
  it('a question alone, and one of a transaction, is cut by the server; the next on that backend is not', async () => {
    const long = sql`select pg_sleep(3)`;
    const cut = { code: '57014' };
    await expect(long.execute(alone.db)).rejects.toMatchObject(cut);
    await expect(alone.db.transaction().execute((trx) => long.execute(trx))).rejects.toMatchObject(cut);
    const patient = connect(pooler.url, { statementTimeout: 0 });
    for (let each = 0; each < 3; each += 1) {
      const { rows } = await sql<{
        limit: string;
      }>`select current_setting('statement_timeout') as limit`.execute(patient.db);
      expect(rows).toEqual([{ limit: '0' }]);
    }
    await patient.close();
  });
  it('a transaction that is left open is ended by the server', async () => {
    const left = alone.db.transaction().execute(async (trx) => {
      await pidOf(trx);
      await pause(1_200);
      await pidOf(trx);
    });
    await expect(left).rejects.toThrow();
    expect(await pidOf(alone.db)).toBeGreaterThan(0);
  });
  it('a question that fails leaves the connection fit for the next', async () => {
    for (let each = 0; each < 4; each += 1) {
      await expect(sql`select 1 / 0`.execute(alone.db)).rejects.toMatchObject({ code: '22012' });
      expect(await pidOf(alone.db)).toBeGreaterThan(0);
    }
  });
  it('a transaction has one backend to its end, the question sent with its commit included', async () => {
    await sql`create table said (id text primary key, pid int default pg_backend_pid())`.execute(database.db);
    const writers = Array.from({ length: 8 }, async () => {
      for (let each = 0; each < 10; each += 1) {
        const id = newId();
        const done = await transact(
          pooled.writing,
          async (trx) => {
            await sql`insert into said (id) values (${`${id} begun`})`.execute(trx);
            return accept(await pidOf(trx));
          },
          () => `insert into said (id) values ('${id} ended')`,
        );
        const { rows } = await sql<{ pid: number }>`select pid from said where id like ${`${id}%`}`.execute(
          pooled.db,
        );
        const pid = done.ok && done.value;
        expect(rows).toEqual([{ pid }, { pid }]);
      }
    });
    await Promise.all(writers);
    const { rows } = await sql<{ count: string }>`select count(*) from said`.execute(database.db);
    expect(rows).toEqual([{ count: '160' }]);
  });
});

const bump = () => sql`select pg_notify('seq', (last + 1)::text) from seq`.execute(database.db);
const change = () => sql`update seq set last = last + 1`.execute(database.db);

describe('what others commit', () => {
  it('is heard at once past the pooler', async () => {
    let heard = 0;
    const count = (): void => {
      heard += 1;
    };
    const listener = listenForChanges(pooled.sessions, count, never);
    expect(await within(2_000, () => heard > 0)).toBe(true);
    await pause(100);
    const before = heard;
    await bump();
    expect(await within(500, () => heard > before)).toBe(true);
    await listener.stop();
  });
  it('is asked for where there is no way past it, and the connection is let go when asked', async () => {
    let heard = 0;
    const count = (): void => {
      heard += 1;
    };
    const listener = listenForChanges(alone.sessions, count, never);
    expect(await within(2_000, () => heard > 0)).toBe(true);
    await pause(300);
    const before = heard;
    await change();
    expect(await within(3_000, () => heard > before)).toBe(true);
    await listener.stop();
  });
});

it('of several instances, through the pooler or past it, one leads at a time', async () => {
  const led: number[] = [];
  const left = [alone, pooled, alone].map(({ sessions }, index) =>
    holdLeadership(sessions, () => void led.push(index), never),
  );
  expect(await within(2_000, () => led.length > 0)).toBe(true);
  // Time for the others to have asked again, on whatever backend they are given.
  await pause(5_500);
  for (let count = 1; count <= left.length; count += 1) {
    expect(await within(6_000, () => led.length >= count)).toBe(true);
    expect(led.length).toBe(count);
    await left[led[count - 1] ?? 0]?.stop();
  }
  expect(new Set(led).size).toBe(left.length);
});

describe.each([
  ['our own pooler', true],
  ['PgBouncer', hasPgBouncer],
] as const)('writers and readers, through %s', (name, isHere) => {
  it.runIf(isHere)('are all answered, and nothing is lost', async () => {
    const world = await openWorld();
    const { address } = world.database;
    const opened =
      name === 'PgBouncer'
        ? openPgBouncer(address)
        : openPooler(socketOf(address), { ...address, backends: 20 });
    const between = await opened;
    if (!between) throw new Error('PgBouncer n’est pas là');
    const place = { DATA_DIR: '/nowhere', DATABASE_URL: between.url, DATABASE_DIRECT_URL: urlOf(address) };
    const served = await reachDatabase(place);
    expect(await served.prepare()).toContainEqual(expect.stringContaining('relais de connexions'));
    const doors = openDoors({ db: served.db, pool: served.pool });
    const north = await aWriter({ ...world, doors }, { organisation: 'north' });
    const said = Array.from({ length: 40 }, (_, each) =>
      north.post('/statements', aSaid({ text: `Mot ${each}` })),
    );
    expect((await Promise.all(said)).map(({ status }) => status)).toEqual(said.map(() => 201));
    const count = world.db.selectFrom('statement').where('text', 'like', 'Mot %');
    const { rows } = await sql<{
      said: number;
    }>`select count(*)::int as said from (${count.select('id')}) as words`.execute(world.db);
    expect(rows).toEqual([{ said: said.length }]);
    const board = await doors.get('/api/v1/answers?profession=optician');
    expect([board.status, doors.accidents]).toEqual([200, []]);
    await served.close();
    await between.close();
    await world.close();
  });
});
