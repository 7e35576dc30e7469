import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOUR } from '#server/domain/facts/intervals';
import { followsLink, spendNight } from '../../support/runner/night';
import { aWriter, openWorld, type World, type Writer } from '../../support/world/writers';

let world: World;
beforeEach(async () => {
  world = await openWorld(undefined, 'seeded');
  // The day before: the commands are typed now.
  world.pass(-24 * HOUR);
});
afterEach(() => world.close());

const of = (name: string, role: 'manager' | 'author' = 'manager') =>
  aWriter(world, { organisation: 'rof', role, email: `${name}@rof.example` });
const entersAs = async (who: Writer) => (await (await who.session()).get('/due')).status;

it('a union’s manager stolen for a day is undone by the commands that server/deploy/README.md names', async () => {
  const [thief, guard, author] = [await of('chef'), await of('garde'), await of('auteur', 'author')];
  const steal = async (path: string, body: object = {}) => (await thief.session()).post(path, body);
  expect((await steal(`/accounts/${guard.account.id}/suspension`)).body.state).toBe('in-force');
  // A second one within the hour waits for a second person, and there is none.
  expect((await steal(`/accounts/${author.account.id}/disabling`)).body.state).toBe('awaiting-second');
  expect([await entersAs(guard), await entersAs(author)]).toEqual([401, 200]);
  const asked = (await (await author.session()).get('/restrictions')).body.restrictions;
  expect(asked).toMatchObject([{ state: 'awaiting-second', by: thief.account.name, mayCancel: true }]);
  expect((await (await author.session()).post(`/restrictions/${asked[0].id}/cancellation`)).status).toBe(200);
  world.pass(2 * HOUR);
  expect((await steal(`/accounts/${author.account.id}/disabling`)).body.state).toBe('pending');
  world.pass(22 * HOUR);
  expect([await entersAs(guard), await entersAs(author)]).toEqual([401, 401]);

  const printed = await spendNight(world, 'A union’s manager');
  expect([await entersAs(guard), await entersAs(author)]).toEqual([200, 200]);
  expect(await followsLink(world, printed)).toBe(201);
  expect((await thief.get('/due')).status).toBe(401);
});
