import { type Convention, type Directory, restedOn } from '../facts/directory';
import type { Evidence } from '../facts/evidence';
import type { Run } from '../facts/observations';
import { heardBy } from '../facts/recorded';
import { newestFirst } from '../facts/statements';
import { answerFor, answerForOperator, type Judged, type Question } from './answer';
import type { Known } from './known-facts';

/** Whose answers: a mutuelle's, or those for the operator printed on the card. */
export type Subject = { mutuelle: string } | { platform: string };

export const answerOf = (known: Known, question: Question, subject: Subject): Judged =>
  'mutuelle' in subject
    ? answerFor(known, question, subject.mutuelle)
    : answerForOperator(known, question, subject.platform);

/** What may ever weigh on the answer; sorted once, so that each moment finds its statements in order. */
export const evidenceFor = (
  directory: Directory,
  evidence: Evidence,
  question: Pick<Question, 'concentrator'>,
  subject: Subject,
): Evidence => {
  const platforms = reachOf(directory, question, subject);
  return {
    ...evidence,
    statements: evidence.statements.filter(({ platform }) => platforms.has(platform)).sort(newestFirst),
    maintenances: evidence.maintenances.filter(({ platform }) => platforms.has(platform)),
    payments: evidence.payments.filter(({ platform }) => platforms.has(platform)),
    series: evidence.series.filter(({ platform }) => platforms.has(platform)),
    alarms: evidence.alarms.filter(({ platform }) => platforms.has(platform)),
  };
};

/**
 * Without what weighs on nothing at any instant of [from, to]: what was said in incidents that were over by then, or takes
 * effect later; runs of results that others followed before, or that begin later.
 */
export const weighingWithin = (
  evidence: Evidence,
  { from, to }: { from: Date; to: Date },
  knownAt: Date,
): Evidence => {
  const over = new Set(heardBy(evidence.closings, { at: from, knownAt }).map(({ incident }) => incident));
  return {
    ...evidence,
    statements: evidence.statements.filter(
      ({ incident, effectiveAt }) => effectiveAt <= to && (incident === null || !over.has(incident)),
    ),
    series: evidence.series.map((each) => ({ ...each, runs: runsWithin(each.runs, { from, to }) })),
  };
};

/** Runs looked at before an instant, as many as are read to judge one. */
const RUNS_BEFORE = 20;

/** Runs in order: the first, which says since when anything is heard, the last before the span, and those within it. */
const runsWithin = (runs: readonly Run[], { from, to }: { from: Date; to: Date }): readonly Run[] => {
  if (runs.length <= RUNS_BEFORE + 1) return runs;
  const begun = runs.filter(({ firstAt }) => firstAt <= from).length;
  const kept = runs.slice(Math.max(1, begun - RUNS_BEFORE)).filter(({ firstAt }) => firstAt <= to);
  return [...runs.slice(0, 1), ...kept];
};

/** The conventions whose beginning or end may change the answer. */
export const conventionsOn = (directory: Directory, subject: Subject): readonly Convention[] =>
  ('mutuelle' in subject
    ? directory.conventionsOf.get(subject.mutuelle)
    : directory.conventionsAt.get(subject.platform)) ?? [];

/** The platforms that may ever weigh on the answer: those of its conventions, and all they rest on. */
export const reachOf = (
  directory: Directory,
  { concentrator }: Pick<Question, 'concentrator'>,
  subject: Subject,
): ReadonlySet<string> => {
  const served = 'mutuelle' in subject ? (directory.conventionsOf.get(subject.mutuelle) ?? []) : [subject];
  const platforms = served.map(({ platform }) => platform);
  return restedOn(directory, concentrator === null ? platforms : [...platforms, concentrator]);
};
