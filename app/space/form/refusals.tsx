import { useEffect, useRef } from 'react';
import type { Problem } from '#server/contract/problem';
import { partWords } from '../../words/connection';
import { formWords } from '../../words/space-form';
import { capital, typeset } from '../../words/typography';
import type { Refusal } from './typed';

/** What was wrong with a field, said beside it; `field`: the last word of its place in what was sent. */
export const fieldFault = (problem: Problem | null, field: string): string | null => {
  const faults = problem?.faults ?? (problem?.pointer ? [{ ...problem, pointer: problem.pointer }] : []);
  const fault = faults.find(({ pointer }) => pointer.split('/').at(-1) === field);
  return fault ? typeset(fault.detail) : null;
};

/** The same by its whole place, or by what is under it: « /aliases » for « /aliases/0 ». */
export const faultAt = (problem: Problem | null, pointer: `/${string}`): string | null => {
  const fits = (place = '') => place === pointer || place.startsWith(`${pointer}/`);
  const fault = problem?.faults?.find((each) => fits(each.pointer));
  if (fault) return typeset(fault.detail);
  return problem && fits(problem.pointer) ? typeset(problem.detail) : null;
};

/** By its path when that is what is given, else by its last word. */
export const faultOf = (problem: Problem | null, place: string): string | null =>
  isPath(place) ? faultAt(problem, place) : fieldFault(problem, place);

const isPath = (place: string): place is `/${string}` => place.startsWith('/');

/** The fields of forms that may be gone: what cannot be chosen again but has to be written again. */
const WRITTEN: readonly string[] = ['titre', 'texte', 'note', 'motif', 'source', 'jour', 'clos-depuis'];

type UnplacedRefusalProps = {
  refused: Refusal | null;
  /** A form of the page shows it already. */
  isPlaced: boolean;
};

/** A refusal whose form is no longer on its page, for what it was about changed meanwhile; what was written stays. */
export const UnplacedRefusal = ({ refused, isPlaced }: UnplacedRefusalProps) => {
  if (refused === null || isPlaced) return null;
  const written = WRITTEN.flatMap((name) => refused.typed[name] ?? []).filter((text) => text.trim() !== '');
  return (
    <>
      <ProblemNote problem={refused.problem} />
      {written.length > 0 && (
        <section className="part" aria-labelledby="ecrit">
          <h2 id="ecrit">{formWords.written}</h2>
          {written.map((text) => (
            <p key={text} className="reading as-typed">
              {text}
            </p>
          ))}
        </section>
      )}
    </>
  );
};

/** What was refused, where, and the cure; it takes the focus, so that nobody misses it. */
export const ProblemNote = ({ problem }: { problem: Problem | null }) => {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) note.current?.focus();
  }, [problem]);
  if (!problem) return null;
  const faults = problem.faults ?? [];
  return (
    <div className="problem" role="alert" tabIndex={-1} ref={note} id="probleme">
      <h2>{typeset(problem.title)}</h2>
      <p>{typeset(capital(problem.detail))}</p>
      {problem.cure && <p>{typeset(capital(problem.cure))}</p>}
      {problem.reference && <p>{partWords.reference(problem.reference)}</p>}
      {faults.length > 1 && (
        <ul>
          {faults.slice(1).map(({ pointer, detail, cure }) => (
            <li key={pointer + detail}>
              {typeset(detail)} {typeset(capital(cure))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
