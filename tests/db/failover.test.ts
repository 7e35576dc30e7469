import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Db, isUnreachable } from '#db/database';
import { endpointTo } from '#db/endpoint';
import { isUnwritable } from '#db/unwritable';
import { openProxy } from '../faults/kit/proxy';
import { undoAll } from '../faults/kit/support';
import { startPostgres } from '../support/runner/postgres';

/** A server, and a standby that takes its place. */

let first: Awaited<ReturnType<typeof startPostgres>>;
let second: Awaited<ReturnType<typeof startPostgres>>;
beforeEach(async () => {
  const settings = { max_wal_senders: '5', synchronous_commit: 'on' };
  first = await startPostgres({ settings });
  await first.asSuperuser('create table said (number int)');
  second = await startPostgres({ settings, standbyOf: first });
  await first.asSuperuser("alter system set synchronous_standby_names = '*'");
  await first.asSuperuser('select pg_reload_conf()');
});
afterEach(async () => {
  await undoAll();
  await first?.stop();
  await second?.stop();
});

const who = 'postgres://postgres@';
const say = (db: Db, number: number) => sql`insert into said values (${number})`.execute(db);
const saidIn = async (db: Db) =>
  (await sql<{ number: number }>`select number from said order by 1`.execute(db)).rows.map(
    ({ number }) => number,
  );

/** How long until it is taken, milliseconds; each refusal before is of a database that is away, or cannot write. */
const untilSaid = async (db: Db, number: number): Promise<number> => {
  const startedAt = performance.now();
  for (;;) {
    const error = await say(db, number).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (error === null) return performance.now() - startedAt;
    expect(isUnreachable(error) || isUnwritable(error), String(error)).toBe(true);
    if (performance.now() - startedAt > 20_000) throw error;
    await pause(50);
  }
};

const failOver = async () => {
  await first.kill();
  await second.asSuperuser('select pg_promote()');
};

describe('when the server is gone and its standby takes over', () => {
  it('several hosts in the URL: whichever writes is found', async () => {
    // The standby first: it answers, and is passed over.
    const url = `${who}127.0.0.1:${second.port},127.0.0.1:${first.port}/postgres`;
    const { db, close } = connect(endpointTo(url));
    await say(db, 1);
    await failOver();
    expect(await untilSaid(db, 2)).toBeLessThan(5_000);
    expect(await saidIn(db)).toEqual([1, 2]);
    await close();
  });
  it('one address that moves: it is followed, and what read only before is not held on to', async () => {
    const way = await openProxy({ host: '127.0.0.1', port: first.port });
    const url = `${who}127.0.0.1:${way.port}/postgres`;
    const pools = [connect(endpointTo(url)), connect(url)];
    for (const { db } of pools) expect(await saidIn(db)).toEqual([]);
    await say((pools[0] as (typeof pools)[0]).db, 1);
    await first.kill();
    way.moveTo({ host: '127.0.0.1', port: second.port });
    await pause(100);
    for (const { db } of pools) {
      expect(await saidIn(db)).toEqual([1]);
      const refused = await say(db, 2).catch((error: unknown) => error);
      expect([isUnwritable(refused), isUnreachable(refused)]).toEqual([true, false]);
    }
    await second.asSuperuser('select pg_promote()');
    for (const [index, { db, close }] of pools.entries()) {
      expect(await untilSaid(db, 2 + index)).toBeLessThan(5_000);
      await close();
    }
  });
  it('none that writes: one that reads is better than none', async () => {
    const url = `${who}127.0.0.1:${first.port},127.0.0.1:${second.port}/postgres`;
    const { db, close } = connect(endpointTo(url));
    await say(db, 1);
    await first.kill();
    expect(await saidIn(db).catch(() => saidIn(db))).toEqual([1]);
    const refused = await say(db, 2).catch((error: unknown) => error);
    expect(isUnwritable(refused)).toBe(true);
    await close();
  });
});
