import type { Problem } from '#server/contract/problem';
import { typeset } from '../../words/fr/typography';

/** What was wrong with a field, said beside it; `field`: the last word of its place in what was sent. */
export const faultAt = (problem: Problem | null, field: string): string | null => {
  const faults = problem?.faults ?? (problem?.pointer ? [{ ...problem, pointer: problem.pointer }] : []);
  const fault = faults.find(({ pointer }) => pointer.split('/').at(-1) === field);
  return fault ? typeset(fault.detail) : null;
};
