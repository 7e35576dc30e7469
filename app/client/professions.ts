import { useSyncExternalStore } from 'react';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { useHydrated } from '../ui/hydrated';
import { problemWords } from '../words/problems';
import { nearestSlugs, professionOfSlug, professionWords } from '../words/professions';
import { refuseEnglish } from './english';

const isProfession = (text: string): text is Profession => PROFESSIONS.some((each) => each === text);

/** The profession a page is for. The API's English id goes to the French address; a slug nobody has is not found. */
export const professionOfPage = (slug: string, request: Request): Profession => {
  const known = professionOfSlug(slug);
  if (known) return known;
  if (isProfession(slug)) {
    const { pathname, search } = new URL(request.url);
    const Location = pathname.replace(slug, professionWords[slug].slug) + search;
    throw new Response(null, { status: 301, headers: { Location } });
  }
  refuseEnglish(request);
  const near = nearestSlugs(slug).map((id) => {
    const profession = professionOfSlug(id);
    return { id: `/${id}`, name: profession ? professionWords[profession].name : id };
  });
  const problem = {
    type: 'urn:comptoir:problem:unknown-profession',
    title: problemWords.unknownProfession,
    status: 404,
    detail: problemWords.unknownProfessionDetail(slug),
    near,
  };
  throw Response.json(problem, { status: 404 });
};

const professionIn = (cookies: string): Profession | null => {
  const value = cookies.match(/(?:^|;\s*)profession=([a-z-]+)/)?.[1];
  return value && isProfession(value) ? value : null;
};

/** The profession last chosen in this browser. */
export const rememberedProfession = (request: Request): Profession | null =>
  professionIn(request.headers.get('Cookie') ?? '');

const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The same in the page; null until hydrated, because everyone is sent the same HTML. */
export const useRememberedProfession = (): Profession | null => {
  const isRunning = useHydrated();
  // A store that differs while a page is hydrated is drawn in one task with it.
  return useSyncExternalStore(subscribe, isRunning ? () => professionIn(document.cookie) : untold, untold);
};

const untold = () => null;

/** A cookie that only the browser reads: the board is the same bytes for everyone. */
export const rememberProfession = (profession: Profession): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every counter's browser
  document.cookie = `profession=${profession}; path=/; max-age=31536000; samesite=lax`;
  for (const listener of listeners) listener();
};
