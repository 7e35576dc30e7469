import type { Fault, Problem } from '#server/contract/problem';
import { refusedFormWords } from '../../words/space-form';
import { textIn } from './typed';

/** A `datetime-local` field holds Paris time; our API takes an instant with its offset. */

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const HOUR = 3_600_000;
/** An hour that occurs twice in October means the first one. */
const OFFSETS = [2, 1];

const paris = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** « 2024-02-12T12:58 », as the field shows it. */
export const localOf = (iso: string): string => paris.format(new Date(iso)).replace(' ', 'T');

/** « 2024-02-12T12:58:00+01:00 »; null when it is no date of the calendar. */
export const instantOf = (local: string): string | null => {
  const typed = local.slice(0, 16);
  const read = FORM.test(typed) ? Date.parse(`${typed}Z`) : Number.NaN;
  if (Number.isNaN(read) || new Date(read).toISOString().slice(0, 16) !== typed) return null;
  const offset = OFFSETS.find((hours) => localOf(new Date(read - hours * HOUR).toISOString()) === typed);
  // An hour skipped in March is read with the winter offset.
  return `${typed}:00+0${offset ?? 1}:00`;
};

/** A form read as our API takes it, or the faults that keep it from being read. */
export type Reading<T> = { ok: true; json: T } | { ok: false; faults: Fault[] };

/** The response our API would give to these faults. */
export const faulty = ([first, ...others]: readonly Fault[]): Response => {
  const problem: Problem = {
    type: 'urn:comptoir:problem:not-acceptable',
    title: refusedFormWords.toMend,
    status: 422,
    detail: '',
    ...first,
    faults: first ? [first, ...others] : [],
  };
  return Response.json(problem, { status: problem.status });
};

/** Reads the Paris times of a form; those that cannot be read are kept as faults. */
export const clockOf =
  (form: FormData, faults: Fault[]) =>
  (name: string, pointer: string): string | null => {
    const typed = textIn(form, name);
    if (typed === null) return null;
    const instant = instantOf(typed);
    if (instant === null)
      faults.push({
        pointer,
        detail: refusedFormWords.unreadable(typed),
        cure: refusedFormWords.writeInstant,
      });
    return instant;
  };
