import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeardClock } from '#db/clock';
import { DAY, HOUR, MINUTE, SECOND } from '#server/domain/facts/intervals';
import { type Clock, createClock, type Witness } from '#server/read-model/clock';

const NOON = Date.UTC(2026, 0, 1, 12);

type Database = {
  jump: number;
  skew: number;
  since: Date | null;
  movedAt: number;
  repairs: number;
  isLed: boolean;
};

/** A machine, the database on it, and programs that look at its clock; `true` is what a good watch says. */
const aMachine = () => {
  const world = { true: NOON, uptime: 5_000, asleep: 0, kept: null as Witness | null };
  const database: Database = { jump: 0, skew: 0, since: null, movedAt: NOON, repairs: 0, isLed: false };
  const read = async (): Promise<HeardClock> => ({
    machine: new Date(world.true + database.jump),
    movedAt: new Date(database.movedAt),
    skew: database.skew,
    since: database.since,
    repairs: database.repairs,
    isLed: database.isLed,
  });
  const turns: string[] = [];
  const start = (also: { notBefore?: number; judges?: () => boolean } = {}): Clock =>
    createClock({
      read,
      keepSkew: async (heard, skew, at) => {
        if (heard.skew !== database.skew) return;
        Object.assign(database, { skew, since: skew === 0 ? null : at });
      },
      seen: world.kept,
      witnessed: (witness) => {
        world.kept = witness;
      },
      turnedBack: () => void turns.push('back'),
      elapsed: () => world.uptime - world.asleep,
      uptime: () => world.uptime,
      judges: also.judges ?? (() => true),
      ...(also.notBefore === undefined ? {} : { notBefore: new Date(also.notBefore) }),
    });
  const pass = (ms: number): void => {
    world.true += ms;
    world.uptime += ms;
  };
  /** A word is said: the record moves, at the time that is believed. */
  const say = (clock: Clock): void => {
    database.movedAt = Math.max(database.movedAt, +clock.now());
  };
  return { world, database, start, pass, say, turns };
};

/** Within a second of another instant. */
const near = (clock: Clock, instant: number) => expect(Math.abs(+clock.now() - instant)).toBeLessThan(SECOND);

describe('« now »', () => {
  it('is the database’s, whatever this machine’s clock says', async () => {
    const { world, start, pass } = aMachine();
    const clock = start();
    await clock.sync();
    near(clock, world.true);
    pass(90 * SECOND);
    near(clock, world.true);
  });
  it('is not before what was last known there, while the database is not heard', async () => {
    const { world, start, pass } = aMachine();
    const known = Date.now() + 2 * HOUR;
    const clock = start({ notBefore: known });
    pass(SECOND);
    expect(+clock.now()).toBe(known + SECOND);
    await clock.sync();
    near(clock, world.true);
  });
  it('counts the sleep of the machine', async () => {
    const { world, start, pass } = aMachine();
    const clock = start();
    await clock.sync();
    world.asleep += 3 * HOUR;
    pass(3 * HOUR);
    await clock.sync();
    near(clock, world.true);
    expect(clock.doubt()).toBeNull();
  });
  it.each([2 * HOUR, -2 * HOUR, 400 * DAY, 61 * SECOND, -61 * SECOND])(
    'goes on as before when the clock jumps by %d ms, and says so until it is right again',
    async (jump) => {
      const { world, database, start, pass } = aMachine();
      const clock = start();
      await clock.sync();
      pass(MINUTE);
      database.jump = jump;
      await clock.sync();
      near(clock, world.true);
      expect(clock.doubt()?.by).toBe(jump);
      expect(database.skew).toBe(jump);
      pass(2 * HOUR);
      await clock.sync();
      near(clock, world.true);
      database.jump = 0;
      await clock.sync();
      near(clock, world.true);
      expect(clock.doubt()).toBeNull();
      expect(database.skew).toBe(0);
    },
  );
  it('follows a clock that is set right by less than a minute, and no more of that than a minute an hour', async () => {
    const { world, database, start, pass } = aMachine();
    const clock = start();
    await clock.sync();
    database.jump = 40 * SECOND;
    await clock.sync();
    expect(clock.doubt()).toBeNull();
    near(clock, world.true + database.jump);
    pass(10 * SECOND);
    database.jump = 80 * SECOND;
    await clock.sync();
    expect(clock.doubt()?.by).toBe(80 * SECOND);
  });
});

