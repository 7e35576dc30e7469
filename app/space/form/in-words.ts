import type { Fault, Problem } from '#server/contract/problem';
import { toMendWords } from '../../words/space-form';
import { capital } from '../../words/typography';

/**
 * What our API says to whoever calls it, said to a person in front of a form: the one place where that is done. `place`:
 * the field it is about, where the problem names none.
 */
export const inWords = (problem: Problem, place?: string): Problem => {
  const kind = problem.type.replace('urn:comptoir:problem:', '');
  const pointer = problem.pointer ?? place ?? PLACES[kind];
  const known = toMendWords.of[kind];
  return {
    ...problem,
    ...(pointer === undefined ? {} : { pointer }),
    title: OF_A_FORM.includes(kind) ? toMendWords.title : problem.title,
    ...saidBy(problem),
    ...(known ?? {}),
    ...(problem.retryAfter === undefined ? {} : { cure: toMendWords.wait(problem.retryAfter) }),
    ...(problem.faults ? { faults: problem.faults.map((fault) => ({ ...fault, ...saidBy(fault) })) } : {}),
  };
};

/** Kinds of what is typed wrong: their title says nothing that a field does not say better. */
const OF_A_FORM = ['malformed', 'not-acceptable'];
/** The field that is to be filled, of what is refused whole. */
const PLACES: Readonly<Record<string, string>> = {
  'step-up-needed': '/code',
  'password-needed': '/passe-actuel',
};

/** Words for programs: names of their formats, headers and addresses. */
const FOR_PROGRAMS = /description de l’API|\/api\/|If-Match|ETag|Idempotency-Key|Retry-After|ISO 8601/;
/** What a schema says of a value that a form never sends: its place is empty, or its choice is none of the list. */
const OF_VALUES: readonly (readonly [RegExp, Pick<Fault, 'detail' | 'cure'>])[] = [
  [/^valeur absente/i, toMendWords.absent],
  [/^(null|rien|un texte|une liste) n’a pas sa place ici/i, toMendWords.absent],
  [/^valeur hors liste|n’a pas sa place ici/i, toMendWords.choice],
];

const EMAIL = /^adresse illisible/i;

const saidBy = ({ detail, cure }: Pick<Problem, 'detail' | 'cure'>) => {
  const value = OF_VALUES.find(([form]) => form.test(detail));
  if (value) return value[1];
  if (cure === undefined || !FOR_PROGRAMS.test(cure))
    return { detail: capital(detail), ...(cure === undefined ? {} : { cure }) };
  return EMAIL.test(detail) ? toMendWords.email : { detail: capital(detail), cure: toMendWords.check };
};
