import { z } from 'zod';
import {
  ADVICE_CODES,
  BASES,
  DECLARED_HEALTHS,
  FLOWS,
  HEALTHS,
  ORGANISATION_KINDS,
  PAYMENTS,
  PLATFORM_KINDS,
  PRECISIONS,
  PROFESSIONS,
  REASONS,
  VERDICTS,
} from '#server/domain/facts/vocabulary';
import { source } from './dataset-fields';
import { list, orNull } from './ids';
import { instant } from './instants';
import { notice } from './notices';
import { paymentSpeaker, platformPayments } from './payments';

export const profession = z.enum(PROFESSIONS);
const flow = z.enum(FLOWS);
const verdict = z.enum(VERDICTS);
const payment = z.enum(PAYMENTS);

/** The two instants of a question (RULES.md 2) and the number of the last change it knows. */
export const asked = z.object({ seq: z.number().int(), at: instant, knownAt: instant });

const knownElsewhere = list(z.object({ platform: z.string(), professions: list(profession) }));

/** An operator known in other professions, and what it would be if it is the one on the card (RULES.md 6). */
const likely = z
  .object({
    platform: z.string(),
    knownFor: list(profession),
    verdict,
    payment,
    since: instant.nullable(),
  })
  .meta({ id: 'LikelyOperator' });

export const boardRow = z
  .object({
    mutuelle: z.string(),
    name: z.string(),
    verdict,
    payment,
    since: instant.nullable(),
    expectedBack: instant.nullable(),
    reason: z.enum(REASONS as [string, ...string[]]),
    /** Of the flow that decides; null when none does. */
    basis: z.enum(BASES).nullable(),
    candidates: list(z.object({ platform: z.string(), verdict, payment })),
    likely: list(likely),
    knownElsewhere,
  })
  .meta({ id: 'BoardRow' });

export const boardPlatform = z
  .object({
    platform: z.string(),
    name: z.string(),
    kind: z.enum(PLATFORM_KINDS),
    verdict,
    payment,
    since: instant.nullable(),
    expectedBack: instant.nullable(),
    /** A « Oui » for any reason but `declared` and `observed` is nobody's word: show it so. */
    reason: z.enum(REASONS as [string, ...string[]]),
    /** Of the flow that decides; where none does, of what says that it works. */
    basis: z.enum(BASES),
  })
  .meta({ id: 'BoardPlatform' });

/**
 * The card asked about by `amc=`, as it was read, and whose number it is: nobody's when both lists are empty.
 * `knownNumbers`: how many the directory knows.
 */
const card = z
  .object({
    number: z.string(),
    code: z.string().nullable(),
    csr: z.string().nullable(),
    mutuelles: list(z.string()),
    platforms: list(z.string()),
    knownNumbers: z.number().int(),
  })
  .meta({ id: 'ReadCard' });

/** `GET /api/v1/answers?profession=`: every mutuelle with its short answer, and the operators one reads on a card. */
export const board = asked.extend({
  profession,
  answers: list(boardRow),
  platforms: list(boardPlatform),
});
/** The same as it is asked for; `card` when `amc=` is. */
export const askedBoard = board.extend({ card: card.optional() }).meta({ id: 'Board' });
export type Board = z.infer<typeof board>;
export type BoardRow = z.infer<typeof boardRow>;
export type BoardPlatform = z.infer<typeof boardPlatform>;

/** The link that decides: a flow of the candidate, and the platform at the root of it. */
const cause = z
  .object({
    platform: z.string(),
    flow,
    rootPlatform: z.string(),
    /** The reader's own, when it hangs on the root through it and not through the operator; else null. */
    concentrator: z.string().nullable(),
    health: z.enum(HEALTHS),
    basis: z.enum(BASES),
    since: instant.nullable(),
  })
  .meta({ id: 'Cause' });

/**
 * What is measured of a flow on this platform: effective, after damping (RULES.md 8), beside the last raw result.
 * `state` null: too few results, or probes that differ.
 */
const measured = z
  .object({
    state: z.enum(['failing', 'healthy', 'stale']).nullable(),
    since: instant.nullable(),
    last: instant,
    isLastOk: z.boolean(),
    probes: z.number().int(),
  })
  .meta({ id: 'Measured' });
export type Measured = z.infer<typeof measured>;

/** What an outage that is over left to do; `days`: of transfers, the working days concerned (YYYY-MM-DD). */
const backlog = z
  .object({
    platform: z.string(),
    flow,
    from: instant,
    to: instant,
    days: list(z.string()).nullable(),
  })
  .meta({ id: 'Backlog' });
