import type { Flow } from '#server/domain/facts/vocabulary';
import { flowWords } from '../../words/fr/flows';
import { afterOptions } from '../../words/fr/space-writing';
import { fr, of, typeset } from '../../words/fr/typography';
import { HealthMark } from '../health-mark';
import { flowsInOrder, type Group } from '../matrix-columns';
import { ScrollRegion } from '../scroll-region';
import { afterIn, cellName, rowName, valueIn } from './cells';
import { columnHead, columnNames } from './grid-columns';
import type { StepScope } from './step-scope';
import type { Typed } from './typed';

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
  return (
    <ScrollRegion label={`Grille ${of(typeset(platform.name))}, défile de côté`}>
      <table className={isWide ? 'now-after' : 'now-after is-narrow'}>
        <caption className="visually-hidden">
          {`${typeset(platform.name)}, état actuel et état après, par échange et par profession`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Échange</th>
            {groups.map((group) => (
              <th scope="col" key={group.profession}>
                {columnHead(group, groups)}
              </th>
            ))}
            {isWide && <th scope="col">Toute la ligne</th>}
          </tr>
        </thead>
        <tbody>
          {flowsInOrder(groups).map((flow) => (
            <tr key={flow}>
              <th scope="row">{flowWords[flow].name}</th>
              {groups.map((group) => (
                <GridCell
                  key={cellName(platform.id, flow, group.professions)}
                  {...{ platform, flow, group, typed, live }}
                />
              ))}
              {isWide && (
                <td>
                  <AfterSelect
                    label={`${flowWords[flow].name}, toute la ligne : après`}
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
  if (!now) return <td className="quiet">sans objet</td>;
  const isChanged = afterIn(live, platform.id, flow, group.profession) !== null;
  return (
    <td className={isChanged ? 'is-changed' : undefined}>
      <div className="now">
        <HealthMark health={now.health} basis={now.basis} short />
      </div>
      <AfterSelect
        label={`${flowWords[flow].name}, ${columnNames(group)} : après`}
        name={cellName(platform.id, flow, group.professions)}
        value={valueIn(typed, platform.id, flow, group.profession)}
        untouched={untouchedLabel(live[rowName(platform.id, flow)]?.[0])}
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

const AfterSelect = ({ label, name, value, untouched = 'inchangé' }: AfterSelectProps) => (
  <select aria-label={typeset(label)} name={name} defaultValue={value}>
    <option value="">{untouched}</option>
    {afterOptions.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))}
  </select>
);

/** A cell left alone follows its line. */
const untouchedLabel = (row: string | undefined): string => {
  const chosen = afterOptions.find(({ value }) => value === row);
  return chosen ? fr`ligne : ${chosen.label}` : 'inchangé';
};
