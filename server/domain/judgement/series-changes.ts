import type { Directory } from '../directory';
import { latest } from '../intervals';
import type { Maintenance } from '../maintenances';
import { freezeOf, isFrozenBy } from '../measured';
import { type Freeze, type Run, type Series, silentFrom, thaw } from '../observations';
import { PROFESSIONS } from '../vocabulary';
import { INVOICES } from './time-rules';

type Known = {
  directory: Directory;
  /** Those recorded by `knownAt`. */
  maintenances: readonly Maintenance[];
  /** Null: as known at each instant judged. */
  knownAt: Date | null;
};

/** `failingSince`: where failures of invoicing may be said to begin. */
export type SeriesChanges = { changes: Date[]; failingSince: Date[] };

/**
 * Where one probe's word may change, silence included. More instants than needed do no harm; too few would have an
 * old answer stand.
 */
export const seriesChanges = (known: Known, series: Series): SeriesChanges => {
  const sets = freezeSets(known, series);
  const { runs, intervalMs } = series;
  const results = series.results.filter(({ recordedAt }) => !known.knownAt || recordedAt <= known.knownAt);
  const parts = sets.flatMap((freezes) => runs.flatMap((run) => thaw(run, intervalMs, freezes)));
  return {
    changes: [
      ...results.map(({ observedAt, recordedAt }) =>
        known.knownAt ? observedAt : (latest([observedAt, recordedAt]) ?? observedAt),
      ),
      ...sets.flatMap((freezes) =>
        results.map(({ observedAt }) => silentFrom(observedAt, intervalMs, freezes)),
      ),
      ...sets.flatMap((freezes) => runChanges(runs, intervalMs, freezes)),
      ...parts.flatMap(({ thirdAt }) => thirdAt ?? []),
    ],
    failingSince:
      series.flow !== INVOICES
        ? []
        : [
            ...parts.filter(({ isOk }) => !isOk).map(({ firstAt }) => firstAt),
            ...results.filter(({ outcome }) => outcome !== 'ok').map(({ observedAt }) => observedAt),
          ],
  };
};

/** A run is heard of from its first result and silent after its last; one that takes over from another changes nothing. */
const runChanges = (runs: readonly Run[], intervalMs: number, freezes: readonly Freeze[]): Date[] =>
  runs.flatMap(({ firstAt, lastAt }, rank) => {
    const before = runs[rank - 1];
    const after = runs[rank + 1];
    const silent = silentFrom(lastAt, intervalMs, freezes);
    const isHeardAgain = !before || firstAt >= silentFrom(before.lastAt, intervalMs, freezes);
    return [...(isHeardAgain ? [firstAt] : []), ...(!after || after.firstAt > silent ? [silent] : [])];
  });

/** What freezes a series, for each profession; and, where windows were recorded after they began, before each was. */
const freezeSets = ({ directory, maintenances, knownAt }: Known, { platform, flow }: Series): Freeze[][] => {
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