describe('a start', () => {
  it.each([2 * HOUR, -2 * HOUR, 400 * DAY])(
    'sees by the life of the machine that its clock jumped by %d ms',
    async (jump) => {
      const { world, database, start, pass } = aMachine();
      await start().sync();
      pass(HOUR);
      database.jump = jump;
      const clock = start();
      await clock.sync();
      near(clock, world.true);
      expect(clock.doubt()?.by).toBeCloseTo(jump, -4);
    },
  );
  it('that follows a restart of the machine believes its clock, unless it is behind what is written, or a month ahead', async () => {
    const { world, database, start, pass, say } = aMachine();
    const first = start();
    await first.sync();
    say(first);
    world.kept = null;
    pass(10 * DAY);
    const after = start();
    await after.sync();
    near(after, world.true);
    expect(after.doubt()).toBeNull();
    say(after);
    world.kept = null;
    database.jump = -2 * HOUR;
    const behind = start();
    await behind.sync();
    near(behind, database.movedAt);
    expect(behind.doubt()?.by).toBeCloseTo(-2 * HOUR, -4);
    world.kept = null;
    Object.assign(database, { jump: 400 * DAY, skew: 0, since: null });
    const ahead = start();
    await ahead.sync();
    near(ahead, database.movedAt);
    expect(ahead.doubt()?.by).toBeCloseTo(400 * DAY, -4);
  });
  it('after the clock was set right while nobody ran believes it, life of the machine or not', async () => {
    for (const isSameLife of [true, false]) {
      const { world, database, start, pass, say } = aMachine();
      const first = start();
      await first.sync();
      database.jump = 2 * HOUR;
      await first.sync();
      say(first);
      pass(MINUTE);
      if (!isSameLife) world.kept = null;
      database.jump = 0;
      const second = start();
      await second.sync();
      near(second, world.true);
      expect(second.doubt()).toBeNull();
      expect(database.skew).toBe(0);
    }
  });
  it('that wrote while the clock was ahead from the first does not go back by itself, and does once that is asked', async () => {
    const { world, database, start, say, pass, turns } = aMachine();
    database.jump = 2 * HOUR;
    database.movedAt = NOON + 2 * HOUR;
    const first = start();
    await first.sync();
    say(first);
    database.jump = 0;
    await first.sync();
    expect(first.doubt()?.by).toBe(-2 * HOUR);
    near(first, world.true + 2 * HOUR);
    Object.assign(database, { skew: 0, since: null, repairs: 1, movedAt: world.true });
    await first.sync();
    expect(turns).toEqual(['back']);
    world.kept = null;
    pass(SECOND);
    const again = start();
    await again.sync();
    near(again, world.true);
    expect(again.doubt()).toBeNull();
  });
});

describe('of many instances', () => {
  it('one judges, and the others follow it within half a minute', async () => {
    const { world, database, start, pass } = aMachine();
    const judge = start();
    await judge.sync();
    database.isLed = true;
    const other = start({ judges: () => false });
    await other.sync();
    database.jump = 2 * HOUR;
    await other.sync();
    near(other, world.true);
    expect(database.skew).toBe(0);
    await judge.sync();
    pass(10 * SECOND);
    await other.sync();
    near(other, world.true);
    expect(other.doubt()?.by).toBe(2 * HOUR);
  });
  it('one that was put aside for hours does not have the others believe its own time', async () => {
    const { world, database, start, pass } = aMachine();
    const judge = start();
    await judge.sync();
    database.isLed = true;
    const other = start({ judges: () => false });
    await other.sync();
    // The whole of its machine stood still: neither its uptime nor its program counted.
    world.true += 2 * HOUR;
    for (let look = 0; look < 5; look += 1) {
      pass(10 * SECOND);
      await other.sync();
    }
    expect(database.skew).toBe(0);
    near(other, world.true);
  });
});

it('over any sequence of jumps, sleeps and restarts « now » never goes back, and is near the truth or is doubted', async () => {
  const jump = fc.constantFrom(0, 2 * HOUR, -2 * HOUR, 5 * MINUTE, 400 * DAY, -40 * DAY);
  const act = fc.oneof(
    jump.map((by) => ({ kind: 'jump' as const, by })),
    fc.integer({ min: 1_000, max: 3 * HOUR }).map((by) => ({ kind: 'pass' as const, by })),
    fc.constant({ kind: 'restart' as const, by: 0 }),
    fc.constant({ kind: 'say' as const, by: 0 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20 }), async (acts) => {
      const { world, database, start, pass, say } = aMachine();
      let clock = start();
      await clock.sync();
      let last = +clock.now();
      for (const { kind, by } of acts) {
        if (kind === 'jump') database.jump = by;
        if (kind === 'pass') pass(by);
        if (kind === 'restart') clock = start();
        if (kind === 'say') say(clock);
        await clock.sync();
        expect(+clock.now()).toBeGreaterThanOrEqual(last - 1);
        last = +clock.now();
        const apart = Math.abs(last - world.true);
        expect(apart).toBeLessThan(2 * MINUTE + 0.01 * (world.true - NOON));
        expect(clock.doubt() === null).toBe(Math.abs(database.jump) <= 2 * MINUTE);
      }
    }),
    { numRuns: 300 },
  );
});
