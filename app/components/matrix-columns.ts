import type { MatrixColumn } from '#server/contract/platforms';
import { BOARD_GROUPS, type Flow, HEALTHS, type Profession } from '#server/domain/facts/vocabulary';

/** Professions in the same state, one column for all. */
export type Group = MatrixColumn & { professions: readonly [Profession, ...Profession[]] };

/** The columns of those served, worst answer first; professions in the same state are one. */
export const groupsOf = (matrix: readonly MatrixColumn[]): Group[] => {
  const groups = new Map<string, Group>();
  for (const column of matrix.filter(({ served }) => served)) {
    const key = stateOf(column);
    const known = groups.get(key);
    groups.set(
      key,
      known
        ? { ...known, professions: [...known.professions, column.profession] }
        : { ...column, professions: [column.profession] },
    );
  }
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
};

const stateOf = ({ verdict, payment, flows }: MatrixColumn): string =>
  JSON.stringify([verdict, payment, flows.map(({ flow, health, basis }) => [flow, health, basis])]);

const rank = ({ verdict }: MatrixColumn): number => BOARD_GROUPS.indexOf(verdict);

/** What is down for somebody first, then what somebody spoke of, then the rest. */
export const flowsInOrder = (groups: readonly Group[]): Flow[] => {
  const cells = groups.flatMap(({ flows }) => flows);
  const flows = [...new Set(cells.map(({ flow }) => flow))];
  const weight = (flow: Flow): number =>
    Math.max(
      ...cells
        .filter((cell) => cell.flow === flow)
        .map(({ health, basis }) => 2 * HEALTHS.indexOf(health) + Number(basis !== 'presumed')),
    );
  return flows.sort((a, b) => weight(b) - weight(a));
};
