import type { ConventionColumn } from '#server/contract/convention-columns';
import type { Fault } from '#server/contract/dataset';

/** What is wrong, or to be read, on a row as a spreadsheet counts them; `column` null: of the whole row. */
export type LineFault = { line: number; column: ConventionColumn | null; message: string; cure: string };

const NAMED = 5;

/** « ligne 3 », « lignes 3, 4, 5, 6, 7 et 12 autres ». */
export const linesNamed = (lines: readonly number[]): string => {
  const sorted = [...new Set(lines)].sort((a, b) => a - b);
  if (sorted.length === 1) return `ligne ${sorted[0]}`;
  const rest = sorted.length - NAMED;
  if (rest > 0)
    return `lignes ${sorted.slice(0, NAMED).join(', ')} et ${rest} ${rest > 1 ? 'autres' : 'autre'}`;
  return `lignes ${sorted.slice(0, -1).join(', ')} et ${sorted.at(-1)}`;
};

export const placeOf = (lines: readonly number[], column: ConventionColumn | null): string =>
  linesNamed(lines) + (column === null ? '' : `, colonne ${column}`);

/** One fault a cause: what is wrong in the same way in the same column is told once, with all its rows. */
export const oncePerCause = (faults: readonly LineFault[]): Fault[] => {
  const causes = new Map<string, LineFault[]>();
  for (const fault of faults) {
    const cause = JSON.stringify([fault.column, fault.message, fault.cure]);
    const same = causes.get(cause);
    if (same) same.push(fault);
    else causes.set(cause, [fault]);
  }
  return [...causes.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const lines = same.map(({ line }) => line);
    return [{ path: placeOf(lines, first.column), message: first.message, cure: first.cure }];
  });
};
