import type { Directory } from '../facts/directory';
import type { Evidence } from '../facts/evidence';
import {
  type AvailabilityReading,
  type Flow,
  type Health,
  PROFESSIONS,
  type Profession,
} from '../facts/vocabulary';
import { judgePlatform } from '../judgement/candidate';
import { changePoints } from '../judgement/change-points';
import type { Signal } from '../judgement/damping';
import { severity } from '../judgement/health';
import { type Known, knownFacts, knownOf } from '../judgement/known-facts';
import { windowsBearing } from '../judgement/links';
import { signalFor } from '../judgement/measured';
import { evidenceFor } from '../judgement/subject';

/** How a flow is for a profession, null: for whoever. `isTold`: somebody said or measured it. */
export type State = { profession: Profession | null; health: Health; isKnown: boolean };

/** A span during which a flow stays as it is for everybody, `to` excluded. */
export type Segment = { from: Date; to: Date; states: readonly State[] };

type FlowStates = { flow: Flow; states: readonly State[] };

/** The worst; of two alike the one that nothing proves. */
export const worstState = (states: readonly State[]): State =>
  states.reduce((worst, state) => {
    const worse = severity(state.health) - severity(worst.health);
    return worse > 0 || (worse === 0 && !state.isKnown) ? state : worst;
  });

/** Each flow of a platform over [from, to[, as known at `knownAt`. */
export const segmentsOf = (
  directory: Directory,
  evidence: Evidence,
  platform: string,
  reading: AvailabilityReading,
  { from, to }: { from: Date; to: Date },
  knownAt: Date,
): ReadonlyMap<Flow, readonly Segment[]> => {
  const heard = reading === 'declared' ? { ...evidence, series: [], alarms: [] } : evidence;
  const relevant = evidenceFor(directory, heard, { concentrator: null }, { platform });
  const grounds = { directory, evidence: relevant, conventions: [], knownAt };
  // To the millisecond: put off to the minute, an outage of thirty seconds would be none.
  const moments = [from, ...changePoints(grounds, from, to, 1).filter((change) => change < to)];
  const segments = new Map<Flow, Segment[]>();
  moments.forEach((moment, index) => {
    const known = knownFacts(directory, relevant, moment, knownAt);
    const perFlow = reading === 'measured' ? measuredAt(known, platform) : judgedAt(known, platform);
    for (const { flow, states } of perFlow) extend(segments, flow, moment, moments[index + 1] ?? to, states);
  });
  return segments;
};

const extend = (
  segments: Map<Flow, Segment[]>,
  flow: Flow,
  from: Date,
  to: Date,
  states: readonly State[],
): void => {
  const own = segments.get(flow) ?? [];
  segments.set(flow, own);
  const last = own.at(-1);
  if (last && +last.to === +from && isSame(last.states, states)) own[own.length - 1] = { ...last, to };
  else own.push({ from, to, states });
};

const isSame = (one: readonly State[], other: readonly State[]): boolean =>
  one.length === other.length &&
  one.every(({ profession, health, isKnown }, rank) => {
    const each = other[rank];
    return each?.profession === profession && each.health === health && each.isKnown === isKnown;
  });

const flowsOf = ({ directory }: Known, platform: string): readonly Flow[] =>
  directory.platforms.get(platform)?.flows ?? [];

/** Each flow of a platform as a profession meets it. */
const judgedFor = (known: Known, platform: string, profession: Profession) => {
  const { flows } = judgePlatform(known, platform, { profession, mutuelle: null, concentrator: null });
  return new Map(flows.map((judged) => [judged.flow, judged]));
};

/** What is shown: dependencies and windows included. */
const judgedAt = (known: Known, platform: string): FlowStates[] => {
  const judged = PROFESSIONS.map(
    (profession) => [profession, judgedFor(known, platform, profession)] as const,
  );
  return flowsOf(known, platform).map((flow) => ({
    flow,
    states: judged.map(([profession, flows]): State => {
      const shown = flows.get(flow)?.shown;
      return {
        profession,
        health: shown?.health ?? 'operational',
        isKnown: shown !== undefined && shown.basis !== 'presumed',
      };
    }),
  }));
};

/** What probes alone say of the platform itself; a window that freezes it for some is theirs alone. */
const measuredAt = (known: Known, platform: string): FlowStates[] => {
  const { series, excluded } = knownOf(known, platform);
  const asked = excluded.length > 0 ? PROFESSIONS : PROFESSIONS.slice(0, 1);
  return flowsOf(known, platform)
    .filter((flow) => series.has(flow))
    .map((flow) => {
      const states = asked.map((profession): State => {
        const signal = signalFor(known, platform, flow, profession);
        const isInWindow = windowsBearing(known, platform, flow, { profession, mutuelle: null }).length > 0;
        const health = isInWindow ? 'maintenance' : measuredHealth(signal);
        return { profession: null, health, isKnown: signal !== null };
      });
      return { flow, states: [worstState(states)] };
    });
};

/** What is measured during a window does not count. */
const measuredHealth = (signal: Signal | null): Health => {
  if (signal?.kind === 'failing') return 'down';
  return signal?.kind === 'healthy' ? 'operational' : 'unknown';
};
