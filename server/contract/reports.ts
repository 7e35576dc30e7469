import { z } from 'zod';
import { FLOWS, PROFESSIONS, REPORT_OUTCOMES } from '#server/domain/facts/vocabulary';
import { absentAsNull } from './dataset-fields';
import { askedId, list } from './ids';
import { instant } from './instants';

/** What professionals say from their counters: closed lists only, so that nothing of a patient can be written. */

/** `POST /api/v1/reports`. A platform, a mutuelle or both; a mutuelle alone is taken at its only platform. */
export const reportBody = z.strictObject({
  profession: z.enum(PROFESSIONS),
  platform: absentAsNull(askedId),
  mutuelle: absentAsNull(askedId),
  flow: z.enum(FLOWS),
  outcome: z.enum(REPORT_OUTCOMES),
});
export type ReportBody = z.output<typeof reportBody>;

const reported = z.object({
  platform: z.string(),
  mutuelle: z.string().nullable(),
  flow: z.enum(FLOWS),
  profession: z.enum(PROFESSIONS),
});

/** As it was taken. `verified`: said by somebody signed in, one practice counting once. */
export const reportRecord = reported.extend({
  outcome: z.enum(REPORT_OUTCOMES),
  reportedAt: instant,
  verified: z.boolean(),
});

const counts = z.object({ blocked: z.number().int(), passes: z.number().int() });

/**
 * What is said of one flow in the hour that ends now, in practices when verified. `mutuelle` null: of the whole
 * platform; `usual`: practices at this weekday and hour; `alarmSince`: the first report of an hour in alarm, or null.
 */
const line = reported.extend({
  verified: counts,
  anonymous: counts,
  usual: z.number(),
  alarmSince: instant.nullable(),
});

/** `GET /api/v1/reports?profession=&platform=&mutuelle=`: flows that nobody reported are left out. */
export const reportCounts = z.object({
  at: instant,
  profession: z.enum(PROFESSIONS),
  platform: z.string().nullable(),
  mutuelle: z.string().nullable(),
  flows: list(line),
});
export type ReportLine = z.infer<typeof line>;
