import { DAY, HOUR } from './intervals';
import type { Flow } from './vocabulary';

/**
 * Every rule by which time alone changes what is told: nothing new is said or measured, and the answer is another. Each
 * is written here once: who applies it asks `hasPassed`, `change-points` derives from it the instants at which an answer
 * may change, and `db` how far back facts are read. Rules that bind writers only (ten minutes to take back a slip, an
 * account older than seven days) stand beside what they refuse.
 */

/** The instant a rule counts from; `change-points` knows of which facts it is. */
export type Anchor =
  /** The later of a statement's effect and record. */
  | 'said'
  /** The same, of statements without a `validUntil`. */
  | 'said-without-end'
  /** The same, where a probe's runs go on: what they measure is as recent as the instant judged. */
  | 'said-while-measured'
  /** The same, of the statements and updates of incidents. */
  | 'last-word'
  /** The beginning of an outage of the flow that carries invoices, by what is said or by what is measured. */
  | 'down-since'
  /** The publication of a notice without a `validUntil`. */
  | 'published-without-end'
  /** The end of the Paris day that the source of a convention bears. */
  | 'source-day'
  /** Any change of a judgement. */
  | 'change';

/**
 * `lasts`: milliseconds. `includesEnd`: the last instant still counts, so that the change comes a millisecond later.
 * `changes`: a judgement, or only what is told beside it.
 */
export type TimeRule = {
  from: Anchor;
  lasts: number;
  includesEnd: boolean;
  changes: 'judgement' | 'telling';
};

const until = (lasts: number, from: Anchor, changes: TimeRule['changes']): TimeRule => ({
  from,
  lasts,
  includesEnd: false,
  changes,
});
const including = (lasts: number, from: Anchor, changes: TimeRule['changes']): TimeRule => ({
  ...until(lasts, from, changes),
  includesEnd: true,
});

export const TIME_RULES = {
  /** A return that nobody contradicts for so long is confirmed. */
  unopposedReturn: until(24 * HOUR, 'said', 'judgement'),
  /** A return that whoever contradicted it before has left unanswered for so long is confirmed too. */
  unansweredReturn: until(72 * HOUR, 'said', 'judgement'),
  /** What is measured bears witness to a return when it was measured strictly after it was said. */
  witness: including(0, 'said-while-measured', 'judgement'),
  /** A statement without an end of its own stands so long; after that it has lapsed. */
  standing: until(7 * DAY, 'said-without-end', 'judgement'),
  /** A statement said longer ago bears on nothing any more. */
  memory: until(90 * DAY, 'said', 'judgement'),
  /** Where nobody said « operational », a lapsed word said longer ago no longer tells when the outage began. */
  beginning: including(30 * DAY, 'said', 'judgement'),
  /** Two days one can organise, longer one can no longer practise it (the opticians' union, February 2024). */
  invoicing: until(48 * HOUR, 'down-since', 'judgement'),
  /** A notice without an end of its own is in force so long. */
  notice: until(30 * DAY, 'published-without-end', 'telling'),
  /** An open incident that nobody has spoken of for so long is without news. */
  news: until(24 * HOUR, 'last-word', 'telling'),
  /** A convention whose source is older, eighteen months, is to be checked on the card. */
  source: until(548 * DAY, 'source-day', 'telling'),
  /** What an outage leaves to do again is told for so long after its end. */
  backlog: until(7 * DAY, 'change', 'telling'),
  /** The beginning of that outage is looked for no further back. */
  backlogReach: until(90 * DAY, 'change', 'telling'),
} satisfies Record<string, TimeRule>;

/** Instants that facts bear themselves and at which, as they pass, something changes. */
export const OWN_INSTANTS = {
  judgement: {
    statements: ['validUntil'],
    maintenances: ['from', 'to', 'cancelledAt'],
    series: ['disabledAt'],
    alarms: ['from', 'to'],
  },
  telling: {
    statements: ['expectedBack', 'nextUpdateDue'],
    updates: ['nextUpdateDue'],
    notices: ['publishedAt', 'validUntil', 'withdrawnAt'],
  },
} as const;

/** The flow that carries invoices, on which `invoicing` bears. */
export const INVOICES: Flow = 'dre';

/** A probe that misses this many of its own intervals is silent. */
export const SILENT_AFTER_INTERVALS = 3;

/** What was measured over less than this, by others than us, and then left, turns nobody grey. */
export const RELIED_AFTER = DAY;

/** How far apart two facts may be for one to bear on the other, that distance included; no instant of its own passes. */
export const WITHIN = {
  /** « Down » is contested by another speaker's « operational » said this little before. */
  contest: 24 * HOUR,
  /** An « operational » is a return when an outage was said this little before. */
  outageBeforeReturn: 7 * DAY,
};

/** Payment is told day by day over so many days of Paris, today included; change-points know of their beginnings. */
export const PAYMENT_DAYS_TOLD = 60;

/** Reports of practices are counted over a sliding hour; the alarms made of them bear their own instants. */
export const REPORTS_HOUR = HOUR;

/** What a practice read on a card tells others for so long; it is asked of the database with each answer. */
export const CARD_READING_LASTS = 365 * DAY;

/** Raw results are kept this long, and windows of maintenance are asked about as long for what they froze. */
export const RESULTS_KEPT = 90 * DAY;

/** Runs of results are kept this long: the longest availability that may be asked is of 400 days, judged from some before. */
export const RUNS_KEPT = 500 * DAY;

/** Milliseconds from the beginning to the first instant at which it is over. */
export const lengthOf = ({ lasts, includesEnd }: TimeRule): number => lasts + Number(includesEnd);

/** The first instant at which what began at `from` is over. */
export const passesAt = (rule: TimeRule, from: Date): Date => new Date(+from + lengthOf(rule));

export const hasPassed = (rule: TimeRule, from: Date, at: Date): boolean => +at >= +from + lengthOf(rule);
