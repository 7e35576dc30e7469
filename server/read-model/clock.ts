import type { HeardClock } from '#db/clock';
import type { ClockDoubt } from '#server/contract/clock';
import { DAY, HOUR, MINUTE } from '#server/domain/facts/intervals';

/** Milliseconds from some instant on, that no change of the machine's clock touches. */
type Elapsed = () => number;

/** « Now », as every instance over one database agrees on it. `doubt` null: the machine's clock is believed. */
export type Clock = { now: () => Date; sync: () => Promise<void>; doubt: () => ClockDoubt | null };

/** What it was, by « now », when this machine had been up for so long, milliseconds; as of so many repairs. */
export type Witness = { at: number; uptime: number; repairs: number };

type Point = Pick<Witness, 'at' | 'uptime'>;

type Given = {
  /** The database's clock, and what is written there of it. */
  read: () => Promise<HeardClock>;
  /** Has every instance believe that the machine is so far ahead; `at`: what « now » is. */
  keepSkew: (heard: HeardClock, skew: number, at: Date) => Promise<void>;
  /** The last instant known; a machine whose clock is slow would, until the database is heard, take what is old for fresh. */
  notBefore?: Date;
  /** What this machine saw last time, in the same life of it; null: it has seen nothing since it was started. */
  seen?: Witness | null;
  /** Told what this machine sees, now and then. */
  witnessed?: (witness: Witness) => void;
  /** Whether this instance is the one that says, for all of them, that the clock jumped. */
  judges?: () => boolean;
  /** The clock was repaired, and « now » would go back: all that was kept here is of an instant to come. */
  turnedBack?: () => void;
  elapsed?: Elapsed;
  /** Milliseconds since the machine was started, its sleep included. */
  uptime?: Elapsed;
};

/** A clock is set right by less, as machines do by themselves. */
const TOLERATED = MINUTE;
/** Two clocks run apart by less, a part of the time that passes. */
const DRIFT = 0.001;
/** Small steps are followed; so many that they make a jump in this time are not. */
const FOLLOWED = HOUR;
/** Nothing was written for longer, and nothing tells whether the service was off or the clock went ahead. */
const LONGEST_SILENCE = 31 * DAY;
/** What another instance judges is known by then, and else believed. */
const PATIENCE = MINUTE / 2;
const WITNESSED_EVERY = 5 * MINUTE;

/**
 * The database's clock, followed from here between two looks at it: instances whose own clocks differ by hours say the
 * same instant, and it never goes back. When it jumps, beside the time that passes here or what is written, « now » goes
 * on as before and all of them are told how far off the clock is.
 */
export const createClock = ({
  read,
  keepSkew,
  notBefore = new Date(0),
  seen = null,
  witnessed = () => undefined,
  judges = () => true,
  turnedBack = () => undefined,
  elapsed = () => performance.now(),
  uptime = elapsed,
}: Given): Clock => {
  let start = Math.max(Date.now(), +notBefore) - elapsed();
  let base: Point | null = null;
  let repairs: number | null = null;
  let doubt: ClockDoubt | null = null;
  let apartSince: number | null = null;
  let witnessedAt = Number.NEGATIVE_INFINITY;
  const now = () => new Date(Math.floor(start + elapsed()));

  const adopt = (there: number, heard: HeardClock, up: number): void => {
    start = base === null ? there - elapsed() : Math.max(start, there - elapsed());
    if (base === null || up - base.uptime > FOLLOWED) base = { at: there, uptime: up };
    doubt = heard.since && { by: heard.skew, since: heard.since };
    apartSince = null;
    if (up - witnessedAt < WITNESSED_EVERY) return;
    witnessedAt = up;
    witnessed({ at: +now(), uptime: up, repairs: heard.repairs });
  };
  const expectedAt = (there: number, machine: number, heard: HeardClock, up: number): number | null => {
    if (base !== null) return differs(there, base, up);
    const valid = seen?.repairs === heard.repairs ? seen : null;
    return expectedAtStart({ there, machine, heard, up, notBefore: +notBefore, seen: valid });
  };
  /** Null once whoever judges had the time to. */
  const waited = (expected: number, up: number): number | null => {
    apartSince ??= up;
    return up - apartSince > PATIENCE ? null : expected;
  };

  return {
    now,
    doubt: () => doubt,
    async sync() {
      const asked = elapsed();
      const heard = await read();
      // Half of what the question took: it was answered about then.
      const machine = +heard.machine + (elapsed() - asked) / 2;
      const there = machine - heard.skew;
      const up = uptime();
      const isRepaired = repairs !== null && repairs !== heard.repairs;
      repairs = heard.repairs;
      if (isRepaired) {
        if (there < +now() - TOLERATED) return turnedBack();
        base = null;
        return adopt(there, heard, up);
      }
      const expected = expectedAt(there, machine, heard, up);
      if (expected === null) return adopt(Math.max(there, +heard.movedAt), heard, up);
      const isOurs = base === null || judges();
      if (!isOurs && waited(expected, up) === null) {
        base = null;
        return adopt(there, heard, up);
      }
      start = expected - elapsed();
      base ??= { at: expected, uptime: up };
      const by = Math.abs(machine - expected) <= TOLERATED ? 0 : Math.round(machine - expected);
      if (isOurs && by !== heard.skew) await keepSkew(heard, by, now());
      doubt = by === 0 ? null : { by, since: doubt?.since ?? now() };
    },
  };
};

/** What it should be by a witness, where that is another time; null: they agree. */
const differs = (there: number, { at, uptime }: Point, up: number, drift = 0): number | null => {
  const expected = at + (up - uptime);
  return Math.abs(there - expected) > TOLERATED + drift * (up - uptime) ? expected : null;
};

type Start = {
  there: number;
  machine: number;
  heard: HeardClock;
  up: number;
  notBefore: number;
  seen: Witness | null;
};

/** What it should be by what is written; null: nothing says otherwise than the clock. */
const expectedAtStart = ({ there, machine, heard, up, notBefore, seen }: Start): number | null => {
  const written = +heard.movedAt;
  // Who is on duty has judged.
  const byWitness = seen && !heard.isLed ? differs(there, seen, up, DRIFT) : null;
  if (byWitness !== null) return Math.max(byWitness, written);
  // One that was off and was set right while nobody ran.
  if (there < written - TOLERATED && machine >= written - TOLERATED) return machine;
  if (there < written - TOLERATED) return written;
  const last = Math.max(written, notBefore, seen?.at ?? 0);
  return !heard.isLed && there - last > LONGEST_SILENCE ? last : null;
};
