import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendAudit, BY_COMMAND } from '#db/audit';
import { checkAudit } from '#db/audit-check';
import { keepSkew, readClock, readNow } from '#db/clock';
import { believeMachine, REDATED } from '#db/clock-repair';
import { HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { openDoors } from '../support/runner/api';
import { aSaid, aWriter, boardOf, openWorld, type World, type Writer } from '../support/world/writers';

/** A service that wrote while the clock of its machine was two hours ahead, and the clock is right again. */

let world: World;
let north: Writer;
let desk: Writer;
beforeAll(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
  desk = await aWriter(world, { organisation: 'desk' });
  // What is stored is two hours ahead, as is « now ».
  await sql`update clock set skew = ${-2 * HOUR}, since = ${world.now()}`.execute(world.db);
  world.pass(2 * HOUR);
});
afterAll(() => world.close());

const repaired = () =>
  world.db.transaction().execute(async (trx) => {
    const { now, entries } = await believeMachine(trx);
    await appendAudit(trx, BY_COMMAND, now, entries);
    return { now, entries };
  });

describe('what is believed of the machine’s clock', () => {
  it('is what is stored goes by', async () => {
    const { machine, skew, movedAt } = await readClock(world.db);
    expect(skew).toBe(-2 * HOUR);
    expect(+movedAt - +machine).toBeLessThan(MINUTE);
    expect(Math.abs(+(await readNow(world.db)) - +machine - 2 * HOUR)).toBeLessThan(MINUTE);
  });
  it('is changed by one instance, and not over what another has changed since', async () => {
    const heard = await readClock(world.db);
    await keepSkew(world.db, { ...heard, skew: 5 }, HOUR, world.now());
    expect((await readClock(world.db)).skew).toBe(-2 * HOUR);
    await keepSkew(world.db, heard, -2 * HOUR - 1, world.now());
    expect((await readClock(world.db)).skew).toBe(-2 * HOUR - 1);
  });
});

describe('the machine believed again', () => {
  it('dates what was written of an instant to come just before now, in its order, and the journal is whole', async () => {
    const words = [];
    for (const health of ['degraded', 'down', 'degraded', 'down'])
      words.push((await north.post('/statements', aSaid({ by: 'north', health, text: health }))).body);
    const onDre = { by: 'north', flows: ['dre'] };
    await north.post('/statements', aSaid(onDre));
    const returned = await north.post('/statements', aSaid({ ...onDre, health: 'operational' }));
    expect(returned.status).toBe(201);
    const session = await desk.session();
    expect((await session.post(`/statements/${returned.body.id}/confirmation`)).status).toBe(201);
    const hand = await north.session();
    const { body: wrong } = await hand.post('/statements', aSaid({ ...onDre, health: 'degraded' }));
    expect((await hand.post(`/statements/${wrong.id}/retraction`, { reason: 'Erreur' })).status).toBe(200);
    const { body: notice } = await desk.post('/notices', {
      title: 'Un avis',
      body: 'Rien à faire.',
      professions: 'all',
      platforms: [],
    });
    expect((await session.get('/due')).status).toBe(200);
    expect((await checkAudit(world.db)).faults).toEqual([]);

    expect(await boardOf(world)).toMatch(/^suspended/);

    const { now, entries } = await repaired();
    world.pass(-2 * HOUR);
    const redated = entries.filter(({ action }) => action === REDATED);
    expect(redated.length).toBeGreaterThanOrEqual(words.length + 2);
    expect(redated.map(({ noun }) => noun)).toEqual(
      expect.arrayContaining(['confirmation', 'retraction', 'notice']),
    );
    expect(await checkAudit(world.db)).toMatchObject({ faults: [], misdated: [] });
    const { rows } = await sql<{ id: string; recordedAt: Date; storedAt: Date; effectiveAt: Date }>`
      select id, recorded_at, stored_at, effective_at from statement
      where id = any(${words.map(({ id }) => id)}::text[]) order by recorded_at
    `.execute(world.db);
    expect(rows.map(({ id }) => id)).toEqual(words.map(({ id }) => id));
    for (const { recordedAt, storedAt, effectiveAt } of rows) {
      expect(Math.max(+recordedAt, +storedAt, +effectiveAt)).toBeLessThan(+now);
      expect(+recordedAt).toBeGreaterThan(+shift(now, -MINUTE));
    }
    // A process that was running then is started again.
    const again = openDoors(world.database, world.now);
    expect(await boardOf({ ...world, doors: again, ...again })).toMatch(/^suspended/);
    const { body } = await world.get(`/api/v1/notices/${notice.id}`);
    expect(Date.parse(body.publishedAt)).toBeLessThan(+now);
    expect((await session.get('/due')).status).toBe(401);
    expect(await readClock(world.db)).toMatchObject({ skew: 0, since: null, repairs: 1 });
  });
  it('takes away nothing of what was measured before, and all that was measured in an hour to come', async () => {
    const rowsOf = async (table: string, at: string) =>
      (
        await sql<{
          n: number;
        }>`select count(*)::int as n from ${sql.table(table)} where ${sql.ref(at)} > now()`.execute(world.db)
      ).rows[0]?.n;
    for (const [table, at] of [
      ['observation', 'observed_at'],
      ['report', 'reported_at'],
      ['session', 'last_seen_at'],
      ['moved_fact', 'at'],
    ] as const)
      expect(await rowsOf(table, at), table).toBe(0);
  });
  it('refuses as before that a fact be rewritten', async () => {
    await expect(sql`update statement set text = 'autre'`.execute(world.db)).rejects.toThrow(
      'ne se réécrit pas',
    );
  });
  it('does nothing to facts when none is of an instant to come, and writes that it was done', async () => {
    const { entries } = await repaired();
    expect(entries.map(({ action }) => action)).toEqual(['clock-repaired']);
    expect((await checkAudit(world.db)).faults).toEqual([]);
  });
});
