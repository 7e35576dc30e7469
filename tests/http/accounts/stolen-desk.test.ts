import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOUR } from '#server/domain/facts/intervals';
import { followsLink, spendNight } from '../../support/runner/night';
import { aSaid, aWriter, openWorld, type World, type Writer } from '../../support/world/writers';

let world: World;
beforeEach(async () => {
  world = await openWorld(undefined, 'seeded');
  // The day before: the commands are typed now.
  world.pass(-24 * HOUR);
});
afterEach(() => world.close());

const desk = (name: string) => aWriter(world, { organisation: 'desk', email: `${name}@bureau.example` });
const entersAs = async (who: Writer) => (await (await who.session()).get('/due')).status;

it('a desk account stolen for a day is undone by the commands that server/deploy/README.md names', async () => {
  const [thief, guard] = [await desk('nuit'), await desk('garde')];
  const union = await aWriter(world, { organisation: 'rof', role: 'manager', email: 'chef@rof.example' });
  const speaks = async () => {
    const said = aSaid({ platform: 'viamedis', effectiveAt: world.in(0) });
    return (await (await union.session()).post('/statements', said)).status;
  };
  const steal = async (method: string, path: string, body?: object, headers = {}) =>
    (await thief.session()).send(method, path, body, headers);
  const { key, get: byKey } = await guard.anotherKey();
  const probe = 'portail-viamedis';
  await (await guard.session()).post(`/probes/${probe}/enabling`);

  // One account closed an hour, each known to be closing an hour ahead.
  const closing = await steal('POST', `/accounts/${union.account.id}/disabling`, {});
  const second = await steal('POST', `/accounts/${guard.account.id}/disabling`, {});
  expect([closing.body.state, second.body.state]).toEqual(['pending', 'awaiting-second']);
  const { organisations } = (await (await thief.session()).get('/organisations')).body;
  const { etag, ...rof } = organisations.find(({ id }: { id: string }) => id === 'rof');
  const narrowed = { ...rof, professions: ['midwife'] };
  expect((await steal('PUT', '/organisations/rof', narrowed, { 'If-Match': etag })).status).toBe(202);
  expect((await steal('POST', `/probes/${probe}/disabling`)).status).toBe(202);
  expect((await steal('DELETE', `/keys/${key.id}`)).status).toBe(202);
  const invited = await steal('POST', '/invitations', { email: 'complice@bureau.example', role: 'desk' });
  expect(await followsLink(world, [invited.body.address])).toBe(201);
  expect([await entersAs(union), await entersAs(guard)]).toEqual([200, 200]);

  // Nobody looked for a day: only then was somebody shut out.
  world.pass(2 * HOUR);
  expect((await steal('POST', `/accounts/${guard.account.id}/suspension`, {})).body.state).toBe('in-force');
  world.pass(22 * HOUR);
  expect([await entersAs(union), await entersAs(guard)]).toEqual([401, 401]);
  expect((await byKey('/due')).status).toBe(401);

  const printed = await spendNight(world, 'A desk account', { PROBE: probe });
  expect([await entersAs(union), await speaks(), await entersAs(guard)]).toEqual([200, 201, 200]);
  expect((await (await guard.session()).get(`/probes/${probe}`)).body.enabled).toBe(true);
  const { accounts } = (await (await guard.session()).get('/accounts')).body;
  const isShut = (email: string) =>
    accounts.find((each: { email: string }) => each.email === email).disabledAt;
  expect([isShut('complice@bureau.example'), isShut('nuit@bureau.example')]).toEqual([
    expect.any(String),
    null,
  ]);
  expect(await followsLink(world, printed)).toBe(201);
  expect((await thief.get('/due')).status).toBe(401);
});
