import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '#server/domain/intervals';
import { createClock } from '#server/live/clock';

/** A database that says the time it is told to, and the milliseconds that go by here. */
const aWorld = () => {
  const world = { there: Date.UTC(2026, 0, 1), elapsed: 5_000 };
  const clock = createClock(
    async () => new Date(world.there),
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
});
