import { DAY, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { type Occurrences, occurrencesOf, type Window } from '#server/domain/rules/occurrences';
import { readRecurrence } from '#server/domain/rules/recurrences';
import type { Refusal } from '../kit/problems';
import { brokenRule, TOO_FAR, TOO_OLD, unmadeRule, ZONE } from './recurrence-refusals';

const HORIZON = 90 * DAY;

/** What is announced: the window itself, and those that a rule makes of it, at the hours of Paris, 90 days ahead at most. */
export const announcedWindows = (
  { from, to }: Window,
  rrule: string | null,
  now: Date,
): Result<Occurrences, Refusal> => {
  if (rrule === null) return accept({ occurrences: [{ from, to, clockChange: null }], next: null });
  const recurrence = readRecurrence(rrule);
  if (!recurrence.ok) return refuse(brokenRule(recurrence.refusal));
  // Counted from the first one: from centuries ago, it would be for long.
  if (from < shift(now, -HORIZON)) return refuse(TOO_OLD);
  const horizon = shift(now, HORIZON);
  if (from > horizon) return refuse(TOO_FAR);
  const made = occurrencesOf({ from, to }, recurrence.value, { zone: ZONE, horizon });
  return made.ok ? made : refuse(unmadeRule(made.refusal, from));
};
