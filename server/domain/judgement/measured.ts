import type { Series, Witnessed } from '../facts/observations';
import type { Flow, Profession } from '../facts/vocabulary';
import { type ExcludedPeriod, type Reading, readSeries, type Signal, signalOf } from './damping';
import { freezeOf, isFrozenBy } from './freezes';
import { type Known, knownOf } from './known-facts';
import type { KnownPlatform } from './known-platform';

/** What one probe says of a flow to a profession, with whose word it is. */
export type ProbeReading = Reading & Pick<Series, 'probe' | 'source' | 'witnessOf'>;

/** Each probe of a flow, those disabled or never heard left out. Read once for all professions that the same windows freeze. */
export const readingsFor = (
  known: Known,
  platform: string,
  flow: Flow,
  profession: Profession,
): readonly ProbeReading[] => {
  const counts = knownOf(known, platform);
  const own = counts.series.get(flow);
  if (!own) return [];
  const windows = counts.excluded.filter((window) => isFrozenBy(known.directory, window, flow, profession));
  const kept = keptAt(counts, known);
  const key = [flow, ...windows.map(({ id }) => id)].join(' ');
  const readings =
    kept.get(key) ??
    own.flatMap((each) =>
      readingsOf(
        known,
        each,
        windows.map((window) => freezeOf(window, known)),
      ),
    );
  kept.set(key, readings);
  return readings;
};

type Readings = Map<string, readonly ProbeReading[]>;

/** Of the instant asked last: what counts of a platform may outlive it, what a probe last said does not. */
const keptAt = (counts: KnownPlatform, { at, knownAt }: Known): Readings => {
  const before = readings.get(counts);
  if (before && +before.at === +at && +before.knownAt === +knownAt) return before.kept;
  const kept: Readings = new Map();
  readings.set(counts, { at, knownAt, kept });
  return kept;
};

const readings = new WeakMap<KnownPlatform, Pick<Known, 'at' | 'knownAt'> & { kept: Readings }>();

/** The signal (RULES.md 8): raw results damped, windows of maintenance frozen; null: nothing to go by. */
export const signalFor = (
  known: Known,
  platform: string,
  flow: Flow,
  profession: Profession,
): Signal | null => {
  if (!knownOf(known, platform).series.has(flow)) return null;
  return signalOf(readingsFor(known, platform, flow, profession));
};

const readingsOf = (known: Known, series: Series, excluded: readonly ExcludedPeriod[]): ProbeReading[] => {
  const reading = readSeries(series, known.at, known.knownAt, excluded);
  const { probe, source, witnessOf } = series;
  return reading ? [{ ...reading, probe, source, witnessOf }] : [];
};

/**
 * The signal of those who bear witness to a return: measures that two others answered for before the outage began
 * (`speakers/measures`), and that nobody touched since.
 */
export const witnessFor = (
  known: Known,
  platform: string,
  flow: Flow,
  profession: Profession,
  statement: string,
): Signal | null =>
  signalOf(
    readingsFor(known, platform, flow, profession).filter(({ witnessOf }) =>
      witnessOf.some((each) => each.statement === statement && !isTouched(each, known)),
    ),
  );

const isTouched = ({ until }: Witnessed, { at, knownAt }: Known): boolean =>
  until !== null && until <= at && until <= knownAt;

/** The signal beside the last raw result of its probes; null: nothing was ever heard. */
export const measuredOf = (known: Known, platform: string, flow: Flow, profession: Profession) => {
  const readings = readingsFor(known, platform, flow, profession);
  const [newest] = [...readings].sort((a, b) => +b.last - +a.last);
  if (!newest) return null;
  const signal = signalOf(readings);
  return {
    state: signal?.kind ?? null,
    since: signal && signal.kind !== 'stale' ? signal.since : null,
    last: newest.last,
    isLastOk: newest.isLastOk,
    probes: readings.length,
  };
};
