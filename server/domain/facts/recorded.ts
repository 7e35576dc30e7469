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

/** The statements, by id, that were taken back by then. */
export const retractedBy = (
  retractions: readonly (Recorded & { statement: string })[],
  knownAt: Date,
): ReadonlySet<string> => new Set(knownBy(retractions, knownAt).map(({ statement }) => statement));
