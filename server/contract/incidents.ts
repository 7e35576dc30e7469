import { z } from 'zod';
import {
  BASES,
  DECLARED_HEALTHS,
  FLOWS,
  HEALTHS,
  ORGANISATION_KINDS,
  PAYMENTS,
  PRECISIONS,
  PROFESSIONS,
  STAGES,
  VERDICTS,
} from '#server/domain/facts/vocabulary';
import { closing, incident as incidentInFile, statement, update } from './dataset';
import { absentAsNull, instant as givenInstant } from './dataset-fields';
import { list, orNull } from './ids';
import { instant } from './instants';
import { onBehalf, statementRecord } from './statements';
import { filledTitle, writtenAddress, writtenText, writtenTitle } from './texts';

const flow = z.enum(FLOWS);

/** A flow that an incident's statements name, as judged now; with `?profession=` for that one, else the worst over all. */
const touched = z
  .object({
    platform: z.string(),
    flow,
    health: z.enum(HEALTHS),
    basis: z.enum(BASES),
    since: instant.nullable(),
    /** As `since` was told; null: by nobody's word. */
    precision: z.enum(PRECISIONS).nullable(),
  })
  .meta({ id: 'TouchedFlow' });

/** An incident as told at the instant asked. `startedAt`: null when nothing was said yet. */
export const incident = z
  .object({
    id: z.string(),
    title: z.string(),
    cause: z.string().nullable(),
    platforms: list(z.string()),
    stage: z.enum(STAGES).nullable(),
    startedAt: instant.nullable(),
    startPrecision: z.enum(PRECISIONS).nullable(),
    closedAt: instant.nullable(),
    expectedBack: instant.nullable(),
    expectedBackBy: z.string().nullable(),
    overdue: z.boolean(),
    nextUpdateDue: instant.nullable(),
    touched: list(touched),
  })
  .meta({ id: 'IncidentSummary' });
/** In a list: with the flows said not to work over its whole story, which `touched` forgets once it is closed. */
const listedIncident = incident
  .extend({
    flows: list(flow),
    /**
     * With `?profession=`: the operators and networks by which it reaches that profession, those resting on what it is
     * about included, with the worst answer and payment. Null without, and when it reaches none.
     */
    effect: z
      .object({ platforms: list(z.string()), verdict: z.enum(VERDICTS), payment: z.enum(PAYMENTS) })
      .nullable(),
  })
  .meta({ id: 'ListedIncident' });
/** `GET /api/v1/incidents`: newest first; `next` is the cursor of the following page. */
export const incidentPage = z
  .object({ incidents: list(listedIncident), next: z.string().nullable() })
  .meta({ id: 'IncidentPage' });

const speech = {
  id: z.string(),
  by: z.string(),
  name: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  effectiveAt: instant,
  recordedAt: instant,
  text: z.string().nullable(),
};

/** A step: an update, a statement or a closing, oldest first by effective instant. */
const step = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('update'),
      ...speech,
      stage: z.enum(STAGES).nullable(),
      nextUpdateDue: instant.nullable(),
    }),
    z.object({
      type: z.literal('statement'),
      ...speech,
      update: z.string().nullable(),
      precision: z.enum(PRECISIONS),
      stage: z.enum(STAGES).nullable(),
      platform: z.string(),
      flows: list(flow),
      professions: list(z.enum(PROFESSIONS)).nullable(),
      mutuelles: list(z.string()).nullable(),
      health: z.enum(DECLARED_HEALTHS),
      expectedBack: instant.nullable(),
      retractedAt: instant.nullable(),
      confirmedBy: list(z.string()),
      sourceUrl: z.string().nullable(),
      /** A file brought it here: nobody of that organisation signed in to say it. */
      imported: z.boolean(),
    }),
    z.object({ type: z.literal('closing'), ...speech }),
  ])
  .meta({ id: 'IncidentStep' });

/** `GET /api/v1/incidents/{id}`. */
export const incidentRecord = incident
  .extend({ at: instant, knownAt: instant, steps: list(step) })
  .meta({ id: 'Incident' });
export type Incident = z.infer<typeof incident>;
export type ListedIncident = z.infer<typeof listedIncident>;
export type IncidentRecord = z.infer<typeof incidentRecord>;
export type Step = z.infer<typeof step>;

/** What a step says of flows: a statement without what the step, the incident and the server set. */
const draft = statement
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
    imported: true,
  })
  .partial({ precision: true })
  .extend({ sourceUrl: absentAsNull(writtenAddress) })
  .meta({ id: 'NewFlowState' });

/**
 * `POST /api/v1/incidents/{id}/updates`: a step, and the health it says of each flow and profession. Without
 * `effectiveAt` it is true from the instant it is sent. `expectedBack`: of the statements that give none and say that
 * something does not work; without statements, of all that its author still says does not work on the incident's
 * platforms, which is said again with it.
 */
export const updateBody = update
  .omit({ id: true, by: true, recordedAt: true, incident: true })
  .partial({ effectiveAt: true })
  .extend({
    text: absentAsNull(writtenText),
    expectedBack: absentAsNull(givenInstant),
    statements: z.array(draft).max(200).default([]),
    ...onBehalf,
  })
  .meta({ id: 'NewUpdate' });
export type UpdateBody = z.output<typeof updateBody>;

/** `POST /api/v1/incidents`: an incident, with its first step if it has one. */
export const incidentBody = incidentInFile
  .omit({ id: true })
  .extend({
    title: filledTitle,
    cause: absentAsNull(writtenTitle),
    update: updateBody.optional(),
    ...onBehalf,
  })
  .meta({ id: 'NewIncident' });
export type IncidentBody = z.output<typeof incidentBody>;

/** `POST /api/v1/incidents/{id}/closing`. */
export const closingBody = closing
  .omit({ incident: true, by: true, recordedAt: true })
  .extend({ note: absentAsNull(writtenText), ...onBehalf })
  .meta({ id: 'NewClosing' });

export const updateRecord = z
  .object({
    id: z.string(),
    incident: z.string(),
    by: z.string(),
    effectiveAt: instant,
    recordedAt: instant,
    stage: z.enum(STAGES).nullable(),
    text: z.string().nullable(),
    nextUpdateDue: instant.nullable(),
    statements: list(statementRecord),
  })
  .meta({ id: 'Update' });

export const openedIncident = z
  .object({
    id: z.string(),
    title: z.string(),
    cause: z.string().nullable(),
    platforms: list(z.string()),
    update: orNull(updateRecord),
  })
  .meta({ id: 'OpenedIncident' });

/** `awaiting`: asked by one of the desk, it takes effect when a second one asks the same. */
export const closingRecord = z
  .object({
    incident: z.string(),
    by: z.string(),
    effectiveAt: instant,
    recordedAt: instant,
    note: z.string().nullable(),
    awaiting: z.enum(['second-person']).nullable(),
  })
  .meta({ id: 'Closing' });
