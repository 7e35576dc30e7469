import { z } from 'zod';
import { ADVICE_CODES, ORGANISATION_KINDS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import * as dataset from './dataset';
import { absentAsNull } from './dataset-fields';
import { list } from './ids';
import { instant } from './instants';
import { onBehalf } from './statements';
import { filledText, filledTitle, writtenAddress, writtenText } from './texts';

/**
 * A notice as read: `name` and `kind` of its author, `state` at the instant asked. `corrects`, `correctedBy`:
 * ids of the notice it corrects, and of the one that corrects it.
 */
export const notice = z
  .object({
    id: z.string(),
    by: z.string(),
    name: z.string(),
    kind: z.enum(ORGANISATION_KINDS),
    publishedAt: instant,
    validUntil: instant,
    withdrawnAt: instant.nullable(),
    /** Why it was withdrawn, where its author said so. */
    withdrawalReason: z.string().nullable(),
    state: z.enum(['in-force', 'expired', 'withdrawn']),
    professions: list(z.enum(PROFESSIONS)).nullable(),
    platforms: list(z.string()),
    /** null: it names none; one that names no platform either is for all. */
    mutuelles: list(z.string()).nullable(),
    title: z.string(),
    body: z.string(),
    advice: z.enum(ADVICE_CODES).nullable(),
    sourceUrl: z.string().nullable(),
    corrects: z.string().nullable(),
    correctedBy: z.string().nullable(),
  })
  .meta({ id: 'Notice' });
/** `GET /api/v1/notices`: newest first; `next` is the cursor of the following page. */
export const noticePage = z
  .object({ notices: list(notice), next: z.string().nullable() })
  .meta({ id: 'NoticePage' });
export type Notice = z.infer<typeof notice>;

/**
 * `POST /api/v1/notices` and its `/corrections`: a notice of the dataset without what the server sets. `body` is
 * small Markdown. `publishedAt` may be given, of now.
 */
export const noticeBody = dataset.notice
  .omit({ id: true, by: true, withdrawnAt: true, withdrawalReason: true, corrects: true })
  .partial({ publishedAt: true })
  .extend({
    title: filledTitle,
    body: filledText,
    sourceUrl: absentAsNull(writtenAddress),
    ...onBehalf,
  })
  .meta({ id: 'NewNotice' });
export const withdrawalBody = z.strictObject({ reason: absentAsNull(writtenText) });

export const noticeRecord = notice
  .omit({ name: true, kind: true, state: true, correctedBy: true })
  .extend({
    validUntil: instant.nullable(),
  })
  .meta({ id: 'NoticeRecord' });
