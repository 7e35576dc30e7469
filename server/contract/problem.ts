import { z } from 'zod';
import { list } from './list';

/** `application/problem+json` (RFC 9457), with the place of the fault, the cure and near matches of an unknown id. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  pointer: z.string().optional(),
  cure: z.string().optional(),
  near: list(z.object({ id: z.string(), name: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;