export type Backlog = z.infer<typeof backlog>;

/** What one flow of a candidate is shown in, and what it does to the answer. `statements`: ids of what was said. */
const judgedFlow = z
  .object({
    flow,
    health: z.enum(HEALTHS),
    basis: z.enum(BASES),
    since: instant.nullable(),
    rootPlatform: z.string(),
    /** The reader's own, when it hangs on the root through it and not through the operator; else null. */
    concentrator: z.string().nullable(),
    statements: list(z.string()),
    effect: z.object({ verdict, payment }),
    measured: orNull(measured),
  })
  .meta({ id: 'JudgedFlow' });

const candidate = z
  .object({
    platform: z.string(),
    codes: list(z.string()),
    source: orNull(source),
    verdict,
    payment,
    cause: orNull(cause),
    flows: list(judgedFlow),
  })
  .meta({ id: 'Candidate' });

/** What a rule or a notice advises. `by` is null for the rules. */
const advice = z
  .object({
    code: z.enum(ADVICE_CODES),
    by: z.string().nullable(),
    noticeId: z.string().nullable(),
  })
  .meta({ id: 'Advice' });

export const voice = z
  .object({
    statement: z.string(),
    incident: z.string().nullable(),
    by: z.string(),
    name: z.string(),
    kind: z.enum(ORGANISATION_KINDS),
    platform: z.string(),
    flows: list(flow),
    professions: list(profession).nullable(),
    health: z.enum(DECLARED_HEALTHS),
    effectiveAt: instant,
    precision: z.enum(PRECISIONS),
    recordedAt: instant,
    stands: z.boolean(),
    text: z.string().nullable(),
    url: z.string().nullable(),
    /** A file brought it here: nobody of that organisation signed in to say it. */
    imported: z.boolean(),
  })
  .meta({ id: 'Voice' });

const judged = asked.extend({
  profession,
  name: z.string(),
  verdict,
  payment,
  reason: z.enum(REASONS as [string, ...string[]]),
  cause: orNull(cause),
  since: instant.nullable(),
  expectedBack: instant.nullable(),
  /** Who says so. */
  expectedBackBy: z.string().nullable(),
  overdue: z.boolean(),
  nextUpdateDue: instant.nullable(),
  candidates: list(candidate),
  likely: list(likely),
  payments: list(platformPayments),
  /** Who is named by `payments`. */
  paymentSpeakers: list(paymentSpeaker),
  advice: list(advice),
  notices: list(notice),
  voices: list(voice),
  backlog: list(backlog),
  asOf: instant,
  freshness: instant.nullable(),
  reconstituted: z.boolean(),
});

/** `GET /api/v1/answers/{profession}/{mutuelle}`: the whole answer (RULES.md 7). */
export const answer = judged
  .extend({
    mutuelle: z.string(),
    knownElsewhere,
    /**
     * Of a mutuelle without a known operator: the one that `practices` verified practices, five or more, read on its cards
     * within a year, and none contradicts. It changes nothing of the verdict.
     */
    readOnCard: z.object({ platform: z.string(), practices: z.number().int() }).nullable(),
  })
  .meta({ id: 'Answer' });
/** `GET /api/v1/answers/{profession}/platforms/{platform}`: for the operator printed on the card. */
export const operatorAnswer = judged
  .extend({ platform: z.string(), someMutuelles: list(z.string()) })
  .meta({ id: 'OperatorAnswer' });

/** Judged health of each flow of each candidate, and the verdict, as spans of time (`to` excluded, null: still). */
const span = z.object({ from: instant, to: instant.nullable() });
export const timeline = asked
  .extend({
    from: instant,
    verdicts: list(span.extend({ verdict, payment, isPresumed: z.boolean() })),
    flows: list(
      z.object({
        platform: z.string(),
        flow,
        spans: list(span.extend({ health: z.enum(HEALTHS), basis: z.enum(BASES) })),
      }),
    ),
  })
  .meta({ id: 'Timeline' });

export type Answer = z.infer<typeof answer>;
export type OperatorAnswer = z.infer<typeof operatorAnswer>;
export type Candidate = z.infer<typeof candidate>;
export type JudgedFlow = z.infer<typeof judgedFlow>;
export type Advice = z.infer<typeof advice>;
export type Voice = z.infer<typeof voice>;
export type Timeline = z.infer<typeof timeline>;
