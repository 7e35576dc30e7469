import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { atMostEvery } from '#server/read-model/tasks';

describe('calls at most every so often', () => {
  it('are made at once, then once for all that were asked for meanwhile, the last never forgotten', async () => {
    let calls = 0;
    const call = atMostEvery(60, () => {
      calls += 1;
    });
    for (let times = 0; times < 50; times += 1) call();
    expect(calls).toBe(1);
    for (let tries = 0; calls < 2 && tries < 100; tries += 1) await pause(10);
    expect(calls).toBe(2);
    await pause(150);
    expect(calls).toBe(2);
    call();
    expect(calls).toBe(3);
  });
});
