import type { Directory } from './directory';
import type { Evidence } from './evidence';
import { grouped } from './grouped';
import { parisDay } from './intervals';
import { isInForce, type Maintenance } from './maintenances';
import type { Series } from './observations';
import { heardBy, knownBy, retractedBy } from './recorded';
import type { Alarm } from './reports';
import { isForgotten, newestFirst, type Statement } from './statements';
import type { Flow } from './vocabulary';

/** What can still be heard of at `at`, from what was recorded by `knownAt`; statements newest first, by platform. */
export type Known = {
  directory: Directory;
  at: Date;
  knownAt: Date;
  /** The Paris day of `at`, YYYY-MM-DD. */
  day: string;
  statements: ReadonlyMap<string, readonly Statement[]>;
  confirmed: ReadonlySet<string>;
  windows: ReadonlyMap<string, readonly Maintenance[]>;
  /** Windows known of, in force or over: what was measured during one does not count. */
  freezes: ReadonlyMap<string, readonly Maintenance[]>;
  series: ReadonlyMap<string, readonly Series[]>;
  alarms: readonly Alarm[];
  /** Mutuelles that something is said of in particular; of all others the judgement is the operator's. */
  named: ReadonlySet<string>;
  /** Platforms of which a fact entered this database after `knownAt` (« reconstitué »). */
  reconstituted: ReadonlySet<string>;
};

export const seriesKey = (platform: string, flow: Flow): string => `${platform} ${flow}`;

export const knownFacts = (directory: Directory, evidence: Evidence, at: Date, knownAt: Date): Known => {
  const asked = { at, knownAt };
  const retractions = knownBy(evidence.retractions, knownAt);
  const closings = heardBy(evidence.closings, asked);
  const confirmations = knownBy(evidence.confirmations, knownAt);
  const retracted = retractedBy(evidence.retractions, knownAt);
  const closed = new Set(closings.map((closing) => closing.incident));
  const alarms = evidence.alarms.filter((alarm) => alarm.from <= at && at < alarm.to);
  const windows = evidence.maintenances.filter((maintenance) => isInForce(maintenance, at, knownAt));

  const within = heardBy(unique(evidence.statements), asked).filter(
    (statement) => !isForgotten(statement, at),
  );
  const heard = within
    .filter((statement) => !retracted.has(statement.id))
    .filter((statement) => statement.incident === null || !closed.has(statement.incident))
    .sort(newestFirst);

  return {
    directory,
    at,
    knownAt,
    day: parisDay(at),
    statements: grouped(heard, (statement) => statement.platform),
    confirmed: new Set(confirmations.map((confirmation) => confirmation.statement)),
    windows: grouped(unique(windows), (window) => window.platform),
    freezes: grouped(
      unique(knownBy(evidence.maintenances, knownAt)).filter(({ from }) => from <= at),
      (window) => window.platform,
    ),
    series: grouped(evidence.series, ({ platform, flow }) => seriesKey(platform, flow)),
    alarms,
    named: new Set([...heard, ...windows, ...alarms].flatMap((fact) => mutuellesNamed(directory, fact))),
    reconstituted: storedAfter(knownAt, within, windows, [...retractions, ...confirmations, ...closings]),
  };
};

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

const storedAfter = (
  knownAt: Date,
  statements: readonly Statement[],
  windows: readonly Maintenance[],
  consequences: readonly Consequence[],
): ReadonlySet<string> => {
  const late = consequences.filter((fact) => fact.storedAt > knownAt);
  const touched = new Set(late.map((fact) => ('statement' in fact ? fact.statement : fact.incident)));
  const isLate = (fact: Statement | Maintenance) =>
    fact.storedAt > knownAt ||
    ('incident' in fact && (touched.has(fact.id) || (fact.incident !== null && touched.has(fact.incident))));
  return new Set([...statements, ...windows].filter(isLate).map((fact) => fact.platform));
};
