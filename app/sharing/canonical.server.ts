import { matchRoutes } from '@remix-run/react';
import { PAGE_PARAMETERS } from '../page-parameters';

const PATTERNS = Object.keys(PAGE_PARAMETERS).map((path) => ({ path }));

/** Names that make another page to read; the others only filter it, replay it, or say what was just done on it. */
const OF_CONTENT = ['code', 'csr', 'concentrator', 'cursor', 'platform', 'profession', 'retires'];

/** What a page reads of its question, in one order. */
export const readIn = (url: string): [string, string][] => {
  const { pathname, search, searchParams } = new URL(url);
  if (search === '') return [];
  const [match] = matchRoutes(PATTERNS, pathname) ?? [];
  const read = PAGE_PARAMETERS[match?.route.path ?? ''] ?? [];
  return [...searchParams]
    .filter(([name, value]) => value !== '' && read.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
};

/** The one address of a page: ours, without what it does not read nor what is of one reader or of another instant. */
export const canonicalOf = (url: string, origin: string): string => {
  const { pathname } = new URL(url);
  const path = origin + (pathname === '/' ? pathname : pathname.replace(/\/+$/, ''));
  const kept = readIn(url).filter(([name]) => OF_CONTENT.includes(name));
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept)}`;
};

const INSTANTS = ['at', 'knownAt'];

/** A page of another instant is no page to find by a search: whoever looks for an answer needs that of now. */
export const isToBeFound = (url: string): boolean => !readIn(url).some(([name]) => INSTANTS.includes(name));
