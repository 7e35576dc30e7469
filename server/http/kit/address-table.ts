import { TrieRouter } from 'hono/router/trie-router';

/** What is said of an address by the most precise pattern that fits it: `/avis/:id` comes before `/:profession/:mutuelle`. */
export const addressTable = <T>(entries: Iterable<readonly [pattern: string, value: T]>) => {
  const router = new TrieRouter<T>();
  for (const [pattern, value] of [...entries].sort(([a], [b]) => byPrecision(a, b)))
    router.add('GET', pattern, value);
  return (path: string): T | null => {
    const plain = path.toLowerCase().replace(/(?<=.)\/$/, '');
    return router.match('GET', plain)[0][0]?.[0] ?? null;
  };
};

/** A word before any word, at the first place where two patterns differ in that. */
const byPrecision = (a: string, b: string): number => {
  const [one, other] = [a, b].map((pattern) =>
    pattern.split('/').map((piece) => Number(piece.startsWith(':'))),
  );
  const place = (one ?? []).findIndex((isAny, index) => isAny !== other?.[index]);
  return place === -1 ? 0 : (one?.[place] ?? 0) - (other?.[place] ?? 0);
};
