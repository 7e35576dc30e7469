import { answerFor, answerForOperator, type Judged, type Question } from './answer';
import type { Directory } from './directory';
import type { Evidence } from './evidence';
import { HOUR } from './intervals';
import { knownFacts } from './known';
import { newestFirst } from './statements';
import { turnsWithin } from './turns';
import type { Basis, Flow, Health, Payment, Verdict } from './vocabulary';

/** A state over time, `to` excluded, null: still. */
export type Span<T> = { from: Date; to: Date | null } & T;
export type Timeline = {
  verdicts: readonly Span<{ verdict: Verdict; payment: Payment }>[];
  flows: readonly {
    platform: string;
    flow: Flow;
    spans: readonly Span<{ health: Health; basis: Basis }>[];
  }[];
};

/** Whose answers: a mutuelle's, or those for the operator printed on the card. */
export type Subject = { mutuelle: string } | { platform: string };

/** Beyond this many turns the past is told in steps, so that a question stays bounded. */
const MOST_TURNS = 400;
const STEP = 6 * HOUR;

/** What is known at `knownAt` to have been true at each instant of [from, at]. */
export const timelineOf = (
  directory: Directory,
  evidence: Evidence,
  question: Question,
  subject: Subject,
  { from, at, knownAt }: { from: Date; at: Date; knownAt: Date },
): Timeline => {
  const relevant = evidenceOn(evidence, reachOf(directory, question, subject));
  const moments = momentsOf(relevant, from, at).map((moment) => ({
    moment,
    judged: judgedAt(directory, relevant, question, subject, moment, knownAt),
  }));
  const links = moments.flatMap(({ judged }) =>
    judged.candidates.flatMap(({ platform, flows }) => flows.map(({ flow }) => `${platform} ${flow}`)),
  );
  return {
    verdicts: spansOf(moments, ({ judged: { verdict, payment } }) => ({ verdict, payment })),
    flows: [...new Set(links)].map((link) => {
      const [platform = '', flow] = link.split(' ') as [string, Flow];
      return { platform, flow, spans: spansOf(moments, ({ judged }) => healthOf(judged, platform, flow)) };
    }),
  };
};

/** The platforms that may ever weigh on the answer: those of its conventions, and all they rest on. */
const reachOf = (directory: Directory, { concentrator }: Question, subject: Subject): ReadonlySet<string> => {
  const served = 'mutuelle' in subject ? (directory.conventionsOf.get(subject.mutuelle) ?? []) : [subject];
  const reach = new Set(served.map(({ platform }) => platform));
  if (concentrator !== null) reach.add(concentrator);
  // A set grows while it is walked: what is added is walked in its turn.
  for (const platform of reach) {
    for (const edge of directory.platforms.get(platform)?.dependsOn ?? []) reach.add(edge.platform);
  }
  return reach;
};

/** Sorted once, so that each moment finds its statements in order. */
const evidenceOn = (evidence: Evidence, platforms: ReadonlySet<string>): Evidence => ({
  ...evidence,
  statements: evidence.statements.filter(({ platform }) => platforms.has(platform)).sort(newestFirst),
  maintenances: evidence.maintenances.filter(({ platform }) => platforms.has(platform)),
  series: evidence.series.filter(({ platform }) => platforms.has(platform)),
});

const judgedAt = (
  directory: Directory,
  evidence: Evidence,
  question: Question,
  subject: Subject,
  at: Date,
  knownAt: Date,
): Judged => {
  const known = knownFacts(directory, evidence, at, knownAt);
  return 'mutuelle' in subject
    ? answerFor(known, question, subject.mutuelle)
    : answerForOperator(known, question, subject.platform);
};

const healthOf = (judged: Judged, platform: string, flow: Flow): { health: Health; basis: Basis } | null => {
  const candidate = judged.candidates.find((each) => each.platform === platform);
  const shown = candidate?.flows.find((each) => each.flow === flow)?.shown;
  return shown ? { health: shown.health, basis: shown.basis } : null;
};

/** The instants to judge at, `from` first; too many are told in steps. */
const momentsOf = (evidence: Evidence, from: Date, at: Date): Date[] => {
  const turns = turnsWithin(evidence, from, at);
  return [from, ...(turns.length > MOST_TURNS ? steps(from, at) : turns)];
};

const steps = (from: Date, at: Date): Date[] =>
  Array.from({ length: Math.floor((+at - +from) / STEP) }, (_, step) => new Date(+from + (step + 1) * STEP));

/** Neighbours in the same state are one span; null: not told then. */
const spansOf = <M extends { moment: Date }, T extends object>(
  moments: readonly M[],
  stateOf: (moment: M) => T | null,
): Span<T>[] => {
  const spans: Span<T>[] = [];
  let open: { from: Date; state: T } | null = null;
  const close = (to: Date | null) => {
    if (open) spans.push({ from: open.from, to, ...open.state });
  };
  for (const each of moments) {
    const state = stateOf(each);
    if (JSON.stringify(state) === JSON.stringify(open?.state ?? null)) continue;
    close(each.moment);
    open = state && { from: each.moment, state };
  }
  close(null);
  return spans;
};
