import { useRouteLoaderData } from '@remix-run/react';
import type { Profession } from '#server/domain/vocabulary';
import { rememberedProfession } from './professions';

/** Who reads, as far as a page needs it: the profession chosen in this browser, and when the page was read. */
export type Reader = { remembered: Profession | null; readAt: number };

export const readerOf = (request: Request, now: Date): Reader => ({
  remembered: rememberedProfession(request),
  readAt: +now,
});

/** Absent when the page itself could not be found. */
export const useReader = (): Reader | undefined => useRouteLoaderData<Reader>('root');
