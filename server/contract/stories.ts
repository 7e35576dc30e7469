import { z } from 'zod';
import { STAGES } from '#server/domain/facts/vocabulary';
import { closing, incident, statement, update } from './dataset';
import { absentAsNull } from './dataset-fields';
import { list } from './ids';
import { instant } from './instants';
import { onBehalf, statementRecord } from './statements';
import { filledTitle, writtenAddress, writtenText, writtenTitle } from './texts';

/** What a step says of flows: a statement without what the step, the incident and the server set. */
const claim = statement
  .omit({
    id: true,
    by: true,
    recordedAt: true,
    incident: true,
    update: true,
    effectiveAt: true,
    stage: true,
    text: true,
    witness: true,
  })
  .partial({ precision: true })
  .extend({ sourceUrl: absentAsNull(writtenAddress) });

/**
 * `POST /api/v1/incidents/{id}/updates`: a step, and the health it says of each flow and profession. Without
 * `effectiveAt` it is true from the instant it is sent.
 */
export const updateBody = update
  .omit({ id: true, by: true, recordedAt: true, incident: true })
  .partial({ effectiveAt: true })
  .extend({ text: absentAsNull(writtenText), statements: z.array(claim).max(200).default([]), ...onBehalf });
export type UpdateBody = z.output<typeof updateBody>;

/** `POST /api/v1/incidents`: an incident, with its first step if it has one. */
export const incidentBody = incident.omit({ id: true }).extend({
  title: filledTitle,
  cause: absentAsNull(writtenTitle),
  update: updateBody.optional(),
  ...onBehalf,
});

/** `POST /api/v1/incidents/{id}/closing`. */
export const closingBody = closing
  .omit({ incident: true, by: true, recordedAt: true })
  .extend({ note: absentAsNull(writtenText), ...onBehalf });

export const updateRecord = z.object({
  id: z.string(),
  incident: z.string(),
  by: z.string(),
  effectiveAt: instant,
  recordedAt: instant,
  stage: z.enum(STAGES).nullable(),
  text: z.string().nullable(),
  nextUpdateDue: instant.nullable(),
  statements: list(statementRecord),
});

export const openedIncident = z.object({
  id: z.string(),
  title: z.string(),
  cause: z.string().nullable(),
  platforms: list(z.string()),
  update: updateRecord.nullable(),
});

/** `awaiting`: asked by one of the desk, it takes effect when a second one asks the same. */
export const closingRecord = z.object({
  incident: z.string(),
  by: z.string(),
  effectiveAt: instant,
  recordedAt: instant,
  note: z.string().nullable(),
  awaiting: z.enum(['second-person']).nullable(),
});
