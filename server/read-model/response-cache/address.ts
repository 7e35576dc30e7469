import { isIgnoredParameter } from '#server/contract/ignored-parameters';

/** The address of a request, without the parts that change nothing of the answer. */
export type Address = {
  /** Path and query as the site is asked: known parameters only, in one order. */
  path: string;
  /** How long an answer stands at most, in milliseconds; null: until the version changes. */
  maxAge: number | null;
};

/** Availability is counted each minute and probes answer at their own pace: the version does not say so. */
const MEASURED =
  /^\/(?:$|_root\.data$|plateformes\/|historique$|historique\.data$|api\/v1\/(?:availability|overview|probes|reports|platforms\/[^/]+\/availability))/;
const MEASURED_MAX_AGE_MS = 5_000;
/** A card is of the instant it names, which nothing turns once it is pasted elsewhere: it is never an old one. */
const CARD = /^\/cards\//;
const CARD_MAX_AGE_MS = 60_000;
const maxAgeOf = (pathname: string): number | null => {
  if (CARD.test(pathname)) return CARD_MAX_AGE_MS;
  return MEASURED.test(pathname) ? MEASURED_MAX_AGE_MS : null;
};

/** Readings of the API that are the same for everyone, by key, by session or without. */
const PUBLIC_API =
  /^\/api\/(?:v1\/(?:answers|search|mutuelles|platforms|incidents|maintenances|notices|snapshot|signing-keys|availability|overview|probes|reports|openapi\.json)(?:$|[/.])|v2\/|docs$)/;
const FOR_PROGRAMS = /^\/(?:api|feeds|badges|cards|embed|oembed)(?:$|\/)/;
/** Pages that say who reads them, and what is not made but done or measured at each request. */
const PERSONAL = /^\/(?:espace|signaler|abonnements|assets|healthz|readyz|metrics|\.well-known)(?:$|[/.])/i;
/** Spellings that a router reads as another path than the one written: none of our links has them. */
const UNUSUAL = /%|\\|\/\/|\/\./;

/** What the route or page at a path reads of its query, as its schema declares it; null: nothing is there. */
export type ParametersOf = (path: string) => readonly string[] | 'any' | null;

/** Parameters that a page gets once, after an action: it then shows what the action changed. */
const AFTER_AN_ACT = ['signale', 'remarque', 'connexion'];
const ACT = new RegExp(`[?&](?:${AFTER_AN_ACT.join('|')})=`);
export const isAfterAnAct = (url: string): boolean => ACT.test(url);

/** Longer addresses are refused or answered by the site itself, and never kept. */
const MAX_URL_LENGTH = 512;

/**
 * The address that names what everyone is sent, or null when the answer may depend on who asks. Pages ignore what they
 * do not read; what a route for programs does not know stays, since the route refuses it.
 */
export const addressOf = (url: string, parametersOf: ParametersOf): Address | null => {
  if (url.length > MAX_URL_LENGTH) return null;
  const mark = url.indexOf('?');
  const pathname = mark === -1 ? url : url.slice(0, mark);
  if (PERSONAL.test(pathname) || UNUSUAL.test(pathname)) return null;
  if (pathname.startsWith('/api/') && !PUBLIC_API.test(pathname)) return null;
  const maxAge = maxAgeOf(pathname);
  if (mark === -1) return { path: pathname, maxAge };
  const isRead = FOR_PROGRAMS.test(pathname)
    ? (name: string) => !isIgnoredParameter(name)
    : isReadBy(parametersOf(pathname));
  const query = url.slice(mark + 1);
  if (isOfStrangers(query, isRead)) return { path: pathname, maxAge };
  // A second mark is part of a name, as a router reads it; alone at the front it would be dropped.
  const given = [...new URLSearchParams(`?${query}`)];
  if (given.some(([name]) => AFTER_AN_ACT.includes(name))) return null;
  // The sort is stable: values of a repeated parameter keep their order.
  const read = given.filter(([name]) => isRead(name)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { path: read.length === 0 ? pathname : `${pathname}?${new URLSearchParams(read)}`, maxAge };
};

/** What a link is shared with is another each time, and seldom anything of ours: its names alone are looked at. */
const isOfStrangers = (query: string, isRead: (name: string) => boolean): boolean =>
  !/[%+]/.test(query) &&
  query.split('&').every((pair) => {
    const [name = ''] = pair.split('=', 1);
    return !isRead(name) && !AFTER_AN_ACT.includes(name);
  });

/** In any case: a page sends on whoever wrote one of its parameters in another. */
const isReadBy = (known: readonly string[] | 'any' | null): ((name: string) => boolean) => {
  if (known === 'any') return () => true;
  const names = known ?? [];
  return (given) => {
    const name = given.toLowerCase();
    return names.some((each) => each.toLowerCase() === name);
  };
};
