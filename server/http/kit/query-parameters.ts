import { distance } from 'fastest-levenshtein';
import { isIgnoredParameter } from '#server/contract/ignored-parameters';

/** The names an address takes in its query; `any` where somebody else decides what is sent back to us. */
export type KnownParameters = readonly string[] | 'any';

/** What the address at `path` takes when asked by `method`; null: nothing is there. */
export type ParametersAt = (method: string, path: string) => KnownParameters | null;

/** Several parts of one site, asked in turn: the first that has something at an address answers for it. */
export const inTurn =
  (...parts: readonly ParametersAt[]): ParametersAt =>
  (method, path) => {
    for (const parametersAt of parts) {
      const known = parametersAt(method, path);
      if (known !== null) return known;
    }
    return null;
  };

/** The first name of a query that its address does not know; null: it knows them all, or they change nothing. */
export const strayParameter = (query: URLSearchParams, known: KnownParameters): string | null => {
  if (known === 'any') return null;
  for (const name of query.keys()) if (!known.includes(name) && !isIgnoredParameter(name)) return name;
  return null;
};

/** Names that others give to the instant a question is about. */
const ALIASES_OF_AT = ['asof', 'as_of', 'date', 'when', 'time', 'timestamp', 'instant'];

/** The known name that a stray one means or most resembles; null when nothing is known. */
export const nearestParameter = (stray: string, known: readonly string[]): string | null => {
  const typed = stray.slice(0, MAX_COMPARED).toLowerCase();
  if (known.includes('at') && ALIASES_OF_AT.includes(typed)) return 'at';
  const [nearest] = known
    .map((name) => ({ name, distance: distance(typed, name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest?.name ?? null;
};

/** The same query with names spelt as they are known; null: none is only misspelt in its capitals. */
export const respelt = (query: URLSearchParams, known: readonly string[]): URLSearchParams | null => {
  const spelling = new Map(known.map((name) => [name.toLowerCase(), name]));
  const pairs = [...query].map(([name, value]): [string, string] => {
    const isKnown = known.includes(name) || isIgnoredParameter(name);
    return [isKnown ? name : (spelling.get(name.toLowerCase()) ?? name), value];
  });
  return pairs.some(([name], index) => name !== [...query.keys()][index]) ? new URLSearchParams(pairs) : null;
};

const MAX_COMPARED = 40;
