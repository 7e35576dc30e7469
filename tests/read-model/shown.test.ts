import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LAG_MS } from '#server/read-model/read-model';
import { createShown } from '#server/read-model/shown';

/** A read model whose version is set, and what is made anew of each. */
const aWorld = () => {
  const world = { version: 1 as number | null, release: () => {} };
  const shown = createShown(() => world.version);
  const making: number[] = [];
  shown.renewedBy((version) => {
    making.push(version);
    return new Promise((resolve) => {
      world.release = resolve;
    });
  });
  return { world, shown, making };
};

const pause = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the version that readers are sent', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('is the one before until the next is made ready, and whoever committed is told then', async () => {
    const { world, shown, making } = aWorld();
    let isTold = false;
    void shown.follow().then(() => {
      isTold = true;
    });
    const done = shown.begin();
    world.version = 2;
    const prepared = shown.prepare(10_000).then(done);
    expect([shown.current(), making, isTold]).toEqual([1, [2], false]);
    world.release();
    await prepared;
    await pause(0);
    expect([shown.current(), isTold]).toEqual([2, true]);
  });
  it('is the next one after a while, ready or not', async () => {
    const { world, shown } = aWorld();
    shown.begin();
    world.version = 2;
    void shown.prepare(30);
    expect(shown.current()).toBe(1);
    await pause(40);
    expect(shown.current()).toBe(2);
  });
  it('is the next one before whoever committed first is answered, however long it was read', async () => {
    const { world, shown } = aWorld();
    shown.noted();
    await pause(LAG_MS - 40);
    shown.noted();
    shown.begin();
    world.version = 2;
    void shown.prepare(10_000);
    expect(shown.current()).toBe(1);
    await pause(50);
    expect(shown.current()).toBe(2);
  });
  it('is none when none is to be believed, and another one at once when what is read turns meanwhile', () => {
    const { world, shown } = aWorld();
    shown.begin();
    world.version = 2;
    void shown.prepare(10_000);
    world.version = null;
    expect(shown.current()).toBeNull();
    world.version = 3;
    expect(shown.current()).toBe(3);
  });
  it('says nothing to whoever committed after it was begun, who waits for the one after, for a while at most', async () => {
    const { world, shown } = aWorld();
    const done = shown.begin();
    await pause(2);
    let isTold = false;
    const followed = shown.follow().then(() => {
      isTold = true;
    });
    world.version = 2;
    const prepared = shown.prepare(10_000).then(done);
    world.release();
    await prepared;
    await pause(LAG_MS - 1);
    expect(isTold).toBe(false);
    await pause(1);
    await followed;
    expect(isTold).toBe(true);
  });
});
