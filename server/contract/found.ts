import { z } from 'zod';
import { list } from './ids';
import { FOUND_KINDS } from './search/name-index';
import { MATCHES } from './search/query';

/** What is typed by whoever searches: a name, an acronym, a number as it is printed. */
export const typedQuery = z.string().max(100);

/** `GET /api/v1/search?q=`: best first; `matched` typo is a guess, to be shown as one. */
export const searchResults = z.object({
  results: list(
    z.object({ kind: z.enum(FOUND_KINDS), id: z.string(), name: z.string(), matched: z.enum(MATCHES) }),
  ),
});
