import { z } from 'zod';
import {
  FLOWS,
  PAYMENTS,
  PROBE_KINDS,
  PROFESSIONS,
  REASONS,
  STAGES,
  VERDICTS,
} from '#server/domain/facts/vocabulary';
import { alertRecord } from './connectors';
import { askedId, list, orNull } from './ids';
import { instant } from './instants';
import { noticeBody } from './notices';
import { NOT_SECOND, namedRestriction } from './restrictions';
import { statementBody, statementRecord } from './statements';
import { seenText } from './texts';

/** What the writers' space shows of what waits for whom. */

const waitingIncident = z.object({
  id: z.string(),
  title: z.string(),
  platforms: list(z.string()),
  stage: z.enum(STAGES).nullable(),
  startedAt: instant.nullable(),
  nextUpdateDue: instant.nullable(),
  lastWordAt: instant.nullable(),
  isMine: z.boolean(),
  isWithoutNews: z.boolean(),
});

/**
 * `whyNot`: why this writer may not confirm it; null when it may. `mayConfirm`: who may at this instant, one's colleagues
 * by their names, of other organisations only theirs.
 */
const waitingReturn = statementRecord.extend({
  name: z.string(),
  author: z.string().nullable(),
  whyNot: z.enum(NOT_SECOND).nullable(),
  mayConfirm: z.object({ colleagues: list(z.string()), organisations: list(z.string()) }),
});

/**
 * A closing or a retraction that one person asked, and that a second one may settle. `statement`: what is to be
 * retracted; `title`: of the incident it bears on; `reason`: as the first one gave it; `whyNot` as above.
 */
const waitingRequest = z.object({
  id: z.string(),
  action: z.enum(['closing', 'retraction']),
  target: z.string(),
  by: z.string(),
  askedAt: instant,
  statement: orNull(statementRecord),
  title: z.string().nullable(),
  reason: z.string().nullable(),
  whyNot: z.enum(NOT_SECOND).nullable(),
});

/**
 * A source of measures that runs and was not heard for three of its intervals. `isRelied`: its silence makes a flow that
 * nobody speaks of « À vérifier »; else it only takes its support away.
 */
const silentSource = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.string(),
  flow: z.enum(FLOWS),
  kind: z.enum(PROBE_KINDS),
  last: instant,
  isRelied: z.boolean(),
});

/** `GET /api/v1/due`. */
export const due = z.object({
  at: instant,
  incidents: list(waitingIncident),
  returns: list(waitingReturn),
  requests: list(waitingRequest),
  lapsed: list(z.object({ platform: z.string(), flow: z.enum(FLOWS), since: instant, by: z.string() })),
  /**
   * While every account of one's organisation is younger than seven days: until when, and which desks have somebody who
   * may confirm its returns from then on. Null: one of them is of age.
   */
  firstWeek: z.object({ until: instant, desks: list(z.string()) }).nullable(),
  /** For the desk. */
  silent: list(silentSource),
  /** For the desk, while none of our own probes runs: how many there are, stopped. */
  stopped: z.number().int(),
  proposals: z.number().int(),
  /** What professionals say of the directory, each thing once. */
  remarks: z.number().int(),
  /** Addresses read each day whose news waits for the desk. */
  sources: z.number().int(),
  /** Accounts one answers for, its own first, whose password somebody else seems to know. */
  alarms: z.number().int(),
  /** What is asked of one's accounts, keys, probes and scope, and what became of it. */
  restrictions: list(namedRestriction),
  drafts: list(z.object({ form: z.string(), savedAt: instant })),
  /** What the tools of one's organisation tell, and nobody has said or dropped yet. */
  alerts: list(alertRecord),
});
export type Due = z.infer<typeof due>;

/** `GET /api/v1/statements`: what one's organisation said, newest first. `undoUntil`: alone until then, null: over. */
const ownStatement = statementRecord.extend({
  author: z.string().nullable(),
  retractedAt: instant.nullable(),
  confirmedBy: list(z.string()),
  undoUntil: instant.nullable(),
  /** A file brought it here: nobody of the organisation signed in to say it. */
  imported: z.boolean(),
});
export type OwnStatement = z.infer<typeof ownStatement>;
export const ownStatementList = z.object({ statements: list(ownStatement) });

/** `POST /api/v1/preview`: what each profession's board would say of an operator if this were said now. */
export const previewBody = z.strictObject({
  platform: askedId,
  statements: z
    .array(statementBody.omit({ by: true }).partial({ effectiveAt: true, platform: true }))
    .max(200),
});
const shown = z.object({
  verdict: z.enum(VERDICTS),
  payment: z.enum(PAYMENTS),
  reason: z.enum(REASONS as [string, ...string[]]),
  since: instant.nullable(),
});
export const preview = z.object({
  platform: z.string(),
  boards: list(z.object({ profession: z.enum(PROFESSIONS), now: shown, after: shown })),
});
export type Preview = z.infer<typeof preview>;

/** `PUT /api/v1/drafts/{form}`: what is typed and not sent, as the form has it. */
export const draftBody = z.strictObject({
  content: z.record(z.string().max(200), z.array(seenText.max(20_000))),
});
export const draft = z.object({
  form: z.string(),
  content: z.record(z.string(), z.array(z.string())).nullable(),
  savedAt: instant.nullable(),
});

/** `POST /api/v1/preview/notice`: a notice as it would be published. */
export const noticePreviewBody = noticeBody;
/** Of how many mutuelles; `possible`: how many of those advised are « Oui » today; `asText`: shown, and not as what to do. */
const reachCounts = {
  reached: z.number().int(),
  advised: z.number().int(),
  possible: z.number().int(),
  asText: z.number().int(),
};
/**
 * How many answers, of a profession and a mutuelle, it would be shown with; in how many its advice stands among what to
 * do, how many of those are « Oui » today, and the first ten; the same of each profession that it speaks to.
 */
export const noticePreview = z.object({
  ...reachCounts,
  professions: list(z.object({ profession: z.enum(PROFESSIONS), ...reachCounts })),
  first: list(
    z.object({
      profession: z.enum(PROFESSIONS),
      mutuelle: z.string(),
      name: z.string(),
      verdict: z.enum(VERDICTS),
      payment: z.enum(PAYMENTS),
    }),
  ),
});
export type NoticePreview = z.infer<typeof noticePreview>;
