import { type Convention, type Directory, sourceDayEnd } from '../facts/directory';
import { type Evidence, NO_EVIDENCE } from '../facts/evidence';
import { dayAfter, MINUTE, startOfDay } from '../facts/intervals';
import { type PlatformFacts, platformFacts } from '../facts/platform-facts';
import { type Statement, saidAt } from '../facts/statements';
import {
  type Anchor,
  INVOICES,
  lengthOf,
  OWN_INSTANTS,
  PAYMENT_DAYS_TOLD,
  TIME_RULES,
  type TimeRule,
} from '../facts/time-rules';
import { type SeriesChanges, seriesChanges } from './series-changes';

/** What an answer rests on. */
export type Grounds = {
  directory: Directory;
  evidence: Evidence;
  /** Those that bear on the answer by their beginning, their end, or their source. */
  conventions: readonly Convention[];
  /** Facts recorded by then count, whichever instant is judged; null: by the instant judged. */
  knownAt: Date | null;
};

/**
 * Every instant of ]from, to] at which a judgement may change, in order, put off to the next whole minute, or `step`
 * (milliseconds): what is judged at a whole minute is what was judged at the last of them.
 */
export const changePoints = (grounds: Grounds, from: Date, to: Date, step = MINUTE): Date[] => {
  const changes = judgementChanges(recordedIn(grounds)).map((instant) => Math.ceil(instant / step) * step);
  return [...new Set(changes)]
    .filter((instant) => instant > +from && instant <= +to)
    .sort((a, b) => a - b)
    .map((instant) => new Date(instant));
};

/**
 * The first instant of ]from, to] at which anything told may change, to the millisecond; `to` when none does. What is
 * told by spans changes on the next whole minute.
 */
export const nextChangePoint = (grounds: Grounds, from: Date, to: Date): Date =>
  new Date(Math.min(+to, firstAfter(allChanges(grounds), +from)));

const allChanges = (grounds: Grounds): number[] => {
  const known = recordedIn(grounds);
  const changes = judgementChanges(known);
  return [...changes, ...changes.map(nextMinute), ...tellingChanges(known, changes)];
};

/**
 * Every instant, in order, at which what counts of a platform turns for whoever knows at each instant what was known
 * then; milliseconds.
 */
export const platformTurns = (directory: Directory, facts: PlatformFacts): readonly number[] => {
  const kept = turns.get(facts);
  if (kept?.directory === directory) return kept.instants;
  const { statements, confirmations, retractions, closings, maintenances } = facts;
  const evidence = { ...NO_EVIDENCE, ...facts };
  const instants = [
    ...judgementChanges(recordedIn({ directory, evidence, conventions: [], knownAt: null })),
    ...[...statements, ...confirmations, ...retractions, ...closings, ...maintenances].map(
      ({ storedAt }) => +storedAt,
    ),
  ];
  const inOrder = [...new Set(instants)].sort((a, b) => a - b);
  turns.set(facts, { directory, instants: inOrder });
  return inOrder;
};

const turns = new WeakMap<PlatformFacts, { directory: Directory; instants: readonly number[] }>();

/**
 * `nextChangePoint` of all of a record as it is known at each instant, from what was found of each platform before:
 * readers of now may be told anything.
 */
export const nextChangeNow = (directory: Directory, evidence: Evidence, from: Date, to: Date): Date => {
  const { updates, notices, payments } = evidence;
  const beside = { ...NO_EVIDENCE, updates, notices, payments };
  const instants = [
    ...[...platformFacts(evidence).values()].map((facts) => firstAfter(tellings(directory, facts), +from)),
    firstAfter(conventionChanges(directory), +from),
    firstAfter(allChanges({ directory, evidence: beside, conventions: [], knownAt: null }), +from),
  ];
  return new Date(Math.min(+to, ...instants));
};

/** Of instants in any order. */
const firstAfter = (instants: readonly number[], from: number): number =>
  instants.reduce((next, each) => (each > from && each < next ? each : next), Number.POSITIVE_INFINITY);

const tellings = (directory: Directory, facts: PlatformFacts): readonly number[] => {
  const kept = platformTellings.get(facts);
  if (kept?.directory === directory) return kept.instants;
  const evidence = { ...NO_EVIDENCE, ...facts };
  const instants = allChanges({ directory, evidence, conventions: [], knownAt: null });
  platformTellings.set(facts, { directory, instants });
  return instants;
};

const platformTellings = new WeakMap<PlatformFacts, { directory: Directory; instants: readonly number[] }>();

const conventionChanges = (directory: Directory): readonly number[] => {
  const kept = directoryChanges.get(directory);
  if (kept) return kept;
  const conventions = [...directory.conventionsOf.values()].flat();
  const instants = allChanges({ directory, evidence: NO_EVIDENCE, conventions, knownAt: null });
  directoryChanges.set(directory, instants);
  return instants;
};

const directoryChanges = new WeakMap<Directory, readonly number[]>();

const nextMinute = (instant: number): number => Math.ceil(instant / MINUTE) * MINUTE;

type Known = Grounds & { series: readonly SeriesChanges[] };

