import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownStatementList } from '#server/contract/space';
import { MINUTE } from '#server/domain/facts/intervals';
import { aSaid, aWriter, openWorld, type World, type Writer } from '../../support/world/writers';

let world: World;
let north: Writer;
let hand: Awaited<ReturnType<Writer['session']>>;
let desk: Writer;
beforeAll(async () => {
  world = await openWorld();
  north = await aWriter(world, { organisation: 'north' });
  desk = await aWriter(world, { organisation: 'desk' });
  hand = await north.session();
  await hand.post('/statements', aSaid());
  await north.post('/statements', aSaid({ flows: ['dre'], health: 'operational' }));
  await desk.post('/statements', aSaid({ by: 'herald', sourceUrl: 'https://example.org/' }));
});
afterAll(() => world.close());

it('tells an organisation its own words, newest first, who wrote them, and until when a slip is undone', async () => {
  const { body } = await hand.get('/statements');
  expect(ownStatementList.parse(body)).toEqual(body);
  expect(body.statements).toMatchObject([
    { by: 'north', health: 'operational', author: north.account.name, undoUntil: null },
    { by: 'north', health: 'down', author: north.account.name, retractedAt: null, confirmedBy: [] },
  ]);
  const [, slip] = body.statements;
  expect(+new Date(slip.undoUntil) - +new Date(slip.recordedAt)).toBe(10 * MINUTE);
  expect((await north.get('/statements')).body.statements[1].undoUntil).toBeNull();
  world.pass(11 * MINUTE);
  expect((await hand.get('/statements')).body.statements[1].undoUntil).toBeNull();
});

it('tells the desk what it wrote in the name of the press', async () => {
  const { statements } = (await desk.get('/statements')).body;
  expect(statements).toMatchObject([{ by: 'herald', author: desk.account.name }]);
});

it('tells nobody else', async () => {
  expect((await world.get('/api/v1/statements')).status).toBe(401);
});
