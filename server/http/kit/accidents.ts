import type { Context } from 'hono';
import { routePath } from 'hono/route';
import { isUnanswered, isUnreachable, NewerSchema, NoRoom } from '#db/database';
import { isUnwritable } from '#db/unwritable';
import { refusal } from './problems';

/** Where an accident happened: the pattern asked, never the address, and which part of the page. */
export type Place = { route: string; part?: string };

/** Tells an accident in the log. Gives the reference to quote. */
export type Report = (error: unknown, place: Place) => string;

/** An accident is reported and never shown, but for its reference; a database that is away, or busy, is none. */
export const refuseAccident = (c: Context, error: unknown, report: Report) => {
  if (error instanceof NewerSchema) return refusal(c, { kind: 'outdated' });
  if (isUnreachable(error)) return refusal(c, { kind: 'unreachable' });
  if (isUnwritable(error)) return refusal(c, { kind: 'no-space' });
  if (error instanceof NoRoom) return refusal(c, { kind: 'no-room' });
  return refusal(c, { kind: 'accident', reference: report(error, { route: routePath(c, -1) }) });
};

/** Resolves to the database's answer, or to what is remembered while it gives none; rejects when nothing is. */
export const orRemembered = <T, U>(
  asked: Promise<T>,
  remembered: () => U | null | Promise<U>,
): Promise<T | U> =>
  asked.catch(async (error: unknown) => {
    const found = isUnanswered(error) ? await remembered() : null;
    if (found === null) throw error;
    return found;
  });
