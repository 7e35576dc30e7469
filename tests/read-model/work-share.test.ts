import { beforeEach, describe, expect, it } from 'vitest';
import { createWorkShare, type Leave, type Refused, type WorkLimits } from '#server/read-model/work-share';

const LIMITS: WorkLimits = {
  atOnce: 2,
  waiting: 5,
  ofNetwork: { atOnce: 1, waiting: 2, budgetMs: 1_000 },
  windowMs: 10_000,
};
const [HERE, THERE, ELSEWHERE] = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'];

let clock: number;
let share: ReturnType<typeof createWorkShare>;
beforeEach(() => {
  clock = 0;
  share = createWorkShare(() => clock, LIMITS);
});

const isRefused = (entry: Promise<Leave> | Refused): entry is Refused => 'retryAfter' in entry;

/** Somebody at the door. `leave`: null until the making may begin. */
const arrive = (network: string | null) => {
  const entry = share.enter(network);
  const one = { refused: isRefused(entry) ? entry : null, leave: null as Leave | null };
  if (!isRefused(entry))
    void entry.then((leave) => {
      one.leave = leave;
    });
  return one;
};
/** Whoever may begin has begun. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const spend = async (network: string, spentMs: number) => {
  const one = arrive(network);
  await settled();
  one.leave?.(spentMs);
  return one;
};

describe('a network’s share of what is computed', () => {
  it('lets one making run and two wait; the next is told to come back', async () => {
    const [first, second, third, fourth] = [arrive(HERE), arrive(HERE), arrive(HERE), arrive(HERE)];
    await settled();
    expect([first.leave, second.leave, third.leave].map((each) => each !== null)).toEqual([
      true,
      false,
      false,
    ]);
    expect(fourth.refused).toEqual({ of: 'network', retryAfter: 1 });
    first.leave?.(10);
    await settled();
    expect([second.leave !== null, third.leave !== null]).toEqual([true, false]);
    expect(arrive(HERE).refused).toBeNull();
  });
  it('is spent by processor time, told when there is some again, and comes back as time passes', async () => {
    await spend(HERE, 600);
    await spend(HERE, 600);
    expect((await spend(HERE, 0)).refused).toEqual({ of: 'network', retryAfter: 2 });
    clock += 1_999;
    expect((await spend(HERE, 0)).refused).toMatchObject({ retryAfter: 1 });
    clock += 2;
    expect((await spend(HERE, 0)).refused).toBeNull();
  });
  it('that one has spent leaves the others theirs', async () => {
    await spend(HERE, 60_000);
    expect((await spend(HERE, 0)).refused).toEqual({ of: 'network', retryAfter: 590 });
    expect((await spend(THERE, 0)).refused).toBeNull();
  });
  it('is given back once, however often one says that one leaves', async () => {
    const first = arrive(HERE);
    const waiting = [arrive(HERE), arrive(HERE)];
    await settled();
    first.leave?.(10);
    first.leave?.(10_000);
    await settled();
    expect(waiting.map(({ leave }) => leave !== null)).toEqual([true, false]);
  });
});

describe('all networks together', () => {
  it('hold two makings at once, and those who wait are not many', async () => {
    const all = Array.from({ length: 8 }, (_, each) => arrive(`10.0.${each}.0/24`));
    await settled();
    expect(all.filter(({ leave }) => leave !== null)).toHaveLength(2);
    expect(all.at(-1)?.refused).toEqual({ of: 'everybody', retryAfter: 2 });
    expect(all.filter(({ refused }) => refused !== null)).toHaveLength(1);
  });
  it('are served in the order of what they have spent, the least first', async () => {
    await spend(HERE, 900);
    const running = [arrive(THERE), arrive(ELSEWHERE)];
    await settled();
    const greedy = arrive(HERE);
    const modest = arrive('10.0.0.0/24');
    running[0]?.leave?.(10);
    await settled();
    expect([greedy.leave !== null, modest.leave !== null]).toEqual([false, true]);
    running[1]?.leave?.(10);
    await settled();
    expect(greedy.leave).not.toBeNull();
  });
  it('are forgotten once they owe nothing', async () => {
    for (let each = 0; each < 1_000; each++) await spend(`10.${each >> 8}.${each & 255}.0/24`, 50);
    expect(share.size()).toBe(1_000);
    clock += LIMITS.windowMs;
    await spend(HERE, 50);
    expect(share.size()).toBe(1);
  });
});

describe('this machine itself', () => {
  it('has no share, and waits for nobody', async () => {
    const strangers = [arrive(HERE), arrive(THERE)];
    const ours = Array.from({ length: 50 }, () => arrive(null));
    await settled();
    expect(strangers.every(({ leave }) => leave !== null)).toBe(true);
    expect(ours.every(({ leave }) => leave !== null)).toBe(true);
    for (const { leave } of ours) leave?.(10_000);
    expect(arrive(ELSEWHERE).refused).toBeNull();
    expect(share.size()).toBe(3);
  });
});
