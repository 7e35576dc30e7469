import { grouped } from './grouped';

/** Facts as they were heard of: from what was recorded by `knownAt`, at an instant `at`. */

type Recorded = { recordedAt: Date };
type Effective = Recorded & { effectiveAt: Date };
export type Asked = { at: Date; knownAt: Date };

/** Those recorded by then. */
export const knownBy = <F extends Recorded>(facts: readonly F[], knownAt: Date): F[] =>
  facts.filter(({ recordedAt }) => recordedAt <= knownAt);

/** Those that had taken effect, and were recorded by then. */
export const heardBy = <F extends Effective>(facts: readonly F[], { at, knownAt }: Asked): F[] =>
  knownBy(facts, knownAt).filter(({ effectiveAt }) => effectiveAt <= at);

type OfIncident = { incident: string | null };

/** Facts by their incident, sorted out once a list: a page asks of many incidents what was said in each. */
const byIncident = new WeakMap<readonly OfIncident[], ReadonlyMap<string | null, OfIncident[]>>();

/** Those about one incident, in the order given. */
export const ofIncident = <F extends OfIncident>(facts: readonly F[], incident: string): readonly F[] => {
  const sorted = byIncident.get(facts) ?? grouped(facts, (fact) => fact.incident);
  byIncident.set(facts, sorted);
  return (sorted.get(incident) ?? []) as F[];
};

/** The statements, by id, that were taken back by then. */
export const retractedBy = (
  retractions: readonly (Recorded & { statement: string })[],
  knownAt: Date,
): ReadonlySet<string> => {
  const before = lastRetracted.get(retractions);
  if (before && before.knownAt === +knownAt) return before.ids;
  const ids = new Set(knownBy(retractions, knownAt).map(({ statement }) => statement));
  lastRetracted.set(retractions, { knownAt: +knownAt, ids });
  return ids;
};

/** Those of the instant that was asked last: a page asks it of each incident. */
const lastRetracted = new WeakMap<readonly Recorded[], { knownAt: number; ids: ReadonlySet<string> }>();
