import { z } from 'zod';
import { ADVICE_CODES, ORGANISATION_KINDS, PROFESSIONS } from '#server/domain/vocabulary';
import { instant } from './instants';
import { list } from './list';

/**
 * A notice as read: `name` and `kind` of its author, `state` at the instant asked. `corrects`, `correctedBy`:
 * ids of the notice it corrects, and of the one that corrects it.
 */
export const notice = z.object({
  id: z.string(),
  by: z.string(),
  name: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  publishedAt: instant,
  validUntil: instant,
  withdrawnAt: instant.nullable(),
  state: z.enum(['in-force', 'expired', 'withdrawn']),
  professions: list(z.enum(PROFESSIONS)).nullable(),
  platforms: list(z.string()),
  title: z.string(),
  body: z.string(),
  advice: z.enum(ADVICE_CODES).nullable(),
  sourceUrl: z.string().nullable(),
  corrects: z.string().nullable(),
  correctedBy: z.string().nullable(),
});
/** `GET /api/v1/notices`: newest first; `next` is the cursor of the following page. */
export const noticePage = z.object({ notices: list(notice), next: z.string().nullable() });
export type Notice = z.infer<typeof notice>;
