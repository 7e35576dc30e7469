import { useSearchParams } from '@remix-run/react';

/** The instant an address replays; a « + » left unencoded arrived as a space. Null: now. */
export const replayedInstant = (query: URLSearchParams): string | null =>
  query.get('at')?.replace(' ', '+') ?? null;

/** As above, in a page; null too when it cannot be read, which the loader has answered with a 400. */
export const useReplayedInstant = (): string | null => {
  const [query] = useSearchParams();
  const at = replayedInstant(query);
  return at !== null && Number.isNaN(Date.parse(at)) ? null : at;
};

/** Without script the slider sends seconds since 1970: redirects to the address with the instant. */
export const sliderInstant = ({ pathname, searchParams }: URL): void => {
  const seconds = Number(searchParams.get('instant') ?? Number.NaN);
  const instant = new Date(seconds * 1000);
  if (Number.isNaN(+instant)) return;
  const query = new URLSearchParams({ at: instant.toISOString() });
  throw new Response(null, { status: 302, headers: { Location: `${pathname}?${query}` } });
};

/** The two instants an address asks its page for, as our HTTP takes them. */
export const instantsOf = (address: string): { at?: string; knownAt?: string } => {
  const query = new URL(address).searchParams;
  const at = replayedInstant(query);
  const knownAt = query.get('knownAt');
  return { ...(at === null ? {} : { at }), ...(knownAt === null ? {} : { knownAt }) };
};
