import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { atMostEvery } from '#server/read-model/tasks';

describe('work at most every so often', () => {
  it('is begun at once, then once for all that asked meanwhile, the last never forgotten', async () => {
    let calls = 0;
    const call = atMostEvery({ least: 60, most: 60, share: 1 }, async () => {
      calls += 1;
    });
    for (let times = 0; times < 50; times += 1) call();
    expect(calls).toBe(1);
    await expect.poll(() => calls).toBe(2);
    await pause(150);
    expect(calls).toBe(2);
    call();
    expect(calls).toBe(3);
  });
  it('takes no more than its share of the time, and waits no longer than it may', async () => {
    const begun: number[] = [];
    const call = atMostEvery({ least: 5, most: 200, share: 1 / 10 }, async () => {
      begun.push(performance.now());
      await pause(begun.length === 1 ? 10 : 100);
    });
    const calling = setInterval(call, 1);
    await expect.poll(() => begun.length, { timeout: 5_000 }).toBe(3);
    clearInterval(calling);
    const [first = 0, second = 0, third = 0] = begun;
    // Timers may fire a little early.
    expect(second - first).toBeGreaterThan(85);
    expect(third - second).toBeGreaterThan(180);
    expect(third - second).toBeLessThan(900);
  });
  it('never runs twice at once, also when it takes longer than that or fails', async () => {
    const atWork = { now: 0, most: 0, done: 0 };
    const call = atMostEvery({ least: 5, most: 5, share: 1 }, async () => {
      atWork.now += 1;
      atWork.most = Math.max(atWork.most, atWork.now);
      await pause(20);
      atWork.now -= 1;
      atWork.done += 1;
      throw new Error('voulue');
    });
    const calling = setInterval(call, 1);
    await expect.poll(() => atWork.done).toBeGreaterThan(2);
    clearInterval(calling);
    expect(atWork.most).toBe(1);
  });
});
