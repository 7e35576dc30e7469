import type { Directory } from '../facts/directory';
import type { Evidence } from '../facts/evidence';
import { HOUR } from '../facts/intervals';
import type { Basis, Flow, Health, Payment, Verdict } from '../facts/vocabulary';
import type { Judged, Question } from './answer';
import { changePoints, type Grounds } from './change-points';
import { knownFacts } from './known-facts';
import { answerOf, conventionsOn, evidenceFor, type Subject, weighingWithin } from './subject';

/** A state over time, `to` excluded, null: still. */
export type Span<T> = { from: Date; to: Date | null } & T;
export type Timeline = {
  /** `isPresumed`: nothing was signalled, and nothing proven. */
  verdicts: readonly Span<{ verdict: Verdict; payment: Payment; isPresumed: boolean }>[];
  flows: readonly {
    platform: string;
    flow: Flow;
    spans: readonly Span<{ health: Health; basis: Basis }>[];
  }[];
};

/** Beyond this many changes the past is told in steps, so that a question stays bounded. */
const MAX_CHANGES = 400;
const STEP = 6 * HOUR;

/** Moments that are judged by the facts that weigh on any of them: each weighs all of those. */
const TOGETHER = 20;

const chunked = <T>(things: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(things.length / size) }, (_, index) =>
    things.slice(index * size, (index + 1) * size),
  );

/** What is known at `knownAt` to have been true at each instant of [from, at]. */
export const timelineOf = (
  directory: Directory,
  evidence: Evidence,
  question: Question,
  subject: Subject,
  { from, at, knownAt }: { from: Date; at: Date; knownAt: Date },
): Timeline => {
  const relevant = evidenceFor(directory, evidence, question, subject);
  const grounds = { directory, evidence: relevant, conventions: conventionsOn(directory, subject), knownAt };
  const moments = chunked(momentsOf(grounds, from, at), TOGETHER).flatMap((some) => {
    const [first = from, last = first] = [some[0], some.at(-1)];
    const weighing = weighingWithin(relevant, { from: first, to: last }, knownAt);
    return some.map((moment) => ({
      moment,
      judged: answerOf(knownFacts(directory, weighing, moment, knownAt), question, subject),
    }));
  });
  const links = moments.flatMap(({ judged }) =>
    judged.candidates.flatMap(({ platform, flows }) => flows.map(({ flow }) => `${platform} ${flow}`)),
  );
  return {
    verdicts: spansOf(moments, ({ judged: { verdict, payment, reason } }) => ({
      verdict,
      payment,
      isPresumed: reason === 'presumed',
    })),
    flows: [...new Set(links)].map((link) => {
      const [platform = '', flow] = link.split(' ') as [string, Flow];
      return { platform, flow, spans: spansOf(moments, ({ judged }) => healthOf(judged, platform, flow)) };
    }),
  };
};

const healthOf = (judged: Judged, platform: string, flow: Flow): { health: Health; basis: Basis } | null => {
  const candidate = judged.candidates.find((each) => each.platform === platform);
  const shown = candidate?.flows.find((each) => each.flow === flow)?.shown;
  return shown ? { health: shown.health, basis: shown.basis } : null;
};

/** The instants to judge at, `from` first; too many are told in steps. */
const momentsOf = (grounds: Grounds, from: Date, at: Date): Date[] => {
  const changes = changePoints(grounds, from, at);
  return [from, ...(changes.length > MAX_CHANGES ? steps(from, at) : changes)];
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
