import { z } from 'zod';
import { FLOWS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import * as dataset from './dataset';
import { absentAsNull } from './dataset-fields';
import { list } from './ids';
import { instant } from './instants';
import { onBehalf } from './statements';
import { writtenText } from './texts';

/** A window announced ahead, `to` excluded; `state` at the instant asked. */
export const maintenance = z
  .object({
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
  })
  .meta({ id: 'Maintenance' });
/** `GET /api/v1/maintenances`: newest first; `next` is the cursor of the following page. */
export const maintenancePage = z
  .object({ maintenances: list(maintenance), next: z.string().nullable() })
  .meta({ id: 'MaintenancePage' });
export type Maintenance = z.infer<typeof maintenance>;

/**
 * `POST /api/v1/maintenances`: a window of the dataset without what the server sets. `rrule` (RFC 5545
 * §3.3.10, at the hours of Paris) repeats it, at most 90 days ahead: each occurrence is a window of its own.
 */
export const maintenanceBody = dataset.maintenance
  .omit({ id: true, by: true, recordedAt: true, cancelledAt: true })
  .extend({ text: absentAsNull(writtenText), rrule: z.string().max(200).nullish(), ...onBehalf })
  .meta({ id: 'NewMaintenance' });

/**
 * A window of a rule. `clockChange`: what the clocks of Paris, put forward or back, make of it. `begins-later`: the hour
 * does not exist that night, and it begins when it would have been (02:30 is 03:30); `ends-otherwise`: as long as the
 * first one, it ends at another hour.
 */
const occurrence = z.object({
  from: instant,
  to: instant,
  clockChange: z.enum(['begins-later', 'ends-otherwise']).nullable(),
});

/** The beginning of the first window of the rule that is left out, more than 90 days ahead; null: none is. */
const next = instant.nullable();

/** What was announced: the first window, and every occurrence. */
export const announcedMaintenance = maintenance
  .omit({ name: true, state: true })
  .extend({ occurrences: list(occurrence.extend({ id: z.string() })), next })
  .meta({ id: 'AnnouncedMaintenance' });
export type AnnouncedMaintenance = z.infer<typeof announcedMaintenance>;

/** `POST /api/v1/preview/maintenance`: the windows a rule would make. */
export const maintenancePreviewBody = maintenanceBody.pick({ from: true, to: true, rrule: true });
/** The first ten, and how many there are. */
export const maintenancePreview = z.object({ windows: list(occurrence), total: z.number().int(), next });
export type MaintenancePreview = z.infer<typeof maintenancePreview>;

export const cancelledMaintenance = maintenance
  .omit({ name: true, state: true })
  .meta({ id: 'CancelledMaintenance' });
