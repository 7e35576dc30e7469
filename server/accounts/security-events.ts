import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '#db/database';
import { addSecurityEvent } from '#db/security-events';
import { MINUTE } from '#server/domain/facts/intervals';
import { SECURITY_EVENTS, type SecurityEventKind } from '#server/domain/facts/vocabulary';

export type SecurityEvent = {
  event: SecurityEventKind;
  /** Whose account it happened to; null: nobody's that is known. */
  account: { id: string; organisation: string } | null;
  /** Which account did it, when one that is signed in did. */
  by?: string | null;
  /** A network, or « local ». */
  cameFrom: string;
  /** Details, without secrets, addresses or names. */
  about?: Record<string, string | number | boolean | null>;
};

type Line = Omit<SecurityEvent, 'account'> & {
  account: string | null;
  organisation: string | null;
  times: number;
};

/** Where events are written as lines, and counted. */
export type SecurityLog = {
  /** How many times to tell now, this one included; 0: it is one of many, told with the next. */
  take(event: SecurityEvent, now: Date): number;
  write(line: Line): void;
  /** How many since the start, of each kind. */
  counts(): ReadonlyMap<SecurityEventKind, number>;
};

/** A failed sign-in is stored well after it was answered, milliseconds, and never a known while after. */
const STORED_AFTER = { least: 500, most: 1_500 };

/** Past so many kinds, accounts and networks within a minute, the oldest is told again as new. */
const MAX_HELD = 10_000;

/** `write`: a line of the machine's log. */
export const createSecurityLog = (write: (line: Line) => void): SecurityLog => {
  const counts = new Map<SecurityEventKind, number>(SECURITY_EVENTS.map((each) => [each, 0]));
  const held = new Map<string, { at: number; repeats: number }>();
  return {
    write,
    counts: () => counts,
    take({ event, account, cameFrom }, now) {
      counts.set(event, (counts.get(event) ?? 0) + 1);
      if (!REPEATABLE.includes(event)) return 1;
      const key = `${event} ${account?.id ?? ''} ${cameFrom}`;
      const before = held.get(key);
      if (before && +now - before.at < MINUTE) {
        before.repeats += 1;
        return 0;
      }
      held.delete(key);
      held.set(key, { at: +now, repeats: 0 });
      for (const [oldest] of held) {
        if (held.size <= MAX_HELD) break;
        held.delete(oldest);
      }
      return 1 + (before?.repeats ?? 0);
    },
  };
};

/**
 * Tells that something happened to an account, or at a route: counted, one line of the log, and a row that its owner
 * and those who answer for it read. To call once the act is done: what is told here never undoes or refuses it.
 */
export const securityEvent = async (
  {
    db,
    now,
    security,
    failed,
  }: { db: Db; now: () => Date; security: SecurityLog; failed: (error: unknown) => void },
  given: SecurityEvent,
): Promise<void> => {
  const at = now();
  const times = security.take(given, at);
  if (times === 0) return;
  const { event, account, by = null, cameFrom, about = {} } = given;
  security.write({
    event,
    account: account?.id ?? null,
    organisation: account?.organisation ?? null,
    by,
    cameFrom,
    times,
    about,
  });
  if (account === null) return;
  const { least, most } = STORED_AFTER;
  // The next answer must not be slower for an address that has an account.
  if (event === 'sign-in-failed') await pause(randomInt(least, most), undefined, { ref: false });
  const { id, organisation } = account;
  const row = { at, event, account: id, organisation, by, cameFrom, times, about: JSON.stringify(about) };
  await addSecurityEvent(db, row).catch(failed);
};

/** Anyone can cause these as often as they like, so each is told once a minute, with how many there were. */
export const REPEATABLE: readonly SecurityEventKind[] = [
  'sign-in-failed',
  'wrong-code',
  'wrong-password',
  'too-many',
  'out-of-scope',
  'not-second-person',
  'cross-site',
];
