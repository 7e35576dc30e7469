import type { MatrixColumn } from '#server/contract/platforms';
import type { Profession } from '#server/domain/facts/vocabulary';
import { professionWords } from '../../words/fr/professions';
import { capital, listed } from '../../words/fr/typography';
import type { Group } from '../matrix-columns';
import { valueIn } from './cells';
import type { Typed } from './typed';

/** Those an operator speaks of apart: each has its own way of being paid. The others are one while in one state. */
const APART: readonly Profession[] = [
  'optician',
  'audiologist',
  'pharmacist',
  'dentist',
  'hospital',
  'laboratory',
];

export type Columns = {
  /** The professions one writes for; null: all. */
  own: readonly Profession[] | null;
  /** Every profession its own column. */
  isDetailed: boolean;
};

/** The columns of a platform's grid. What was typed apart stays apart. */
export const gridColumns = (
  platform: string,
  matrix: readonly MatrixColumn[],
  typed: Typed,
  { own, isDetailed }: Columns,
): Group[] => {
  const isServed = matrix.some(({ served }) => served);
  const isTyped = ({ profession, flows }: MatrixColumn) =>
    flows.some(({ flow }) => valueIn(typed, platform, flow, profession) !== '');
  const isShown = (column: MatrixColumn) =>
    own ? own.includes(column.profession) : isDetailed || !isServed || column.served || isTyped(column);
  const isApart = ({ profession }: MatrixColumn) => isDetailed || own !== null || APART.includes(profession);

  const groups = new Map<string, Group>();
  for (const column of matrix.filter(isShown)) {
    const { profession, flows } = column;
    const state = flows.map(({ flow, health, basis }) => [
      ...[flow, health, basis],
      valueIn(typed, platform, flow, profession),
    ]);
    const key = isApart(column) ? profession : JSON.stringify(state);
    const known = groups.get(key);
    const professions: Group['professions'] = known ? [...known.professions, profession] : [profession];
    groups.set(key, { ...(known ?? column), professions });
  }
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
};

const rank = ({ profession }: Group): number =>
  APART.includes(profession) ? APART.indexOf(profession) : APART.length;

/** The head of a column: « Opticien », « 7 autres », « Médecin et 3 autres » when there are several such. */
export const columnHead = ({ professions }: Pick<Group, 'professions'>, groups: readonly Group[]): string => {
  const [first] = professions;
  if (professions.length < 3) return capital(columnNames({ professions }));
  const isOnly = groups.filter((each) => each.professions.length > 1).length === 1;
  if (isOnly && groups.length > 1) return `${professions.length} autres`;
  return `${professionWords[first].name} et ${professions.length - 1} autres`;
};

/** Everybody in a column, by name. */
export const columnNames = ({ professions }: Pick<Group, 'professions'>): string =>
  listed(professions.map((each) => professionWords[each].name.toLowerCase()));
