import type { Profession } from '#server/domain/facts/vocabulary';
import type { Group } from '../../platforms/matrix';
import { HealthMark } from '../../ui/signs';
import { flowWords } from '../../words/flows';
import { chipWords } from '../../words/space-updates';
import { afterOptions } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import type { Typed } from '../form/typed';
import { cellsIn, type Place } from './cells';
import { columnNames } from './grid';
import type { StepScope } from './scope';

/** The grid of a platform, by its columns. */
export type Grid = { platform: StepScope['platforms'][number]; groups: readonly Group[] };

type ChangesProps = { grids: readonly Grid[]; live: Typed };

/** What is read now, and what it becomes, whether by the chips or in the detail. */
export const Changes = ({ grids, live }: ChangesProps) => {
  const changes = changesOf(grids, live);
  return changes.length === 0 ? null : (
    <ul className="changes" aria-label={chipWords.changes}>
      {changes.map(({ platform, flow, now, after, professions }) => (
        <li key={`${platform.id} ${flow} ${now.health} ${now.basis} ${after} ${professions}`}>
          <b>
            {grids.length > 1 && `${typeset(platform.name)}, `}
            {flowWords[flow].name}
          </b>{' '}
          ({columnNames({ professions })}) <HealthMark {...now} />
          <span aria-hidden="true"> → </span>
          <span className="visually-hidden">{chipWords.becoming}</span>
          <b>{afterOptions.find(({ value }) => value === after)?.label}</b>
        </li>
      ))}
    </ul>
  );
};

type Change = Omit<Place, 'platform' | 'profession'> & {
  platform: Grid['platform'];
  now: Pick<Group['flows'][number], 'health' | 'basis'>;
  after: string;
  professions: [Profession, ...Profession[]];
};

const changesOf = (grids: readonly Grid[], live: Typed): Change[] => {
  const changes = new Map<string, Change>();
  for (const { platform, flow, profession, health } of cellsIn(live)) {
    const grid = grids.find((each) => each.platform.id === platform);
    const now = grid?.groups
      .find(({ professions }) => professions.includes(profession))
      ?.flows.find((each) => each.flow === flow);
    if (!grid || !now) continue;
    const key = [platform, flow, health, now.health, now.basis].join(' ');
    const known = changes.get(key);
    if (known) known.professions.push(profession);
    else
      changes.set(key, {
        platform: grid.platform,
        flow,
        now: { health: now.health, basis: now.basis },
        after: health,
        professions: [profession],
      });
  }
  return [...changes.values()];
};
