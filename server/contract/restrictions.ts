import { z } from 'zod';
import { RESTRICTION_STATES, RESTRICTIONS } from '#server/domain/facts/vocabulary';
import { list } from './ids';
import { instant } from './instants';

/** Why one may not be the second person of what another said or asked. */
export const NOT_SECOND = [
  'same-account',
  'joined-by-invitation',
  'too-recent',
  'changed-since-outage',
  'by-key',
] as const;
export type NotSecond = (typeof NOT_SECOND)[number];

/** What is asked of somebody's account, key, probe or scope: it holds from `takesEffectAt`, null: once a second agrees. */

export const restrictionRecord = z.object({
  id: z.string(),
  action: z.enum(RESTRICTIONS),
  /** The account, key, probe or organisation it bears on. */
  target: z.string(),
  organisation: z.string(),
  state: z.enum(RESTRICTION_STATES),
  reason: z.string().nullable(),
  askedAt: instant,
  takesEffectAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  /** The part of the scope that a narrowing takes or a widening gives. */
  scope: z
    .object({
      professions: list(z.string()),
      platforms: list(z.string()),
      mutuelles: list(z.string()),
    })
    .nullable(),
});

/**
 * `GET /api/v1/restrictions`: newest first. Names of persons: who asked, agreed, called off (null beside `cancelledAt`:
 * the machine's command). `whyNot`: why this writer is not the second person; null when it is, or nothing waits.
 */
export const namedRestriction = restrictionRecord.extend({
  /** The thing that it bears on. */
  name: z.string(),
  by: z.string(),
  settledBy: z.string().nullable(),
  cancelledBy: z.string().nullable(),
  whyNot: z.enum([...NOT_SECOND, 'out-of-scope']).nullable(),
  mayCancel: z.boolean(),
});
export type RestrictionRecord = z.infer<typeof namedRestriction>;
export const restrictionList = z.object({ restrictions: list(namedRestriction) });
