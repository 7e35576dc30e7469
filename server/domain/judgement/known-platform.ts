import type { Directory } from '../facts/directory';
import { grouped } from '../facts/grouped';
import { isInForce, type Maintenance } from '../facts/maintenances';
import type { Series } from '../facts/observations';
import type { PlatformFacts } from '../facts/platform-facts';
import { type Asked, heardBy, knownBy, retractedBy } from '../facts/recorded';
import type { Alarm } from '../facts/reports';
import { isForgotten, newestFirst, type Statement } from '../facts/statements';
import type { Flow } from '../facts/vocabulary';

/** What of the facts of one platform counts at an instant, from what was recorded by another. */
export type KnownPlatform = {
  /** Newest first. */
  statements: readonly Statement[];
  confirmed: ReadonlySet<string>;
  /** In force. */
  windows: readonly Maintenance[];
  /** Windows known of, in force or over: what was measured during one does not count. */
  excluded: readonly Maintenance[];
  series: ReadonlyMap<Flow, readonly Series[]>;
  alarms: readonly Alarm[];
  /** Mutuelles that something is said of in particular; of all others the judgement is the operator's. */
  named: ReadonlySet<string>;
  /** A fact of it entered this database after `knownAt` (« reconstitué »). */
  isReconstituted: boolean;
};

export const knownPlatform = (
  directory: Directory,
  facts: PlatformFacts,
  { at, knownAt }: Asked,
): KnownPlatform => {
  const asked = { at, knownAt };
  const retractions = knownBy(facts.retractions, knownAt);
  const closings = heardBy(facts.closings, asked);
  const confirmations = knownBy(facts.confirmations, knownAt);
  const retracted = retractedBy(facts.retractions, knownAt);
  const closed = new Set(closings.map(({ incident }) => incident));
  const alarms = facts.alarms.filter(({ from, to }) => from <= at && at < to);
  const windows = unique(facts.maintenances.filter((window) => isInForce(window, at, knownAt)));

  const within = heardBy(unique(facts.statements), asked).filter((statement) => !isForgotten(statement, at));
  const heard = within
    .filter(({ id }) => !retracted.has(id))
    .filter(({ incident }) => incident === null || !closed.has(incident))
    .sort(newestFirst);

  return {
    statements: heard,
    confirmed: new Set(confirmations.map(({ statement }) => statement)),
    windows,
    excluded: unique(knownBy(facts.maintenances, knownAt)).filter(({ from }) => from <= at),
    series: grouped(facts.series, ({ flow }) => flow),
    alarms,
    named: new Set([...heard, ...windows, ...alarms].flatMap((fact) => mutuellesNamed(directory, fact))),
    isReconstituted: isStoredAfter(knownAt, within, windows, [...retractions, ...confirmations, ...closings]),
  };
};

export const nothingKnown = (): KnownPlatform => ({
  statements: [],
  confirmed: new Set(),
  windows: [],
  excluded: [],
  series: new Map(),
  alarms: [],
  named: new Set(),
  isReconstituted: false,
});

/** A duplicate changes nothing. */
const unique = <T extends { id: string }>(facts: readonly T[]): T[] => [
  ...new Map(facts.map((fact) => [fact.id, fact])).values(),
];

const mutuellesNamed = (directory: Directory, fact: Statement | Maintenance | Alarm): readonly string[] => {
  if ('mutuelle' in fact) return fact.mutuelle === null ? [] : [fact.mutuelle];
  const speaker = directory.organisations.get(fact.by);
  const own = speaker?.kind === 'mutuelle' ? speaker.mutuelles : [];
  return 'mutuelles' in fact ? [...own, ...(fact.mutuelles ?? [])] : own;
};

type Consequence = { storedAt: Date } & ({ statement: string } | { incident: string });

const isStoredAfter = (
  knownAt: Date,
  statements: readonly Statement[],
  windows: readonly Maintenance[],
  consequences: readonly Consequence[],
): boolean => {
  const late = consequences.filter((fact) => fact.storedAt > knownAt);
  const touched = new Set(late.map((fact) => ('statement' in fact ? fact.statement : fact.incident)));
  return [...statements, ...windows].some(
    (fact) =>
      fact.storedAt > knownAt ||
      ('incident' in fact &&
        (touched.has(fact.id) || (fact.incident !== null && touched.has(fact.incident)))),
  );
};
