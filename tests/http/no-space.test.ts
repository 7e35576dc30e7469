import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWritable } from '#server/http/kit/writable';
import { health } from '#server/http/operations/well-known';
import { aSaid, aWriter, openWorld, type World, type Writer } from '../support/world/writers';

let world: World;
let north: Writer;
beforeAll(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
});
afterAll(() => world.close());

const THIS_MACHINE = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
const ready = async () => {
  const { signal } = new AbortController();
  const answered = await health(world.deps, signal).request('/readyz', {}, THIS_MACHINE);
  return [answered.status, (await answered.json()).status];
};
/** What PostgreSQL says when its disk is full, made up at each statement. */
const fill = () =>
  sql`
    create function no_space() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = '53100'; end $$;
    create trigger no_space before insert on statement for each row execute function no_space();
  `.execute(world.db);
const makeRoom = () => sql`drop function no_space cascade`.execute(world.db);

it('a full disk: 507 in words to writers, « degraded » to who watches, readers as before, and back by itself', async () => {
  expect(await ready()).toEqual([200, 'ready']);
  await fill();
  const refused = await north.post('/statements', aSaid());
  expect([refused.status, refused.body.type]).toEqual([507, 'urn:comptoir:problem:no-space']);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect(refused.body.detail).toContain('rien n’est enregistré');
  expect(await ready()).toEqual([200, 'degraded']);
  expect(world.deps.writable.refusals()).toBe(1);
  expect((await world.get('/api/v1/answers?profession=optician')).status).toBe(200);
  await makeRoom();
  expect((await north.post('/statements', aSaid())).status).toBe(201);
  expect(await ready()).toEqual([200, 'ready']);
});

it('room is looked for beside the database of ours, and told once', async () => {
  const told: string[] = [];
  const left = { room: 0 };
  const writable = createWritable({
    room: async () => left.room,
    isSamePlace: true,
    begun: () => void told.push('begun'),
    over: () => void told.push('over'),
  });
  expect(await writable.isRefusing()).toBe(true);
  writable.refused();
  left.room = 1e9;
  // Refused a moment ago: room alone does not say that the next is taken.
  expect(await writable.isRefusing()).toBe(true);
  await expect.poll(() => writable.isRefusing(), { timeout: 5_000 }).toBe(false);
  writable.taken();
  expect(told).toEqual(['begun', 'over']);
});
