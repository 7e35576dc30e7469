import { z } from 'zod';
import { DECLARED_HEALTHS, FLOWS, PRECISIONS, PROFESSIONS, STAGES } from '#server/domain/facts/vocabulary';
import { statement } from './dataset';
import { absentAsNull, id } from './dataset-fields';
import { askedId, list } from './ids';
import { instant } from './instants';
import { writtenAddress, writtenText } from './texts';

/** For whom the desk writes: press and authorities, who have no account. */
export const onBehalf = { by: id.optional() };

/**
 * `POST /api/v1/statements`: a statement of the dataset without what the server sets. A bad one without an incident
 * opens one. `by`: the desk only, for press and authorities, with a `sourceUrl`.
 */
export const statementBody = statement
  .omit({ id: true, by: true, recordedAt: true, witness: true, imported: true })
  .extend({
    text: absentAsNull(writtenText),
    sourceUrl: absentAsNull(writtenAddress),
    ...onBehalf,
  })
  .meta({ id: 'NewStatement' });
export type StatementBody = z.output<typeof statementBody>;

export const retractionBody = z.strictObject({ reason: absentAsNull(writtenText) });
/** Several at once, all of them or none. */
export const retractionsBody = retractionBody.extend({ statements: z.array(askedId).min(1).max(100) });
export const nothing = z.strictObject({});

/** A statement on record; `professions` and `mutuelles` null: all. */
export const statementRecord = z
  .object({
    id: z.string(),
    incident: z.string().nullable(),
    update: z.string().nullable(),
    by: z.string(),
    effectiveAt: instant,
    precision: z.enum(PRECISIONS),
    recordedAt: instant,
    platform: z.string(),
    flows: list(z.enum(FLOWS)),
    professions: list(z.enum(PROFESSIONS)).nullable(),
    mutuelles: list(z.string()).nullable(),
    health: z.enum(DECLARED_HEALTHS),
    validUntil: instant.nullable(),
    expectedBack: instant.nullable(),
    nextUpdateDue: instant.nullable(),
    stage: z.enum(STAGES).nullable(),
    text: z.string().nullable(),
    sourceUrl: z.string().nullable(),
    /** Whether a return may confirm another speaker's. */
    witness: z.boolean(),
  })
  .meta({ id: 'Statement' });

export const confirmationRecord = z
  .object({ statement: z.string(), by: z.string(), recordedAt: instant })
  .meta({ id: 'Confirmation' });

/** `awaiting`: asked by one, it takes effect when a second person asks the same. */
export const retractionRecord = confirmationRecord
  .extend({
    reason: z.string().nullable(),
    awaiting: z.enum(['second-person']).nullable(),
  })
  .meta({ id: 'Retraction' });
export const retractionsRecord = z.object({ retractions: list(retractionRecord) });
