import type { AppLoadContext } from '@remix-run/node';
import { useRouteLoaderData } from '@remix-run/react';
import type { Profession } from '#server/domain/vocabulary';
import { rememberedProfession } from './professions';

/** Who reads, as far as a page needs it: the profession chosen in this browser, and when the page was read. */
export type Reader = {
  remembered: Profession | null;
  readAt: number;
  /** When what is shown was so, if that was before: the database does not answer. */
  lastKnown: number | null;
};

export const readerOf = (request: Request, { now, lastKnown }: AppLoadContext): Reader => ({
  remembered: rememberedProfession(request),
  readAt: +now,
  lastKnown: lastKnown && +lastKnown,
});

/** Absent when the page itself could not be found. */
export const useReader = (): Reader | undefined => useRouteLoaderData<Reader>('root');
