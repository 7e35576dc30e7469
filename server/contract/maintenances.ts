import { z } from 'zod';
import { FLOWS, PROFESSIONS } from '#server/domain/vocabulary';
import { instant } from './instants';
import { list } from './list';

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
