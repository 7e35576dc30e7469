import { z } from 'zod';
import { list } from './ids';

/** One of several faults of a body: where (JSON pointer), what, and the cure. */
export const fault = z.object({ pointer: z.string(), detail: z.string(), cure: z.string() });
export type Fault = z.infer<typeof fault>;

/**
 * `application/problem+json` (RFC 9457), with the place of the fault, the cure in words and the address where a program
 * finds what it needs (`see`), near matches of an unknown id, every fault of a body, the version in force of what
 * changed meanwhile, and by which reference support finds an accident.
 */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    pointer: z.string().optional(),
    cure: z.string().optional(),
    see: z.string().optional(),
    near: list(z.object({ id: z.string(), name: z.string() })).optional(),
    faults: list(fault).optional(),
    current: z.unknown().optional(),
    etag: z.string().optional(),
    retryAfter: z.number().int().optional(),
    reference: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
