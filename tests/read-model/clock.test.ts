import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '#server/domain/facts/intervals';
import { createClock } from '#server/read-model/clock';

/** A database that says the time it is told to, and the milliseconds that go by here. */
const aWorld = (known = 0) => {
  const world = { there: Date.UTC(2026, 0, 1), elapsed: 5_000, known };
  const clock = createClock(
    async () => new Date(world.there),
    new Date(world.known),
    () => world.elapsed,
  );
  const pass = (milliseconds: number) => {
    world.elapsed += milliseconds;
    world.there += milliseconds;
  };
  return { world, clock, pass };
};

describe('« now »', () => {
  it('is the database’s, whatever this machine’s clock says', async () => {
    const { world, clock, pass } = aWorld();
    await clock.sync();
    expect(+clock.now()).toBe(world.there);
    pass(90 * SECOND);
    expect(+clock.now()).toBe(world.there);
  });
  it('follows when the database’s goes ahead, and never goes back', async () => {
    const { world, clock, pass } = aWorld();
    await clock.sync();
    world.there += 2 * HOUR;
    await clock.sync();
    expect(+clock.now()).toBe(world.there);
    const reached = +clock.now();
    world.there -= 2 * HOUR;
    await clock.sync();
    expect(+clock.now()).toBe(reached);
    pass(SECOND);
    expect(+clock.now()).toBe(reached + SECOND);
  });
  it('is not before what was last known there, while the database is not heard', async () => {
    const known = Date.now() + 2 * HOUR;
    const { world, clock, pass } = aWorld(known);
    pass(SECOND);
    expect(+clock.now()).toBe(known + SECOND);
    await clock.sync();
    expect(+clock.now()).toBe(world.there);
  });
});
