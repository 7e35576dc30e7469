import { z } from 'zod';
import { CONFIDENCES } from '#server/domain/facts/vocabulary';

/** Where a convention is known from. `asOf`: YYYY, YYYY-MM, YYYY-MM-DD or null. */
export const source = z.object({
  url: z.string().nullable(),
  kind: z.string().nullable(),
  asOf: z.string().nullable(),
  confidence: z.enum(CONFIDENCES),
});
export type Source = z.infer<typeof source>;
