import { z } from 'zod';
import { instant } from './instants';

/** A write that was begun, of which nobody knows yet whether it is kept: `location` will say. */
export const awaitingCommit = z
  .object({ awaiting: z.literal('commit'), location: z.string() })
  .meta({ id: 'AwaitingCommit' });

/**
 * What became of such a write. `pending`: not known yet, for 60 seconds at most. `status` and `body`: what it would have
 * been answered in time; null when nothing is kept.
 */
export const lateWrite = z
  .object({
    state: z.enum(['pending', 'stored', 'not-stored']),
    begunAt: instant,
    status: z.number().int().nullable(),
    body: z.unknown().nullable(),
  })
  .meta({ id: 'LateWrite' });
