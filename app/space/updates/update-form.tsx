import { useLocation } from '@remix-run/react';
import { type ReactNode, useRef } from 'react';
import type { Problem } from '#server/contract/problem';
import type { Preview } from '#server/contract/space';
import type { Group } from '../../platforms/matrix';
import { changesWords, updateFormWords } from '../../words/space-updates';
import { changesSentence } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import { SpaceForm } from '../form/form';
import { useLivePreview } from '../form/live-preview';
import type { Typed } from '../form/typed';
import { afterIn } from './cells';
import { columnHead, columnNames, gridColumns, StepGrid } from './grid';
import { StepPreview, useLive } from './preview';
import type { StepScope } from './scope';
import { StepWords } from './words';

export type StepFormProps = {
  scope: StepScope;
  /** What the fields hold: what was just typed, else the draft. */
  typed: Typed;
  previews: readonly Preview[] | null;
  problem: Problem | null;
  lateBefore: string;
  isDetailed: boolean;
  isKept: boolean;
  idempotencyKey: string;
  isCodeAsked: boolean;
  /** Above the grid. */
  children?: ReactNode;
};

const BEARING = /^(case|ligne)\.|^(depuis|mutuelle|au-nom)$/;
const PREVIEW = '/espace/apercu';
const isBearing = (name: string): boolean => BEARING.test(name);

/** A step of an incident: what changes, what is said, and what the counters will read before it is sent. */
export const StepForm = (props: StepFormProps) => {
  const { scope, typed, previews, problem, lateBefore, isDetailed, isKept, children, ...form } = props;
  const inside = useRef<HTMLElement>(null);
  const live = useLive(inside, typed);
  const shown = useLivePreview<readonly Preview[]>(inside, isBearing, PREVIEW) ?? previews;
  const { pathname, search } = useLocation();
  return (
    <SpaceForm
      {...form}
      typed={typed}
      problem={problem}
      submit={updateFormWords.publish}
      buttons={<DraftButtons preview={`${pathname}${search}#apercu`} isKept={isKept} />}
      aside={updateFormWords.publishHint}
    >
      <SafeEnter />
      {children}
      <section aria-labelledby="grille" ref={inside}>
        <StepChanges
          scope={scope}
          typed={typed}
          live={live}
          detail={{ isDetailed, other: pathname + detailOf(search, !isDetailed) }}
        />
      </section>
      <StepWords scope={scope} typed={typed} live={live} problem={problem} lateBefore={lateBefore} />
      <StepPreview scope={scope} previews={shown} />
    </SpaceForm>
  );
};

const detailOf = (search: string, isDetailed: boolean): string => {
  const query = new URLSearchParams(search);
  query.delete('detail');
  if (isDetailed) query.set('detail', '1');
  return `?${query}`;
};

/** « Entrée » in a field asks for the first button of its form: a preview, never the publishing. */
export const SafeEnter = () => (
  <button
    className="visually-hidden"
    type="submit"
    name="geste"
    value="apercu"
    tabIndex={-1}
    formNoValidate
    aria-hidden="true"
  >
    {updateFormWords.preview}
  </button>
);

type DraftButtonsProps = {
  /** Where the preview is shown. */
  preview: string;
  isKept: boolean;
  /** Where drafts are kept, when the form itself goes elsewhere. */
  here?: string | undefined;
};

export const DraftButtons = ({ preview, isKept, here }: DraftButtonsProps) => (
  <>
    <button className="button" type="submit" name="geste" value="apercu" formAction={preview} formNoValidate>
      {updateFormWords.preview}
    </button>
    <KeepDraftButtons isKept={isKept} here={here} />
  </>
);

export const KeepDraftButtons = ({ isKept, here }: Omit<DraftButtonsProps, 'preview'>) => (
  <>
    <button className="button" type="submit" name="geste" value="brouillon" formAction={here} formNoValidate>
      {updateFormWords.keepDraft}
    </button>
    {isKept && (
      <button className="button" type="submit" name="geste" value="jeter" formAction={here} formNoValidate>
        {updateFormWords.discardDraft}
      </button>
    )}
  </>
);

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
