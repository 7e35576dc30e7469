import type { ClientResponse } from 'hono/client';

type Told<R> =
  R extends ClientResponse<infer Body, infer Status, string> ? (Status extends 200 ? Body : never) : never;

/** `age`: seconds since this was true, when the server answers from memory without its database; else null. */
export type Heard<T> = { told: T; age: number | null };

/** What our HTTP says; a problem is thrown as it came, for the page that explains it. `etag`: which version it is. */
export const ask = async <R extends ClientResponse<unknown, number, string>>(
  asked: Promise<R>,
): Promise<Heard<Told<R>> & { etag: string | null }> => {
  const response = await asked;
  const body: unknown = await response.json();
  if (!response.ok) throw Response.json(body, { status: response.status });
  const age = response.headers.get('Age');
  const etag = response.headers.get('ETag');
  return { told: body as Told<R>, age: age === null ? null : Number(age), etag };
};

/** The same, for what a page can do without: null when the server has no database to read it from. */
export const askIfThere = <R extends ClientResponse<unknown, number, string>>(
  asked: Promise<R>,
): Promise<Told<R> | null> =>
  ask(asked).then(
    ({ told }) => told,
    (problem: unknown) => {
      if (problem instanceof Response && problem.status === 503) return null;
      throw problem;
    },
  );

/** Of several things heard together, the age of the oldest. */
export const oldest = (...ages: (number | null)[]): number | null =>
  ages.reduce((worst, age) => (age !== null && (worst === null || age > worst) ? age : worst), null);
