import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { due } from '#server/contract/space';
import { DAY, MINUTE, shift } from '#server/domain/facts/intervals';
import { aWriter, boardOf, openWorld, type World, type Writer } from '../../support/world/writers';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const dueOf = async (writer: Writer) => {
  const { body } = await (await writer.session()).get('/due');
  expect(due.parse(body)).toEqual(body);
  return body;
};

describe('a source that was tried once', () => {
  it('is told to the desk when it falls silent, and turns no board grey', async () => {
    const north = await aWriter(world, { organisation: 'north' });
    const desk = await aWriter(world, { organisation: 'desk' });
    const probe = await north.probe();
    const observed = { platform: 'north', flow: 'pec', observedAt: world.in(0), outcome: 'ok' };
    // As in the example of server/http/README.md: one result, then nothing.
    expect((await probe.post('/observations', [{ ...observed, sequence: 1 }])).status).toBe(200);
    expect((await dueOf(desk)).silent).toEqual([]);
    world.pass(16 * MINUTE);
    expect((await dueOf(desk)).silent).toMatchObject([
      { platform: 'north', flow: 'pec', kind: 'pushed', name: 'Nord', isRelied: false },
    ]);
    expect((await dueOf(north)).silent).toEqual([]);
    expect(await boardOf(world)).toBe('possible: pec operational, presumed');
  });
});

describe('an organisation whose accounts are all young', () => {
  it('is told who may confirm, and from when; one that is not is told nothing', async () => {
    const newcomer = await aWriter(world, {
      organisation: 'south',
      createdAt: shift(world.now(), -2 * DAY),
    });
    await aWriter(world, { organisation: 'desk' });
    const { firstWeek } = await dueOf(newcomer);
    expect(firstWeek.until).toBe(shift(newcomer.account.createdAt, 7 * DAY).toISOString());
    expect(firstWeek.desks).toHaveLength(1);
    await aWriter(world, { organisation: 'south' });
    expect((await dueOf(newcomer)).firstWeek).toBeNull();
  });
});
