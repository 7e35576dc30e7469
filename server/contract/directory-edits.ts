import { z } from 'zod';
import { FLOWS, PLATFORM_KINDS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { convention, mutuelle, organisation } from './dataset';
import { absentAsNull, day } from './dataset-fields';
import { askedId, list } from './ids';
import { instant } from './instants';
import { conventionRecord } from './mutuelles';
import { filledTitle, verbatim, writtenAddress, writtenOnCard, writtenText, writtenTitle } from './texts';

/** What is changed of the directory: by the desk at once, by a mutuelle of itself as a proposal. */

const amcNumber = z.string().regex(/^\w{7,10}$/, 'un numéro AMC a 7 à 10 caractères');

/** `PUT /api/v1/mutuelles/{id}`. */
export const mutuelleBody = mutuelle
  .omit({ id: true })
  .extend({
    name: filledTitle,
    aliases: z.array(filledTitle).max(50).default([]),
    amcNumbers: z.array(amcNumber).max(200).default([]),
  })
  .meta({ id: 'MutuelleChange' });
export type MutuelleBody = z.output<typeof mutuelleBody>;

/** `POST /api/v1/conventions`: a convention of the dataset. */
export const conventionBody = convention
  .extend({
    code: absentAsNull(writtenOnCard),
    csr: absentAsNull(writtenOnCard),
    source: convention.shape.source.extend({
      url: absentAsNull(writtenAddress),
      kind: absentAsNull(writtenTitle),
    }),
  })
  .meta({ id: 'NewConvention' });
export type ConventionBody = z.output<typeof conventionBody>;

/** As it stands on record, whatever an import once brought. */
const onCard = verbatim.max(40);

/** `POST /api/v1/conventions/end`: the key of a convention, and the day from which it no longer counts. */
export const conventionEndBody = z
  .strictObject({
    mutuelle: askedId,
    platform: askedId,
    code: absentAsNull(onCard),
    csr: absentAsNull(onCard),
    from: absentAsNull(day),
    to: day,
  })
  .meta({ id: 'ConventionEnd' });
export type ConventionEndBody = z.output<typeof conventionEndBody>;

export const PROPOSAL_ACTIONS = ['mutuelle', 'convention', 'convention-end'] as const;

/** A change as it took effect (`proposal` null), or as it waits for the desk. */
export const changed = z.object({ mutuelle: z.string(), proposal: z.string().nullable() });

/** `POST /api/v1/proposals/{id}/decision`. */
export const decisionBody = z.strictObject({ accepted: z.boolean(), note: absentAsNull(writtenText) });

export const proposal = z
  .object({
    id: z.string(),
    organisation: z.string(),
    author: z.string(),
    action: z.enum(PROPOSAL_ACTIONS),
    mutuelle: z.string(),
    content: z.unknown(),
    proposedAt: instant,
    decidedAt: instant.nullable(),
    accepted: z.boolean().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Proposal' });
export const proposalList = z.object({ proposals: z.array(proposal).readonly() });
export type Proposal = z.infer<typeof proposal>;

/** `POST /api/v1/organisations`, and without the id `PUT /api/v1/organisations/{id}`: the desk's. */
export const organisationBody = organisation
  .safeExtend({ name: filledTitle })
  .meta({ id: 'NewOrganisation' });
export const organisationRecord = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: organisation.shape.kind,
    professions: z.array(z.enum(PROFESSIONS)).readonly().nullable(),
    platforms: z.array(z.string()).readonly(),
    mutuelles: z.array(z.string()).readonly(),
    etag: z.string(),
  })
  .meta({ id: 'Organisation' });
export type OrganisationRecord = z.infer<typeof organisationRecord>;
export const organisationList = z.object({ organisations: z.array(organisationRecord).readonly() });

const held = conventionRecord.extend({ mutuelle: z.string() });
export type HeldConvention = z.infer<typeof held>;

const heldMutuelle = z.object({
  id: z.string(),
  name: z.string(),
  aliases: list(z.string()),
  amcNumbers: list(z.string()),
  sources: list(z.string()),
});
const heldPlatform = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(PLATFORM_KINDS),
  owner: z.string().nullable(),
  website: z.string().nullable(),
  professionalPortal: z.string().nullable(),
  conventionCodes: list(z.string()),
  professions: list(z.enum(PROFESSIONS)).nullable(),
  flows: list(z.enum(FLOWS)),
  dependsOn: list(z.object({ platform: z.string(), flows: list(z.enum(FLOWS)) })),
  contacts: list(z.object({ label: z.string(), value: z.string(), checkedOn: z.string().nullable() })),
  sources: list(z.string()),
  amcNumbers: list(z.string()),
  hosts: list(z.string()),
});
export type HeldPlatform = z.infer<typeof heldPlatform>;

/**
 * `POST /api/v1/imports?dryRun=`: what a list of conventions adds, changes and closes; `changes`: each, as it was, and the
 * rows that say it. `mutuelles`, `platforms`: the same of those that a dataset brings.
 */
export const importOutcome = z
  .object({
    isDryRun: z.boolean(),
    isReplacing: z.boolean(),
    differences: z
      .array(
        z.object({
          list: z.string(),
          added: z.array(z.string()).readonly(),
          changed: z.array(z.string()).readonly(),
          closed: z.array(z.string()).readonly(),
          unchanged: z.number().int(),
        }),
      )
      .readonly(),
    changes: z
      .array(
        z.object({
          before: held.nullable(),
          after: held,
          lines: z.array(z.number().int()).readonly(),
        }),
      )
      .readonly(),
    mutuelles: list(z.object({ before: heldMutuelle.nullable(), after: heldMutuelle })),
    platforms: list(z.object({ before: heldPlatform.nullable(), after: heldPlatform })),
    warnings: z.array(z.object({ path: z.string(), message: z.string() })).readonly(),
  })
  .meta({ id: 'ImportOutcome' });
export type ImportOutcome = z.infer<typeof importOutcome>;
