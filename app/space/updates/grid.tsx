import type { MatrixColumn } from '#server/contract/platforms';
import type { Flow, Profession } from '#server/domain/facts/vocabulary';
import { flowsInOrder, type Group } from '../../platforms/matrix';
import { HealthMark } from '../../ui/signs';
import { ScrollRegion, TableHead } from '../../ui/table';
import { flowWords } from '../../words/flows';
import { professionWords } from '../../words/professions';
import { fieldWords } from '../../words/space-form';
import { chipWords, gridWords } from '../../words/space-updates';
import { afterOptions } from '../../words/space-writing';
import { capital, listed, typeset } from '../../words/typography';
import type { Typed } from '../form/typed';
import { afterIn, aroundIn, cellName, isReaderIn, type Place, rowName, valueIn } from './cells';
import type { StepScope } from './scope';

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
    isReaderIn(typed, profession) ||
    flows.some(({ flow }) => valueIn(typed, platform, flow, profession) !== '');
  const isShown = (column: MatrixColumn) =>
    own ? own.includes(column.profession) : isDetailed || !isServed || column.served || isTyped(column);
  const isApart = ({ profession }: MatrixColumn) => isDetailed || own !== null || APART.includes(profession);

  const groups = new Map<string, Group>();
  for (const column of matrix.filter(isShown)) {
    const { profession, flows } = column;
    const state = flows.map(({ flow, health, basis }) => [
      flow,
      health,
      basis,
      valueIn(typed, platform, flow, profession),
    ]);
    const key = isApart(column) ? profession : JSON.stringify([state, isReaderIn(typed, profession)]);
    const known = groups.get(key);
    const professions: Group['professions'] = known ? [...known.professions, profession] : [profession];
    groups.set(key, { ...(known ?? column), professions });
  }
  return [...groups.values()].sort((a, b) => rank(a) - rank(b));
};

const rank = ({ profession }: Group): number =>
  APART.includes(profession) ? APART.indexOf(profession) : APART.length;

type Readers = Pick<Group, 'professions'>;

/** The head of a column: « Opticien », « 7 autres », « Médecin et 3 autres » when there are several such. */
export const columnHead = ({ professions }: Readers, groups: readonly Readers[]): string => {
  const [first] = professions;
  if (professions.length < 3) return capital(columnNames({ professions }));
  const isOnly = groups.filter((each) => each.professions.length > 1).length === 1;
  if (isOnly && groups.length > 1) return gridWords.others(professions.length);
  return gridWords.andOthers(first, professions.length);
};

/** Everybody in a column, by name. */
export const columnNames = ({ professions }: Pick<Group, 'professions'>): string =>
  listed(professions.map((each) => professionWords[each].name.toLowerCase()));

type StepGridProps = {
  platform: StepScope['platforms'][number];
  groups: readonly Group[];
  /** As the fields hold it at first, and now. */
  typed: Typed;
  live: Typed;
};

/** Flow × profession of a platform: what is read now, and what it becomes. */
export const StepGrid = ({ platform, groups, typed, live }: StepGridProps) => {
  const isWide = groups.length > 1;
  const columns = [fieldWords.flow, ...groups.map((group) => columnHead(group, groups))];
  return (
    <ScrollRegion label={gridWords.scroll(platform.name)}>
      <table className={isWide ? 'now-after' : 'now-after is-narrow'}>
        <caption className="visually-hidden">{gridWords.caption(platform.name)}</caption>
        <TableHead columns={isWide ? [...columns, gridWords.wholeRow] : columns} />
        <tbody>
          {flowsInOrder(groups).map((flow) => (
            <tr key={flow}>
              <th scope="row">{flowWords[flow].name}</th>
              {groups.map((group) => (
                <GridCell
                  key={cellName(platform.id, flow, group.professions)}
                  platform={platform}
                  flow={flow}
                  group={group}
                  typed={typed}
                  live={live}
                />
              ))}
              {isWide && (
                <td>
                  <AfterSelect
                    label={gridWords.wholeRowOf(flow)}
                    name={rowName(platform.id, flow)}
                    value={typed[rowName(platform.id, flow)]?.[0] ?? ''}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
};

type GridCellProps = Omit<StepGridProps, 'groups'> & { flow: Flow; group: Group };

const GridCell = ({ platform, flow, group, typed, live }: GridCellProps) => {
  const now = group.flows.find((each) => each.flow === flow);
  if (!now) return <td className="quiet">{gridWords.notApplicable}</td>;
  const isChanged = afterIn(live, platform.id, flow, group.profession) !== null;
  return (
    <td className={isChanged ? 'is-changed' : undefined}>
      <div className="now">
        <HealthMark health={now.health} basis={now.basis} short />
      </div>
      <AfterSelect
        label={gridWords.cell(flow, columnNames(group))}
        name={cellName(platform.id, flow, group.professions)}
        value={valueIn(typed, platform.id, flow, group.profession)}
        untouched={untouchedLabel(live, { platform: platform.id, flow, profession: group.profession })}
      />
    </td>
  );
};

type AfterSelectProps = {
  label: string;
  name: string;
  value: string;
  /** What leaving it alone means. */
  untouched?: string;
};

const AfterSelect = ({ label, name, value, untouched = gridWords.unchanged }: AfterSelectProps) => (
  <select aria-label={typeset(label)} name={name} defaultValue={value}>
    <option value="">{untouched}</option>
    {afterOptions.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
);

/** A cell left alone follows its line, or the chips. */
const untouchedLabel = (live: Typed, place: Place): string => {
  const around = aroundIn(live, place);
  const label = afterOptions.find(({ value }) => value === around)?.label;
  if (label === undefined) return gridWords.unchanged;
  return live[rowName(place.platform, place.flow)]?.[0] ? gridWords.row(label) : chipWords.follows(label);
};
