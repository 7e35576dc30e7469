import type { Group } from '../../platforms/matrix';
import { changesWords } from '../../words/space-updates';
import { changesSentence } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import type { Typed } from '../form/typed';
import { afterIn } from './cells';
import { columnHead, columnNames, gridColumns, StepGrid } from './grid';
import type { StepScope } from './scope';

type StepChangesProps = {
  scope: StepScope;
  typed: Typed;
  live: Typed;
  /** Every profession its own column; `other`: the address that says otherwise. */
  detail: { isDetailed: boolean; other: string };
};

/** « Ce qui change »: a grid for each platform one may speak of. */
export const StepChanges = ({ scope, typed, live, detail }: StepChangesProps) => {
  const { own, platforms } = scope;
  const grids = platforms.map((platform) => ({
    platform,
    groups: gridColumns(platform.id, platform.matrix, typed, { own, isDetailed: detail.isDetailed }),
  }));
  const cells = grids.flatMap(({ platform, groups }) =>
    groups.flatMap(({ flows, profession }) =>
      flows.map(({ flow }) => afterIn(live, platform.id, flow, profession)),
    ),
  );
  return (
    <>
      <h2 id="grille" className="legend-like">
        {changesWords.title}
      </h2>
      <p className="hint">{changesWords.lead}</p>
      {grids.map(({ platform, groups }) => (
        <div key={platform.id}>
          {platforms.length > 1 && <h3 className="grid-title">{typeset(platform.name)}</h3>}
          <StepGrid platform={platform} groups={groups} typed={typed} live={live} />
          <Merged groups={groups} />
        </div>
      ))}
      <p className="hint grid-count">
        <span role="status">
          <b>{changesSentence(cells.filter((each) => each !== null).length, cells.length)}</b>
        </span>
        {own === null && (
          <>
            {' · '}
            <button
              className="as-link"
              type="submit"
              name="geste"
              value="apercu"
              formAction={`${detail.other}#grille`}
              formNoValidate
            >
              {detail.isDetailed ? changesWords.joinProfessions : changesWords.splitProfessions}
            </button>
          </>
        )}
      </p>
    </>
  );
};

/** Who is in the columns that hold several professions. */
const Merged = ({ groups }: { groups: readonly Group[] }) =>
  groups
    .filter(({ professions }) => professions.length > 2)
    .map((group) => (
      <p className="hint" key={group.profession}>
        {changesWords.column(columnHead(group, groups), columnNames(group))}
      </p>
    ));
