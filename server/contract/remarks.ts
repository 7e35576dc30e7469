import { z } from 'zod';
import { PROFESSIONS, REMARK_SAYINGS } from '#server/domain/facts/vocabulary';
import { absentAsNull, instant as givenInstant } from './dataset-fields';
import { askedId, list } from './ids';
import { instant } from './instants';
import { writtenAddress } from './texts';

/** What professionals say of the directory: it is not changed before the desk has decided. */

const about = z.strictObject({
  profession: z.enum(PROFESSIONS),
  mutuelle: askedId,
  platform: askedId,
  says: z.enum(REMARK_SAYINGS),
});

/** `POST /api/v1/remarks`: this platform serves this mutuelle for my profession, or does not. */
export const remarkBody = about;
export type RemarkBody = z.output<typeof remarkBody>;

const remarked = z.object(about.shape);
export const remarkRecord = remarked.extend({ remarkedAt: instant, verified: z.boolean() });

/**
 * All that says the same and was not decided, oldest first. `verified`: at least so many practices. `isAgreed`: five of
 * them or more within a year, and none says otherwise; it may become a convention with them as its source.
 */
const group = remarked.extend({
  verified: z.number().int(),
  anonymous: z.number().int(),
  isAgreed: z.boolean(),
  firstAt: instant,
  lastAt: instant,
});
/** `GET /api/v1/remarks`: the desk's queue, what most practices say first. */
export const remarkQueue = z.object({ groups: list(group) });
export type RemarkGroup = z.infer<typeof group>;

/** `POST /api/v1/remarks/decision`: of all that was said until `upTo`; `url`: where the desk saw it written. */
export const remarkDecisionBody = about.extend({
  accepted: z.boolean(),
  upTo: givenInstant,
  url: absentAsNull(writtenAddress),
});
export type RemarkDecisionBody = z.output<typeof remarkDecisionBody>;

/** `changed`: how many conventions were added, changed or ended; 0 when the directory said so already. */
export const remarkDecided = remarked.extend({ accepted: z.boolean(), changed: z.number().int() });
