import { z } from 'zod';
import { list } from './ids';
import { instant } from './instants';
import { writtenName as name } from './texts';

/** The identity providers of organisations, by which their writers may begin to sign in. */

export const providerBody = z.strictObject({
  name,
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().min(1).max(200),
  /** Left out: the one that is kept. */
  clientSecret: z.string().min(1).max(500).optional(),
});
/** `redirectUri`: to be registered at the provider. */
export const providerRecord = z.object({
  provider: z.object({ name, issuer: z.string(), clientId: z.string(), changedAt: instant }).nullable(),
  redirectUri: z.string(),
});
/** `detail`: what was found, in words. */
export const providerTrial = z.object({ ok: z.boolean(), detail: z.string(), cure: z.string().nullable() });
export const providerList = z.object({
  providers: list(z.object({ organisation: z.string(), name: z.string() })),
});
/** `isPending`: somebody has just come back from the provider, to be linked. */
export const ownProvider = z.object({
  offered: z.object({ organisation: z.string(), name: z.string() }).nullable(),
  linkedAt: instant.nullable(),
  isPending: z.boolean(),
});
