import { z } from 'zod';
import { CHANNELS } from '#server/domain/facts/vocabulary';
import { list } from './ids';
import { instant } from './instants';

/** How what subscribers are owed goes, for the desk: no address, no name. */

const state = z.enum(['waiting', 'failing', 'suspended']);

/** `oldest`: since when the one that has waited longest is due. */
const count = z.object({
  channel: z.enum(CHANNELS),
  state,
  count: z.number().int(),
  oldest: instant.nullable(),
});

/** `host`: of a webhook alone. `failure`: what was answered last, without what it was said to. */
const delivery = z.object({
  id: z.string(),
  channel: z.enum(CHANNELS),
  host: z.string().nullable(),
  state,
  dueAt: instant.nullable(),
  attempts: z.number().int(),
  failingSince: instant.nullable(),
  failure: z.string().nullable(),
  suspendedAt: instant.nullable(),
  suspendedFor: z.string().nullable(),
});
export type DeliveryRecord = z.infer<typeof delivery>;

/** `GET /api/v1/deliveries`: the counts of all, and of each state those that have lasted longest. */
export const deliveryList = z.object({ counts: list(count), deliveries: list(delivery) });
export type DeliveryList = z.infer<typeof deliveryList>;

/** `POST /api/v1/deliveries/{id}/retry`. */
export const deliveryRetried = z.object({ id: z.string() });
