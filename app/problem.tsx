import { isRouteErrorResponse, useLocation, useParams, useRouteError } from '@remix-run/react';
import type { BoardPlatform } from '#server/contract/answers';
import type { Problem } from '#server/contract/problem';
import { PAGE_UNKNOWN } from './client/ask';
import { useRememberedProfession } from './client/professions';
import type { Paths } from './ui/paths';
import { ProblemPage } from './ui/problem-page';
import { partWords } from './words/connection';
import { pageTitle } from './words/frame';
import { problemWords } from './words/problems';
import { professionOfSlug } from './words/professions';

const ACCIDENT: Problem = {
  type: 'about:blank',
  title: problemWords.title,
  status: 500,
  detail: problemWords.detail,
  cure: problemWords.cure,
};

const isProblem = (data: unknown): data is Problem =>
  typeof data === 'object' && data !== null && 'title' in data && 'detail' in data;

/** What an error says, whatever it is. What the API says of an accident is for programs; its reference is for all. */
export const problemOf = (error: unknown): Problem => {
  if (!isRouteErrorResponse(error)) return ACCIDENT;
  if (isProblem(error.data))
    return error.data.status === 500 ? { ...ACCIDENT, reference: error.data.reference } : error.data;
  return error.status === 404 ? PAGE_UNKNOWN : ACCIDENT;
};

/** The same, when even the page that explains it cannot be made. */
export const barePage = ({ reference }: Pick<Problem, 'reference'>): string => {
  const said = [ACCIDENT.detail, ACCIDENT.cure, reference && partWords.reference(reference)].filter(Boolean);
  return `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${pageTitle(ACCIDENT.title)}</title></head>
<body><main><h1>${ACCIDENT.title}</h1>${said.map((text) => `<p>${text}</p>`).join('')}
<p><a href="/">${problemWords.toBoard}</a></p></main></body></html>
`;
};

const cureOf = ({ status, cure }: Problem): { cure?: string } => {
  if (status === 400) return { cure: cure ?? problemWords.instantCure };
  return status === 404 || cure === undefined ? {} : { cure };
};

/** Near ids take the place of the last word of the address; an address is one already. */
const hrefOf = (id: string, pathname: string) =>
  id.startsWith('/') ? id : pathname.replace(/[^/]+\/?$/, encodeURIComponent(id));

/** What is near something else than the last word of the address leads nowhere by it. */
const isInQuery = ({ pointer }: Problem): boolean => pointer?.startsWith('/query/') ?? false;

/** What a page adds to a problem: the operators that a card of the profession may carry. */
const operatorsIn = (problem: object): readonly BoardPlatform[] =>
  'operators' in problem && Array.isArray(problem.operators) ? problem.operators : [];

export const ProblemOfRoute = ({ paths }: { paths: Paths }) => {
  const problem = problemOf(useRouteError());
  const { pathname, search } = useLocation();
  const slug = useParams().profession;
  const remembered = useRememberedProfession();
  const isSought = problem.status === 404;
  const near = isSought && !isInQuery(problem) ? (problem.near ?? []) : [];
  const { title, detail, reference } = problem;
  const profession = (slug && professionOfSlug(slug)) || remembered;
  return (
    <ProblemPage
      problem={{ title, detail, ...cureOf(problem), ...(reference === undefined ? {} : { reference }) }}
      near={near.map(({ id, name }) => ({ href: hrefOf(id, pathname) + search, name }))}
      isSought={isSought}
      operators={operatorsIn(problem)}
      profession={profession}
      paths={paths}
    />
  );
};
