import type { Backlog } from '#server/domain/availability/backlog';
import { type Convention, conventionsFor, type Directory } from '#server/domain/facts/directory';
import type { Update } from '#server/domain/facts/incidents';
import { ascending } from '#server/domain/facts/intervals';
import { saidAt } from '#server/domain/facts/statements';
import type { Flow } from '#server/domain/facts/vocabulary';
import type { describeAnswer } from '#server/domain/judgement/answer-details';
import type { JudgedFlow, JudgedPlatform } from '#server/domain/judgement/candidate';
import type { Voice } from '#server/domain/judgement/known-facts';
import { measuredOf } from '#server/domain/judgement/measured';
import type { Subject } from '#server/domain/judgement/subject';
import type { RequestScope } from '../kit/request-scope';
import { noticeJson } from '../notices/notice-json';
import { speakersOf } from '../payments/payment-speakers';

type Details = ReturnType<typeof describeAnswer>;

/** An answer as it crosses the wire (contract `answer`). */
export const answerJson = (
  { read, known, question }: RequestScope,
  details: Details,
  subject: Subject,
  backlog: readonly Backlog[],
) => {
  const { directory, seq, at, knownAt } = read;
  const conventions =
    'mutuelle' in subject
      ? conventionsFor(directory, subject.mutuelle, question.profession, known.day, question.card)
      : [];
  const { verdict, payment, reason, since, expectedBack, expectedBackBy, overdue, nextUpdateDue } = details;
  return {
    seq,
    at,
    knownAt,
    profession: question.profession,
    verdict,
    payment,
    reason,
    cause: sharedCause(details),
    since,
    expectedBack,
    expectedBackBy,
    overdue,
    nextUpdateDue,
    candidates: details.candidates.map((candidate) =>
      candidateJson(candidate, conventions, (flow) =>
        measuredOf(known, candidate.platform, flow, question.profession),
      ),
    ),
    likely: details.likely.map(({ platform, knownFor, verdict, payment, since }) => ({
      platform,
      knownFor,
      verdict,
      payment,
      since,
    })),
    payments: details.payments,
    paymentSpeakers: speakersOf(directory, details.payments),
    advice: details.advice,
    notices: details.notices.map((notice) => noticeJson(directory, notice, at)),
    voices: details.voices.map((voice) => voiceJson(directory, voice, read.evidence.updates)),
    backlog,
    asOf: at,
    freshness: details.freshness,
    reconstituted: details.reconstituted,
  };
};

/** The cause of the verdict, of the candidate that explains the reason given; none when the card decides. */
const sharedCause = ({ verdict, reason, candidates }: Details) => {
  if (verdict === 'depends') return null;
  const candidate = candidates.find((each) => each.reason === reason);
  return candidate ? causeJson(candidate) : null;
};

const causeJson = ({ platform, cause }: JudgedPlatform) =>
  cause && {
    platform,
    flow: cause.flow,
    rootPlatform: cause.link.platform,
    concentrator: cause.link.concentrator,
    health: cause.link.health,
    basis: cause.link.basis,
    since: cause.link.since,
  };

type MeasuredOf = (flow: Flow) => ReturnType<typeof measuredOf>;

const candidateJson = (
  candidate: JudgedPlatform,
  conventions: readonly Convention[],
  measured: MeasuredOf,
) => {
  const own = conventions.filter(({ platform }) => platform === candidate.platform);
  const codes = own.flatMap(({ code }) => (code === null ? [] : [code]));
  return {
    platform: candidate.platform,
    codes: [...new Set(codes)].sort(ascending),
    source: mostRecent(own)?.source ?? null,
    verdict: candidate.verdict,
    payment: candidate.payment,
    cause: causeJson(candidate),
    flows: candidate.flows.map((flow) => ({ ...flowJson(flow), measured: measured(flow.flow) })),
  };
};

const mostRecent = (conventions: readonly Convention[]): Convention | undefined =>
  [...conventions].sort((a, b) => ascending(b.source.asOf ?? '', a.source.asOf ?? ''))[0];

const flowJson = ({ flow, shown, links, effect }: JudgedFlow) => {
  const statements = links.flatMap((link) => link.statements);
  const newest = [...new Set(statements)].sort((a, b) => ascending(saidAt(b), saidAt(a)));
  return {
    flow,
    health: shown.health,
    basis: shown.basis,
    since: shown.since,
    rootPlatform: shown.platform,
    concentrator: shown.concentrator,
    statements: newest.map(({ id }) => id),
    effect,
  };
};

/** What a step says, its statements say too. */
export const voiceJson = (
  directory: Directory,
  { statement, stands }: Voice,
  updates: readonly Pick<Update, 'id' | 'text'>[],
) => {
  const speaker = directory.organisations.get(statement.by);
  return {
    statement: statement.id,
    incident: statement.incident,
    by: statement.by,
    name: speaker?.name ?? statement.by,
    kind: speaker?.kind ?? ('press' as const),
    platform: statement.platform,
    flows: statement.flows,
    professions: statement.professions,
    health: statement.health,
    effectiveAt: statement.effectiveAt,
    precision: statement.precision,
    recordedAt: statement.recordedAt,
    stands,
    text: statement.text ?? updates.find(({ id }) => id === statement.update)?.text ?? null,
    url: statement.sourceUrl,
    imported: statement.imported ?? false,
  };
};
