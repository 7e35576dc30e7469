import type { Evidence } from '../facts/evidence';
import { dayAfter, daysFrom, firstOfMonth, parisDay, shift, startOfDay } from '../facts/intervals';
import { isForgotten } from '../facts/statements';

/** Days of Paris, `to` excluded, and what bears on them. */
export type Chunk = { span: { from: Date; to: Date }; evidence: Evidence };

/** A month of which more statements bear is cut into days: each of their turns weighs all of them. */
const MANY = 20;

/**
 * Cuts a long span so that counting costs as much as what was said in each part, and so that whoever counts may let
 * others pass between two. `from` begins a day.
 */
export function* slicesOf(evidence: Evidence, { from, to }: Chunk['span']): Generator<Chunk> {
  const days = daysFrom(parisDay(from), parisDay(shift(to, -1)));
  const firsts = days.filter((day, index) => index === 0 || day === firstOfMonth(day));
  for (const [index, first] of firsts.entries()) {
    const month = { from: startOfDay(first), to: startOr(firsts[index + 1], to) };
    const borne = within(evidence, month);
    if (borne.statements.length <= MANY) {
      yield { span: month, evidence: borne };
      continue;
    }
    for (const day of daysFrom(first, parisDay(shift(month.to, -1)))) {
      const next = startOfDay(dayAfter(day));
      const span = { from: startOfDay(day), to: next < to ? next : to };
      yield { span, evidence: within(borne, span) };
    }
  }
}

const startOr = (day: string | undefined, end: Date): Date => (day === undefined ? end : startOfDay(day));

const within = (evidence: Evidence, { from, to }: Chunk['span']): Evidence => {
  const statements = evidence.statements.filter(
    (statement) => statement.effectiveAt < to && !isForgotten(statement, from),
  );
  const ids = new Set(statements.map(({ id }) => id));
  const isOfThese = ({ statement }: { statement: string }) => ids.has(statement);
  return {
    ...evidence,
    statements,
    confirmations: evidence.confirmations.filter(isOfThese),
    retractions: evidence.retractions.filter(isOfThese),
  };
};
