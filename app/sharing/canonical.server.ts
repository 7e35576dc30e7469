import { matchRoutes } from '@remix-run/react';
import { PAGE_PARAMETERS } from '../page-parameters';

const PATTERNS = Object.keys(PAGE_PARAMETERS).map((path) => ({ path }));

/** Names that make another page to read; the others only filter it, replay it, or say what was just done on it. */
const OF_CONTENT = ['code', 'csr', 'concentrator', 'cursor', 'platform', 'profession', 'retires'];

/** The one address of a page: ours, without what it does not read nor what is of one reader or of another instant. */
export const canonicalOf = (url: string, origin: string): string => {
  const { pathname, search, searchParams } = new URL(url);
  const path = origin + (pathname === '/' ? pathname : pathname.replace(/\/+$/, ''));
  if (search === '') return path;
  const [match] = matchRoutes(PATTERNS, pathname) ?? [];
  const read = PAGE_PARAMETERS[match?.route.path ?? ''] ?? [];
  const kept = [...searchParams].filter(
    ([name, value]) => value && OF_CONTENT.includes(name) && read.includes(name),
  );
  return kept.length === 0
    ? path
    : `${path}?${new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : 1)))}`;
};

/** A page of another instant is no page to find by a search: whoever looks for an answer needs that of now. */
export const isToBeFound = (url: string): boolean => {
  const { searchParams } = new URL(url);
  return !searchParams.has('at') && !searchParams.has('knownAt');
};
