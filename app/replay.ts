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