/** Without what is recorded too late to count. */
const recordedIn = ({ directory, evidence, conventions, knownAt }: Grounds): Known => {
  const recorded = <F extends { recordedAt: Date }>(facts: readonly F[]) =>
    knownAt ? facts.filter(({ recordedAt }) => recordedAt <= knownAt) : facts;
  const maintenances = recorded(evidence.maintenances);
  return {
    directory,
    evidence: {
      ...evidence,
      statements: recorded(evidence.statements),
      confirmations: recorded(evidence.confirmations),
      retractions: recorded(evidence.retractions),
      updates: recorded(evidence.updates),
      payments: recorded(evidence.payments),
      closings: recorded(evidence.closings),
      maintenances,
    },
    conventions,
    knownAt,
    series: evidence.series.map((each) => {
      const said = evidence.statements.filter(({ platform }) => platform === each.platform).map(saidAt);
      return seriesChanges({ directory, maintenances, said, knownAt }, each);
    }),
  };
};

/** Milliseconds, in no order. */
const judgementChanges = (known: Known): number[] => {
  const { evidence, knownAt, conventions, series } = known;
  const { statements, closings, confirmations, retractions, maintenances } = evidence;
  return [
    ...takenInAt([...statements, ...closings], knownAt),
    ...(knownAt
      ? []
      : [...confirmations, ...retractions, ...maintenances].map(({ recordedAt }) => +recordedAt)),
    ...ownInstants(evidence, OWN_INSTANTS.judgement),
    ...series.flatMap(({ changes }) => changes.map(Number)),
    ...startsOf(conventions.flatMap(({ from, to }) => [from, to])),
    ...ruleChanges('judgement', known, []),
  ];
};

const tellingChanges = (known: Known, changes: readonly number[]): number[] => {
  const { evidence, knownAt, series } = known;
  const { statements, closings, confirmations, retractions, maintenances, updates } = evidence;
  const facts = [...statements, ...closings, ...confirmations, ...retractions, ...maintenances];
  // What comes late is placed, once known, where it took effect: an outage is over since then.
  const inHindsight = [...statements, ...closings].map(({ effectiveAt }) => +effectiveAt);
  return [
    ...takenInAt(updates, knownAt),
    ...series.flatMap(({ heard }) => heard.map(Number)),
    // Until a fact is stored here, an answer that rests on it says « reconstitué ».
    ...(knownAt ? [] : facts.map(({ storedAt }) => +storedAt)),
    ...ownInstants(evidence, OWN_INSTANTS.telling),
    ...takenInAt(
      evidence.payments.map(({ recordedAt }) => ({ effectiveAt: recordedAt, recordedAt })),
      knownAt,
    ),
    ...startsOf(evidence.payments.flatMap(({ day }) => [day, dayAfter(day, PAYMENT_DAYS_TOLD)])),
    ...ruleChanges(
      'telling',
      known,
      [...changes, ...inHindsight].flatMap((each) => [each, nextMinute(each)]),
    ),
  ];
};

/** From when a fact counts: as soon as it takes effect, when it is known all along; else once it is known too. */
const takenInAt = (
  facts: readonly { effectiveAt: Date; recordedAt: Date }[],
  knownAt: Date | null,
): number[] => facts.map((fact) => +(knownAt ? fact.effectiveAt : saidAt(fact)));

type Names = { readonly [N in keyof Evidence]?: readonly (keyof Evidence[N][number])[] };

const ownInstants = (evidence: Evidence, names: Names): number[] =>
  (Object.keys(names) as (keyof Names)[]).flatMap((noun) => instantsOf(evidence, noun, names));

const instantsOf = <N extends keyof Names>(evidence: Evidence, noun: N, names: Names): number[] =>
  evidence[noun].flatMap((fact: Evidence[N][number]) =>
    (names[noun] ?? []).flatMap((name: keyof Evidence[N][number]) => {
      const value: unknown = fact[name];
      return value instanceof Date ? [+value] : [];
    }),
  );

const ruleChanges = (changes: TimeRule['changes'], known: Known, changed: readonly number[]): number[] =>
  Object.values<TimeRule>(TIME_RULES)
    .filter((rule) => rule.changes === changes)
    .flatMap((rule) => ANCHORS[rule.from](known, changed).map((instant) => +instant + lengthOf(rule)));

/** Each anchor's instants, in the facts. */
const ANCHORS: Record<Anchor, (known: Known, changed: readonly number[]) => readonly (Date | number)[]> = {
  said: ({ evidence }) => evidence.statements.map(saidAt),
  'said-without-end': ({ evidence }) =>
    evidence.statements.filter(({ validUntil }) => validUntil === null).map(saidAt),
  'said-while-measured': ({ evidence }) => {
    const measured = new Set(
      evidence.series.flatMap(({ platform, runs }) => (runs.length > 0 ? platform : [])),
    );
    return evidence.statements.filter(({ platform }) => measured.has(platform)).map(saidAt);
  },
  'last-word': ({ evidence }) => [...evidence.statements, ...evidence.updates].map(saidAt),
  'down-since': ({ evidence, series }) => [
    ...evidence.statements.filter(isInvoicingDown).map(({ effectiveAt }) => effectiveAt),
    ...series.flatMap(({ failingSince }) => failingSince),
  ],
  'published-without-end': ({ evidence }) =>
    evidence.notices.filter(({ validUntil }) => validUntil === null).map(({ publishedAt }) => publishedAt),
  'source-day': ({ conventions }) =>
    [...new Set(conventions.map(({ source }) => source.asOf))].flatMap(
      (asOf) => sourceDayEnd({ asOf }) ?? [],
    ),
  change: (_, changed) => changed,
};

const isInvoicingDown = ({ flows, health }: Statement): boolean =>
  health === 'down' && flows.includes(INVOICES);

/** Where Paris days begin: two nights a year are an hour longer or shorter. */
const startsOf = (days: readonly (string | null)[]): number[] =>
  [...new Set(days)].flatMap((day) => (day === null ? [] : [+startOfDay(day)]));
