import type { Directory } from '../facts/directory';
import type { Evidence } from '../facts/evidence';
import { grouped } from '../facts/grouped';
import { parisDay } from '../facts/intervals';
import { isInForce, type Maintenance } from '../facts/maintenances';
import type { Series } from '../facts/observations';
import type { Alarm } from '../facts/reports';
import { isForgotten, newestFirst, type Statement, stands } from '../facts/statements';
import type { Flow } from '../facts/vocabulary';

/** What of the facts counts at an instant `at`, from what was recorded by `knownAt`. */

type Recorded = { recordedAt: Date };
type Effective = Recorded & { effectiveAt: Date };
type Asked = { at: Date; knownAt: Date };

/** Those recorded by then. */
export const knownBy = <F extends Recorded>(facts: readonly F[], knownAt: Date): F[] =>
  facts.filter(({ recordedAt }) => recordedAt <= knownAt);

/** Those that had taken effect, and were recorded by then. */
export const heardBy = <F extends Effective>(facts: readonly F[], { at, knownAt }: Asked): F[] =>
  knownBy(facts, knownAt).filter(({ effectiveAt }) => effectiveAt <= at);

/** The statements, by id, that were taken back by then. */
export const retractedBy = (
  retractions: readonly (Recorded & { statement: string })[],
  knownAt: Date,
): ReadonlySet<string> => new Set(knownBy(retractions, knownAt).map(({ statement }) => statement));

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
  excluded: ReadonlyMap<string, readonly Maintenance[]>;
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
    excluded: grouped(
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

export type Voice = { statement: Statement; stands: boolean };

/**
 * Who says what of some platforms, newest first, other professions' voices included (they are shown as such).
 * What names only other mutuelles, and what an organisation says beyond its platforms or mutuelles, is left out.
 */
export const voicesOn = (known: Known, platforms: readonly string[], mutuelle: string | null): Voice[] =>
  platforms
    .flatMap((platform) => known.statements.get(platform) ?? [])
    .filter((statement) => concerns(known, statement, mutuelle))
    .sort(newestFirst)
    .map((statement) => ({ statement, stands: stands(statement, known.at) }));

const concerns = (known: Known, statement: Statement, mutuelle: string | null): boolean => {
  const speaker = known.directory.organisations.get(statement.by);
  if (speaker?.kind === 'operator' && !speaker.platforms.includes(statement.platform)) return false;
  if (speaker?.kind === 'mutuelle' && (mutuelle === null || !speaker.mutuelles.includes(mutuelle)))
    return false;
  return statement.mutuelles === null || (mutuelle !== null && statement.mutuelles.includes(mutuelle));
};
