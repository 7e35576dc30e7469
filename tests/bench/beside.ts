import { ROOT } from '../faults/kit/server';
import { progress, undoneAfter } from '../faults/kit/support';
import { cellsOf, compare, isMetBeside, type Rounds } from './comparison';
import type { Revision } from './load/revision';
import type { Measure, Result } from './measure';
import { gaveUp, lineOf, type Table } from './table';

/** Our program and that of another revision, measured by the same rows. */

/** Ours, theirs, ours, theirs…: each time a server of its own over a database of its own, stopped before the next. */
const inTurn = async (row: Measure, { name, root }: Revision, count: number): Promise<Rounds> => {
  const { id } = row;
  // By the other's program: ours is the one that can read what the other wrote.
  const run = (await row.prepare?.(root)) ?? row.run;
  const ours: Result[][] = [];
  const theirs: Result[][] = [];
  for (let round = 1; round <= count; round += 1) {
    progress(id, `ours, round ${round} of ${count}`);
    ours.push(await undoneAfter(() => run({ root: ROOT, rounds: 1 })));
    progress(id, `${name}, round ${round} of ${count}`);
    theirs.push(await undoneAfter(() => run({ root, rounds: 1 })));
  }
  return { ours, theirs };
};

/** One line a figure. A row that cannot be compared says so by name. */
export const measureBeside = async (
  rows: readonly Measure[],
  revision: Revision,
  rounds: number,
): Promise<Table> => {
  const { name, commit } = revision;
  const heads = ['what', 'figure', 'ours', name, `ours ÷ ${name}`, 'ours is', 'target', 'met'];
  const empty = heads.slice(2).map(() => '');
  const lines = [lineOf(heads), lineOf(heads.map(() => '---'))];
  let areAllMet = true;
  for (const row of rows) {
    if (row.isInProcess) {
      lines.push(lineOf([row.id, 'not comparable by --beside: it calls functions, not a server', ...empty]));
      continue;
    }
    try {
      for (const compared of compare(await undoneAfter(() => inTurn(row, revision, rounds)))) {
        areAllMet &&= isMetBeside(compared, commit) ?? true;
        lines.push(lineOf(cellsOf(compared, commit)));
      }
    } catch (error) {
      areAllMet = false;
      lines.push(lineOf([row.id, gaveUp(error), ...empty]));
    }
  }
  return { lines, areAllMet };
};
