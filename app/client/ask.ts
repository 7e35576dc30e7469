import type { ClientResponse } from 'hono/client';
import type { Problem } from '#server/contract/problem';
import { problemWords } from '../words/problems';

type Body<R> =
  R extends ClientResponse<infer Body, infer Status, string> ? (Status extends 200 ? Body : never) : never;

/**
 * `age`: seconds since this was true, when the server answers from memory without its database; else null. `readAt`: when
 * it answered, by its own clock in milliseconds; null in process, where no answer is sent.
 */
export type Heard<T> = { body: T; age: number | null; readAt: number | null };

/** What our HTTP says; a problem is thrown as it came, for the page that explains it. `etag`: which version it is. */
export const ask = async <R extends ClientResponse<unknown, number, string>>(
  asked: Promise<R>,
): Promise<Heard<Body<R>> & { etag: string | null }> => {
  const response = await asked;
  const body: unknown = await response.json();
  if (!response.ok) throw refusedPage(response.status, body as Problem);
  const age = response.headers.get('Age');
  const etag = response.headers.get('ETag');
  const date = response.headers.get('Date');
  return {
    body: body as Body<R>,
    age: age === null ? null : Number(age),
    readAt: date === null ? null : Date.parse(date),
    etag,
  };
};

/** An id in an address that is malformed is a page not found, not a bad request. */
const refusedPage = (status: number, problem: Problem): Response =>
  status === 400 && NAMED_BY_ADDRESS.test(problem.pointer ?? '')
    ? Response.json(PAGE_UNKNOWN, { status: PAGE_UNKNOWN.status })
    : Response.json(problem, { status });

/** What a page asks about comes from its own address, whether it is asked in a path or in a query. */
const NAMED_BY_ADDRESS = /^\/(param\/|query\/(mutuelle|platform)$)/;

export const PAGE_UNKNOWN: Problem = {
  type: 'about:blank',
  title: problemWords.unknownPage,
  status: 404,
  detail: problemWords.unknownPageDetail,
};

/**
 * The same, for what stands beside an answer: null when the server cannot say it now, so that the answer is shown all
 * the same. In a browser, a server that is not reached at all is another matter: it is thrown.
 */
export const askBeside = <R extends ClientResponse<unknown, number, string>>(
  asked: Promise<R>,
): Promise<Heard<Body<R>> | null> =>
  ask(asked).catch((problem: unknown) => {
    if (problem instanceof Response && problem.status >= 500) return null;
    throw problem;
  });

/** The body alone, without the age of the answer. */
export const askIfThere = async <R extends ClientResponse<unknown, number, string>>(
  asked: Promise<R>,
): Promise<Body<R> | null> => (await askBeside(asked))?.body ?? null;

/** Of several things heard together, the age of the oldest. */
export const oldest = (...ages: (number | null)[]): number | null =>
  ages.reduce((worst, age) => (age !== null && (worst === null || age > worst) ? age : worst), null);

/** When what was heard was so, in milliseconds, by the clock of the server; by ours where it did not say. */
export const knownAtOf = ({ age, readAt }: Pick<Heard<unknown>, 'age' | 'readAt'>): number =>
  (readAt ?? Date.now()) - (age ?? 0) * 1000;
