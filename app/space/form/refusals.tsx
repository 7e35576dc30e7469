import { useEffect, useRef } from 'react';
import type { Problem } from '#server/contract/problem';
import { Section } from '../../ui/page-body';
import { partWords } from '../../words/connection';
import { formWords } from '../../words/space-form';
import { capital, typeset } from '../../words/typography';
import type { Refusal } from './typed';

/** The fault of a field, shown beside it. `field`: the last word of its pointer. */
export const fieldFault = (problem: Problem | null, field: string): string | null => {
  const faults = problem?.faults ?? (problem?.pointer ? [{ ...problem, pointer: problem.pointer }] : []);
  const fault = faults.find(({ pointer }) => pointer.split('/').at(-1) === field);
  return fault ? mendable(fault) : null;
};

/** What is wrong, and what to do. */
const mendable = ({ detail, cure = '' }: { detail: string; cure?: string | undefined }): string =>
  typeset(`${detail} ${capital(cure)}`.trim());

/** The same by its whole pointer, or by a pointer under it: « /aliases » for « /aliases/0 ». */
export const faultAt = (problem: Problem | null, pointer: `/${string}`): string | null => {
  const fits = (place = '') => place === pointer || place.startsWith(`${pointer}/`);
  const fault = problem?.faults?.find((each) => fits(each.pointer));
  if (fault) return mendable(fault);
  return problem && fits(problem.pointer) ? mendable(problem) : null;
};

/** Reads a path as a pointer, and anything else as the last word of one. */
export const faultOf = (problem: Problem | null, place: string): string | null =>
  isPath(place) ? faultAt(problem, place) : fieldFault(problem, place);

const isPath = (place: string): place is `/${string}` => place.startsWith('/');

/** Free-text fields, whose content is shown again when their form is gone. */
const WRITTEN: readonly string[] = ['titre', 'texte', 'note', 'motif', 'source', 'jour', 'clos-depuis'];

type UnplacedRefusalProps = {
  refused: Refusal | null;
  /** A form of the page shows it already. */
  isPlaced: boolean;
};

/** A refusal whose form has left the page, because its subject changed meanwhile; what was written is shown. */
export const UnplacedRefusal = ({ refused, isPlaced }: UnplacedRefusalProps) => {
  if (refused === null || isPlaced) return null;
  const written = WRITTEN.flatMap((name) => refused.typed[name] ?? []).filter((text) => text.trim() !== '');
  return (
    <>
      <ProblemNote problem={refused.problem} />
      {written.length > 0 && (
        <Section id="ecrit" title={formWords.written}>
          {written.map((text) => (
            <p key={text} className="reading as-typed">
              {text}
            </p>
          ))}
        </Section>
      )}
    </>
  );
};

/** On a page one writes on: a code is missing, or wrong. It is asked beside the button that was pressed. */
export const isProofAsked = (problem: Problem | null): boolean =>
  problem?.status === 401 && !problem.type.endsWith(':password-needed');

const FAULTY = 'main [aria-invalid="true"], main [data-fault] input';

/** A problem with its faults and its cure. The focus goes to the first field at fault, else to what is said here. */
export const ProblemNote = ({ problem }: { problem: Problem | null }) => {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) (document.querySelector<HTMLElement>(FAULTY) ?? note.current)?.focus();
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
