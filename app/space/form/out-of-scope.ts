import type { Problem } from '#server/contract/problem';
import { notForYou, outOfScopeWords } from '../../words/space-scope';
import type { Writer } from '../publish';

/** A page that is not for whoever reads it: thrown, and explained as any problem is. `whose`: whom it is for. */
export const outOfScope = ({ organisation }: Writer, whose = outOfScopeWords.desk): Response => {
  const problem: Problem = {
    type: 'urn:comptoir:problem:out-of-scope',
    title: outOfScopeWords.title,
    status: 403,
    detail: notForYou(organisation),
    cure: outOfScopeWords.cure(whose),
  };
  return Response.json(problem, { status: 403 });
};

export const isDesk = ({ organisation }: Writer): boolean => organisation.kind === 'desk';

/** The desk's own pages. */
export const deskOnly = (writer: Writer): void => {
  if (!isDesk(writer)) throw outOfScope(writer);
};

/** The desk, and mutuelles that speak of themselves. */
export const keepersOnly = (writer: Writer): void => {
  const { kind } = writer.organisation;
  if (kind !== 'desk' && kind !== 'mutuelle') throw outOfScope(writer, outOfScopeWords.keepers);
};
