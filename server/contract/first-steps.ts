import { z } from 'zod';
import { ORGANISATION_KINDS } from '#server/domain/facts/vocabulary';
import { email, tokenBody } from './accounts';
import { id } from './dataset-fields';
import { list } from './ids';
import { instant } from './instants';

/** What whoever installs does first, while nobody has an account. */

export const firstStepsOpen = z.object({ isOpen: z.boolean() });

/** `unusedProbes`: those that are ready and were never started. `seen`: how this very question came. */
export const firstSteps = z.object({
  expiresAt: instant,
  organisations: list(z.object({ id: z.string(), name: z.string(), kind: z.enum(ORGANISATION_KINDS) })),
  unusedProbes: z.number().int(),
  publicUrl: z.string().nullable(),
  seen: z.object({
    host: z.string(),
    isForwarded: z.boolean(),
    forwardedProto: z.string().nullable(),
    isProxyTrusted: z.boolean(),
  }),
});
export type FirstSteps = z.infer<typeof firstSteps>;

export const firstInvitationBody = tokenBody.extend({ email, organisation: id });
