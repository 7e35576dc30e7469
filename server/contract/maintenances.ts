import { z } from 'zod';
import { FLOWS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import * as dataset from './dataset';
import { absentAsNull } from './dataset-fields';
import { list } from './ids';
import { instant } from './instants';
import { onBehalf } from './statements';
import { writtenText } from './texts';

/** A window announced ahead, `to` excluded; `state` at the instant asked. */
export const maintenance = z.object({
  id: z.string(),
  by: z.string(),
  name: z.string(),
  platform: z.string(),
  flows: list(z.enum(FLOWS)),
  professions: list(z.enum(PROFESSIONS)).nullable(),
  from: instant,
  to: instant,
  recordedAt: instant,
  text: z.string().nullable(),
  cancelledAt: instant.nullable(),
  state: z.enum(['upcoming', 'in-force', 'over', 'cancelled']),
});
/** `GET /api/v1/maintenances`: newest first; `next` is the cursor of the following page. */
export const maintenancePage = z.object({ maintenances: list(maintenance), next: z.string().nullable() });
export type Maintenance = z.infer<typeof maintenance>;

/**
 * `POST /api/v1/maintenances`: a window of the dataset without what the server sets. `rrule` (RFC 5545, in Paris
 * time) repeats it, at most 90 days ahead: each occurrence is a window of its own.
 */
export const maintenanceBody = dataset.maintenance
  .omit({ id: true, by: true, recordedAt: true, cancelledAt: true })
  .extend({ text: absentAsNull(writtenText), rrule: z.string().max(200).nullish(), ...onBehalf });

/** What was announced: the first window, and every occurrence. */
export const announcedMaintenance = maintenance
  .omit({ name: true, state: true })
  .extend({ occurrences: list(z.object({ id: z.string(), from: instant, to: instant })) });

export const cancelledMaintenance = maintenance.omit({ name: true, state: true });
