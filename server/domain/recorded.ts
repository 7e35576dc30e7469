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
