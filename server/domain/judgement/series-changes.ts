import type { Directory } from '../facts/directory';
import { latest } from '../facts/intervals';
import type { Maintenance } from '../facts/maintenances';
import { apartMs, type Observation, type Run, runsOf, type Series } from '../facts/observations';
import { INVOICES } from '../facts/time-rules';
import { PROFESSIONS } from '../facts/vocabulary';
import { type ExcludedPeriod, isExcluded, silentFrom, withoutExcluded } from './damping';
import { freezeOf, isFrozenBy } from './freezes';

type Known = {
  directory: Directory;
  /** Those recorded by `knownAt`. */
  maintenances: readonly Maintenance[];
  /** When something was said of the platform: the first result after it may bear witness. */
  said: readonly Date[];
  /** Null: as known at each instant judged. */
  knownAt: Date | null;
};

/**
 * `changes`: of what a probe says, silence included. `heard`: of when it was last heard. `failingSince`: where failures
 * of invoicing may be said to begin.
 */
export type SeriesChanges = { changes: Date[]; heard: Date[]; failingSince: Date[] };

/** More instants than needed do no harm; too few would have an old answer stand. */
export const seriesChanges = (known: Known, series: Series): SeriesChanges => {
  const { intervalMs } = series;
  const results = series.results
    .filter(({ recordedAt }) => !known.knownAt || recordedAt <= known.knownAt)
    .sort((a, b) => +a.observedAt - +b.observedAt);
  const readings = excludedSets(known, series).flatMap((excluded) =>
    knownTogether(known, results).map((some) => {
      const counted = some.filter(({ observedAt }) => !isExcluded(observedAt, excluded));
      const runs = [
        ...series.runs.flatMap((run) => withoutExcluded(run, intervalMs, excluded)),
        ...runsOf(counted, apartMs(series)),
      ];
      return { excluded, some, runs };
    }),
  );
  const heardAt = ({ observedAt, recordedAt }: Observation): Date =>
    known.knownAt ? observedAt : (latest([observedAt, recordedAt]) ?? observedAt);
  const heard = results.map(heardAt);
  return {
    changes: [
      ...readings.flatMap(({ runs }) => runs.flatMap(({ thirdAt }) => thirdAt ?? [])),
      ...readings.flatMap(({ excluded }) => runChanges(series.runs, intervalMs, excluded)),
      ...readings.flatMap(({ excluded, some }) => silences(some, heardAt, intervalMs, excluded)),
      ...firstsAfter(known.said, results),
      ...series.witnessOf.flatMap(({ until }) => until ?? []),
      // What comes late may change what was concluded since.
      ...(known.knownAt ? [] : heard),
    ],
    heard,
    failingSince:
      series.flow === INVOICES
        ? readings.flatMap(({ runs }) => runs.filter(({ isOk }) => !isOk).map(({ firstAt }) => firstAt))
        : [],
  };
};

/** All results; and, where one comes after another that was observed later, those known before it came. In order. */
const knownTogether = ({ knownAt }: Known, results: readonly Observation[]): (readonly Observation[])[] => {
  if (knownAt) return [results];
  let newest = 0;
  const overtaken = new Set<number>();
  for (const { recordedAt } of results) {
    newest = Math.max(newest, +recordedAt);
    if (+recordedAt < newest) overtaken.add(newest);
  }
  return [
    results,
    ...[...overtaken].map((arrival) => results.filter(({ recordedAt }) => +recordedAt < arrival)),
  ];
};

/** Where a probe is heard for the first time or again, and from when it is silent, though its next result may come late. */
const silences = (
  results: readonly Observation[],
  heardAt: (result: Observation) => Date,
  intervalMs: number,
  excluded: readonly ExcludedPeriod[],
): Date[] =>
  results.flatMap(({ observedAt }, rank) => {
    const next = results[rank + 1];
    const silent = silentFrom(observedAt, intervalMs, excluded);
    const isSilentAfter = next === undefined || silent <= heardAt(next);
    const isAgain = isSilentAfter && next ? [next.observedAt] : [];
    return [...(rank === 0 ? [observedAt] : []), ...(isSilentAfter ? [silent, ...isAgain] : [])];
  });

/** The first result, of those in order, of each outcome after each instant: most come before all that is known. */
const firstsAfter = (instants: readonly Date[], results: readonly Observation[]): Date[] => {
  const ranks = new Set(
    instants.map((instant) => results.findIndex(({ observedAt }) => observedAt > instant)),
  );
  return [...ranks]
    .filter((rank) => rank >= 0)
    .flatMap((rank) => {
      const first = (isOk: boolean) =>
        results.find(({ outcome }, index) => index >= rank && (outcome === 'ok') === isOk);
      return [first(true), first(false)].flatMap((result) => result?.observedAt ?? []);
    });
};

/** A run is heard of from its first result and silent after its last; one that takes over from another changes nothing. */
const runChanges = (runs: readonly Run[], intervalMs: number, excluded: readonly ExcludedPeriod[]): Date[] =>
  runs.flatMap(({ firstAt, lastAt }, rank) => {
    const before = runs[rank - 1];
    const after = runs[rank + 1];
    const silent = silentFrom(lastAt, intervalMs, excluded);
    const isHeardAgain = !before || firstAt >= silentFrom(before.lastAt, intervalMs, excluded);
    return [...(isHeardAgain ? [firstAt] : []), ...(!after || after.firstAt > silent ? [silent] : [])];
  });

/** What freezes a series, for each profession; and, where windows were recorded after they began, before each was. */
const excludedSets = (
  { directory, maintenances, knownAt }: Known,
  { platform, flow }: Series,
): ExcludedPeriod[][] => {
  const windows = maintenances.filter(
    (window) => window.platform === platform && window.flows.includes(flow),
  );
  if (windows.length === 0) return [[]];
  const late = knownAt ? [] : windows.filter(({ from, recordedAt }) => recordedAt > from);
  const knownTogether = [
    windows,
    ...late.map((last) =>
      windows.filter((window) => !late.includes(window) || window.recordedAt < last.recordedAt),
    ),
  ];
  const sets = new Map<string, Maintenance[]>();
  for (const some of knownTogether) {
    for (const profession of PROFESSIONS) {
      const own = some.filter((window) => isFrozenBy(directory, window, flow, profession));
      sets.set(own.map(({ id }) => id).join(' '), own);
    }
  }
  const instants = { at: END_OF_TIME, knownAt: knownAt ?? END_OF_TIME };
  return [...sets.values()].map((own) => own.map((window) => freezeOf(window, instants)));
};

const END_OF_TIME = new Date(8.64e15);
