import type { listProbes } from '#db/newest-results';
import type { Probe } from '#db/probes';
import { strongTag } from '#server/contract/entity-tag';
import { probeSteps } from '#server/contract/probe-steps';
import type { Series } from '#server/domain/facts/observations';
import { type Reading, readSeries } from '#server/domain/judgement/damping';
import { hasCome } from '#server/domain/speakers/restrictions';
import { versionOf } from '../kit/etag';

type Listed = Awaited<ReturnType<typeof listProbes>>[number];

export const isEnabled = (
  { enabledAt, disabledAt }: Pick<Probe, 'enabledAt' | 'disabledAt'>,
  now: Date,
): boolean => enabledAt !== null && !hasCome(disabledAt, now);

/** The parts of a probe that may change, from which its version is computed. */
export const definitionOf = ({
  name,
  intervalSeconds,
  timeoutMs,
  steps,
}: Pick<Probe, 'name' | 'intervalSeconds' | 'timeoutMs' | 'steps'>) => ({
  name,
  intervalSeconds,
  timeoutMs,
  steps: probeSteps.parse(steps),
});

export const recordJson = (probe: Probe, now: Date) => {
  const { id, platform, flow, kind } = probe;
  const definition = definitionOf(probe);
  const etag = strongTag(versionOf(definition));
  return { id, platform, flow, kind, ...definition, enabled: isEnabled(probe, now), etag };
};

export const lineJson = (listed: Listed, series: Series | undefined, at: Date) => {
  const { id, platform, flow, kind, intervalSeconds, observedAt, outcome, durationMs, seen } = listed;
  const reading = series ? readSeries(series, at, at, []) : null;
  const last = observedAt && { observedAt, outcome, durationMs, seen };
  return {
    id,
    platform,
    flow,
    name: publicName(listed),
    kind,
    intervalSeconds,
    last,
    enabled: isEnabled(listed, at),
    state: stateOf(reading),
  };
};

/** A key was named by whoever made it, for those who manage it: anybody is told whose it is. */
export const publicName = ({ kind, name, organisation }: Listed): string =>
  kind === 'pushed' ? (organisation ?? 'Mesures envoyées') : name;

const stateOf = (reading: Reading | null) =>
  reading?.isStale ? ('silent' as const) : (reading?.state?.kind ?? null);
