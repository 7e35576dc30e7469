import type { Update } from '../facts/incidents';
import { ascending } from '../facts/intervals';
import { type Statement, saidAt, stands } from '../facts/statements';
import type { Known } from './known-facts';

/** « Back on Friday », « next word at 14:00 »: what was promised and not yet kept. */

const latestSaidFirst = (a: Statement | Update, b: Statement | Update): number =>
  ascending(saidAt(b), saidAt(a)) || ascending(b.id, a.id);

/** From the operator's standing statement said last that gives one (RULES.md 7). */
export const expectedBack = (known: Known, bearing: readonly Statement[]): Date | null =>
  bearing
    .filter((statement) => statement.expectedBack && stands(statement, known.at))
    .filter((statement) => known.directory.organisations.get(statement.by)?.kind === 'operator')
    .sort(latestSaidFirst)[0]?.expectedBack ?? null;

/** The promise said last. It is kept, and no longer due, once its author has spoken again at its instant or later. */
export const nextUpdateDue = (said: readonly (Statement | Update)[]): Date | null => {
  const [promise] = said.filter((word) => word.nextUpdateDue).sort(latestSaidFirst);
  const due = promise?.nextUpdateDue;
  if (!promise || !due) return null;
  return said.some((word) => word.by === promise.by && saidAt(word) >= due) ? null : due;
};

export const isOverdue = (promised: Date | null, at: Date): boolean => promised !== null && promised <= at;
