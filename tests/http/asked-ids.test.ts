import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '#server/client';
import { suggest } from '#server/http/kit/suggestions';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';

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

/** Each place of an address where an id is asked for. */
const PLACES = [
  ['/answers/optician/', ''],
  ['/answers/', '/malakoff-humanis'],
  ['/answers/optician/platforms/', ''],
  ['/answers/optician/', '/timeline'],
  ['/answers?profession=', ''],
  ['/answers?profession=optician&mutuelle=', ''],
  ['/answers?profession=optician&platform=', ''],
  ['/answers?profession=optician&concentrator=', ''],
  ['/mutuelles/', ''],
  ['/platforms/', ''],
  ['/platforms/', '/availability'],
  ['/platforms/viamedis/availability?profession=', ''],
  ['/incidents/', ''],
  ['/incidents?platform=', ''],
  ['/incidents?profession=', ''],
  ['/maintenances/', ''],
  ['/maintenances?platform=', ''],
  ['/notices/', ''],
  ['/notices?profession=', ''],
  ['/reports?profession=optician&platform=', ''],
  ['/stream?profession=', ''],
] as const;

const get = (path: string) => doors.get(`/api/v1${path}`);

const MALFORMED = [
  ['too long by one', 'a'.repeat(101)],
  ['ten thousand letters', 'a'.repeat(10_000)],
  ['too long to be mistyped', 'é'.repeat(41)],
  ['a NUL', 'viamedis%00'],
  ['bad UTF-8', '%F0%9F'],
  ['a slash', '%2e%2f'],
  ['a mark', '!'],
  ['a space', '%20'],
] as const;
const UNKNOWN = [
  ['unknown', 'nulle-part'],
  ['as long as one may be', 'a'.repeat(100)],
  ['as one types it', 'Nulle%20Part'],
  ['a name that objects have', '__proto__'],
  ['another', 'constructor'],
] as const;

describe.each(PLACES)('an id at %s…%s', (before, after) => {
  it.each(MALFORMED)('is malformed when it is %s', async (_, id) => {
    const { status, body } = await get(before + id + after);
    expect(body).toMatchObject({ status: 400, cure: expect.any(String) });
    expect(status).toBe(400);
  });
  it.each(UNKNOWN)('is unknown when it is %s', async (_, id) => {
    const { status, body } = await get(before + id + after);
    expect([status, body.type]).toEqual([404, 'urn:comptoir:problem:unknown-id']);
  });
});

describe('what is near an unknown id', () => {
  it.each([
    ['/mutuelles/Malakoff%20Humanis', 'malakoff-humanis'],
    ['/mutuelles/A%C3%89SIO', 'aesio-mutuelle'],
    ['/platforms/VIAMEDIS', 'viamedis'],
    ['/incidents/viamedi?at=2024-02-03T12:00:00Z', 'viamedis-2024'],
    ['/notices/n-e05?at=2024-02-03T12:00:00Z', 'n-e04'],
  ])('is told for %s: %s', async (path, id) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body.near.map((each: { id: string }) => each.id)).toContain(id);
  });
  it('is at most two letters away, and not looked for past forty', () => {
    const known = [{ id: 'abcdefghijklmnop' }];
    const found = (typed: string) => suggest(typed, known, ({ id }) => id).length;
    expect(found('abcdefghijklmnxx')).toBe(1);
    expect(found('abcdefghijklmxxx')).toBe(0);
    const long = [{ id: 'a'.repeat(60) }];
    expect(suggest('a'.repeat(40), long, ({ id }) => id)).toHaveLength(1);
    expect(suggest('a'.repeat(41), long, ({ id }) => id)).toEqual([]);
  });
});

describe('our own client', () => {
  const asked = async (id: string) => {
    const addresses: string[] = [];
    const client = createClient('http://here.invalid', async (input) => {
      addresses.push(String(input));
      return Response.json({});
    });
    await client.api.v1.mutuelles[':id'].$get({ param: { id } });
    return addresses;
  };

  it.each(['../platforms', 'x?at=2024-02-02T12:00:00Z', 'x#y', 'a/b', '%2e%2e', 'é'])(
    'asks for the one thing named %s',
    async (id) => {
      expect(await asked(id)).toEqual([`http://here.invalid/api/v1/mutuelles/${encodeURIComponent(id)}`]);
    },
  );
});
