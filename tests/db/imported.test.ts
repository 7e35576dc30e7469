import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aSaying, counted, load } from '../support/world/datasets';
import { aSaid, aWriter, openWorld, type World } from '../support/world/writers';

const MIGRATION = new URL('../../db/migrations/0042_imported.sql', import.meta.url);

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const marks = async () =>
  Object.fromEntries(
    (await world.db.selectFrom('statement').select(['id', 'imported']).execute()).map(({ id, imported }) => [
      id,
      imported,
    ]),
  );

it('of what was on record before, the journal knows what a file brought', async () => {
  const said = { id: 'from-a-file', incident: null, update: null, by: 'north', platform: 'north' };
  counted(await load(world.db, { format: 'comptoir-dataset/1', statements: [aSaying(said)] }));
  const north = await aWriter(world, { organisation: 'north' });
  const { body } = await north.post('/statements', aSaid());
  const marked = await marks();
  expect(marked).toMatchObject({ 'from-a-file': true, [body.id]: false });
  await sql`alter table statement drop column imported`.execute(world.db);
  await sql`drop function is_importing()`.execute(world.db);
  await sql.raw(await readFile(MIGRATION, 'utf8')).execute(world.db);
  expect(await marks()).toEqual(marked);
});
