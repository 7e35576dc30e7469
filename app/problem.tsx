import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { ProblemPage } from './components/problem-page';

const NOT_FOUND: Problem = {
  type: 'about:blank',
  title: 'Page inconnue',
  status: 404,
  detail: 'Il n’y a rien à cette adresse.',
};
const ACCIDENT: Problem = {
  type: 'about:blank',
  title: 'Le tableau ne répond pas',
  status: 500,
  detail: 'Quelque chose n’a pas marché de notre côté.',
  cure: 'Rechargez la page. Si cela dure, appelez l’opérateur imprimé sur la carte avant d’accepter ou de refuser.',
};
/** What the API says to a program, said again to a person. */
const MALFORMED_CURE = 'Un instant s’écrit 2024-02-02T12:00:00+01:00.';

const isProblem = (data: unknown): data is Problem =>
  typeof data === 'object' && data !== null && 'title' in data && 'detail' in data;

/** What an error says, whatever it is. */
export const problemOf = (error: unknown): Problem => {
  if (!isRouteErrorResponse(error)) return ACCIDENT;
  if (isProblem(error.data)) return error.data;
  return error.status === 404 ? NOT_FOUND : ACCIDENT;
};

const cureOf = ({ status, cure }: Problem): { cure?: string } => {
  if (status === 400) return { cure: cure ?? MALFORMED_CURE };
  return status === 404 || cure === undefined ? {} : { cure };
};

/** Near ids take the place of the last word of the address; an address is one already. */
const hrefOf = (id: string, pathname: string) =>
  id.startsWith('/') ? id : pathname.replace(/[^/]+\/?$/, encodeURIComponent(id));

export const ProblemOfRoute = ({ home }: { home: string }) => {
  const problem = problemOf(useRouteError());
  const { pathname, search } = useLocation();
  const near = (problem.near ?? []).map(({ id, name }) => ({ href: hrefOf(id, pathname) + search, name }));
  return (
    <ProblemPage
      problem={{ ...problem, ...cureOf(problem) }}
      near={problem.status === 404 ? near : []}
      home={home}
    />
  );
};
