import type { Evidence } from './evidence';
import { grouped } from './grouped';
import type { Statement } from './statements';

/** The facts of one platform that a judgement may rest on. */
export type PlatformFacts = Pick<Evidence, (typeof JUDGED)[number]>;

const JUDGED = [
  'statements',
  'confirmations',
  'retractions',
  'closings',
  'maintenances',
  'series',
  'alarms',
] as const satisfies readonly (keyof Evidence)[];

/** By platform; those of which nothing is on record are left out. */
type Split = ReadonlyMap<string, PlatformFacts>;

const splits = new WeakMap<Evidence, Split>();

/** What the evidence holds of each platform; split once, so that one object a platform stands for its facts. */
export const platformFacts = (evidence: Evidence): Split => {
  const kept = splits.get(evidence);
  if (kept) return kept;
  const split = splitOf(evidence);
  splits.set(evidence, split);
  return split;
};

/**
 * Splits `after` like `before` was: a platform whose facts are the same objects in the same order keeps the object that
 * stands for them, and with it all that was judged of it.
 */
export const shareFacts = (before: Evidence, after: Evidence): void => {
  const split = new Map(platformFacts(before));
  for (const platform of touchedBetween(before, after)) {
    const facts = factsOf(after, platform);
    const held = split.get(platform);
    if (JUDGED.every((noun) => facts[noun].length === 0)) split.delete(platform);
    else if (!held || !isSame(held, facts)) split.set(platform, facts);
  }
  splits.set(after, split);
};

/** The platforms that some fact is of which is in one only of the two, or elsewhere among the others. */
const touchedBetween = (before: Evidence, after: Evidence): ReadonlySet<string> => {
  const moved = Object.fromEntries(
    JUDGED.map((noun) => [noun, differing<object>(before[noun], after[noun])]),
  ) as { [N in (typeof JUDGED)[number]]: Evidence[N] };
  const about = new Set([...moved.confirmations, ...moved.retractions].map(({ statement }) => statement));
  const closed = new Set(moved.closings.map(({ incident }) => incident));
  const isConcerned = ({ id, incident }: Statement) =>
    about.has(id) || (incident !== null && closed.has(incident));
  const concerned =
    about.size + closed.size > 0 ? [...before.statements, ...after.statements].filter(isConcerned) : [];
  const facts = [...moved.statements, ...moved.maintenances, ...moved.series, ...moved.alarms, ...concerned];
  return new Set(facts.map(({ platform }) => platform));
};

/** What is left of two lists without what they begin and end with alike. */
const differing = <F>(before: readonly F[], after: readonly F[]): readonly F[] => {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return [...before.slice(start, before.length - end), ...after.slice(start, after.length - end)];
};

const isSame = (one: PlatformFacts, other: PlatformFacts): boolean =>
  JUDGED.every(
    (noun) =>
      one[noun].length === other[noun].length && one[noun].every((fact, rank) => fact === other[noun][rank]),
  );

const factsOf = (evidence: Evidence, platform: string): PlatformFacts => {
  const isOfIt = (fact: { platform: string }) => fact.platform === platform;
  const statements = evidence.statements.filter(isOfIt);
  const ids = new Set(statements.map(({ id }) => id));
  const incidents = new Set(statements.map(({ incident }) => incident));
  return {
    statements,
    confirmations: evidence.confirmations.filter(({ statement }) => ids.has(statement)),
    retractions: evidence.retractions.filter(({ statement }) => ids.has(statement)),
    closings: evidence.closings.filter(({ incident }) => incidents.has(incident)),
    maintenances: evidence.maintenances.filter(isOfIt),
    series: evidence.series.filter(isOfIt),
    alarms: evidence.alarms.filter(isOfIt),
  };
};

const splitOf = (evidence: Evidence): Split => {
  const statements = grouped(evidence.statements, ({ platform }) => platform);
  const platformOf = new Map(evidence.statements.map(({ id, platform }) => [id, platform]));
  const platformsOf = new Map<string, Set<string>>();
  for (const { incident, platform } of evidence.statements) {
    if (incident === null) continue;
    const own = platformsOf.get(incident);
    if (own) own.add(platform);
    else platformsOf.set(incident, new Set([platform]));
  }
  const ofStatement = ({ statement }: { statement: string }) => platformOf.get(statement);
  const confirmations = grouped(evidence.confirmations, ofStatement);
  const retractions = grouped(evidence.retractions, ofStatement);
  const closings = grouped(
    evidence.closings.flatMap((closing) =>
      [...(platformsOf.get(closing.incident) ?? [])].map((platform) => ({ platform, closing })),
    ),
    ({ platform }) => platform,
  );
  const maintenances = grouped(evidence.maintenances, ({ platform }) => platform);
  const series = grouped(evidence.series, ({ platform }) => platform);
  const alarms = grouped(evidence.alarms, ({ platform }) => platform);
  const platforms = new Set([
    ...[...statements.keys()],
    ...[...maintenances.keys()],
    ...[...series.keys()],
    ...[...alarms.keys()],
  ]);
  return new Map(
    [...platforms].map((platform) => [
      platform,
      {
        statements: statements.get(platform) ?? [],
        confirmations: confirmations.get(platform) ?? [],
        retractions: retractions.get(platform) ?? [],
        closings: (closings.get(platform) ?? []).map(({ closing }) => closing),
        maintenances: maintenances.get(platform) ?? [],
        series: series.get(platform) ?? [],
        alarms: alarms.get(platform) ?? [],
      },
    ]),
  );
};
