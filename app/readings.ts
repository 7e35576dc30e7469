import type { Fault, Problem } from '#server/contract/problem';
import { instantOf } from './paris-input';
import { textIn } from './typed-fields';

/** What a form says, in the words of a door; or why it cannot be said. */
export type Reading<T> = { ok: true; json: T } | { ok: false; faults: Fault[] };

/** Answers what a form cannot say as a door would. */
export const faulty = ([first, ...others]: readonly Fault[]): Response => {
  const problem: Problem = {
    type: 'urn:comptoir:problem:not-acceptable',
    title: 'Refusé par une règle',
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
        detail: `Date illisible : « ${typed} ».`,
        cure: 'Écrivez AAAA-MM-JJTHH:MM, heure de Paris.',
      });
    return instant;
  };
