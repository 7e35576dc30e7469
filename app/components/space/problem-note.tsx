import { useEffect, useRef } from 'react';
import type { Problem } from '#server/contract/problem';
import { partWords } from '../../words/fr/parts';
import { capital, typeset } from '../../words/fr/typography';

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
