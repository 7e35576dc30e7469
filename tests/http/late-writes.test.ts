import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '#server/domain/facts/intervals';
import { aSaid, aWriter, openWorld, type World, type Writer } from '../support/world/writers';

let world: World;
let north: Writer;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  north = await aWriter(world, { organisation: 'north' });
});

/** Holds the end of the journal, so that every write waits for it in the middle of its commit, until it is let go. */
const hold = async (): Promise<() => Promise<unknown>> => {
  const held = await world.db.startTransaction().execute();
  await sql`lock table audit_head in exclusive mode`.execute(held);
  return () => held.rollback().execute();
};
/** Cuts the connections that wait for what is held. */
const cutWaiting = async () => {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'
  `.execute(world.db);
};
const said = async (text: string) =>
  (await world.db.selectFrom('statement').select('id').where('text', '=', text).execute()).map(
    ({ id }) => id,
  );

describe('a write that the database does not end in time', () => {
  it('is answered 202, and its location says when it is stored', async () => {
    const letGo = await hold();
    const late = await north.post('/statements', aSaid({ text: 'Tard' }));
    expect([late.status, late.body.awaiting]).toEqual([202, 'commit']);
    expect(late.headers.get('location')).toBe(late.body.location);
    const look = () => north.get(late.body.location.replace('/api/v1', ''));
    expect((await look()).body).toMatchObject({ state: 'pending', status: null, body: null });
    await letGo();
    await expect.poll(async () => (await look()).body.state).toBe('stored');
    const { status, body } = (await look()).body;
    expect([status, [body.id]]).toEqual([201, await said('Tard')]);
  });
  it('is nobody else’s to look at', async () => {
    const letGo = await hold();
    const late = await north.post('/statements', aSaid({ text: 'À moi' }));
    await letGo();
    const path = late.body.location.replace('/api/v1', '');
    expect((await north.get(path)).status).toBe(200);
    const south = await aWriter(world, { organisation: 'south' });
    expect((await south.get(path)).status).toBe(404);
    expect((await world.get(late.body.location)).status).toBe(401);
  });
  it('is not stored where the connection was lost before the commit, and is said so a minute later', async () => {
    const letGo = await hold();
    const posting = north.post('/statements', aSaid({ text: 'Perdu' }));
    await pause(500);
    await cutWaiting();
    const late = await posting;
    await letGo();
    expect([late.status, late.body.awaiting]).toEqual([202, 'commit']);
    const look = () => north.get(late.body.location.replace('/api/v1', ''));
    expect((await look()).body.state).toBe('pending');
    world.pass(MINUTE);
    expect((await look()).body).toMatchObject({ state: 'not-stored', status: null, body: null });
    expect(await said('Perdu')).toEqual([]);
  });
  it('was not begun, when others have all the room: 503, and nothing is ever stored', async () => {
    const letGo = await hold();
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, each) => north.post('/statements', aSaid({ text: `Foule ${each}` }))),
    );
    await letGo();
    const refused = all.filter(({ status }) => status === 503);
    expect(all.filter(({ status }) => status === 202)).toHaveLength(6);
    expect(refused.map(({ body, headers }) => [body.type, headers.get('retry-after')])).toEqual(
      Array.from({ length: 2 }, () => ['urn:comptoir:problem:busy', '2']),
    );
    const stored = async () => (await Promise.all(all.map((_, each) => said(`Foule ${each}`)))).flat().length;
    await expect.poll(stored).toBe(6);
    await pause(300);
    expect(await stored()).toBe(6);
  });
});
