import { useLocation } from '@remix-run/react';
import { type ReactNode, useRef } from 'react';
import type { Problem } from '#server/contract/problem';
import type { Preview } from '#server/contract/space';
import { changesWords, chipWords, updateFormWords } from '../../words/space-updates';
import { changesSentence } from '../../words/space-writing';
import { typeset } from '../../words/typography';
import type { Passed } from '../form/delays';
import { SpaceForm } from '../form/form';
import { useLivePreview } from '../form/live-preview';
import { isProofAsked } from '../form/refusals';
import type { Typed } from '../form/typed';
import { afterIn, isGridTouched, type Place } from './cells';
import type { Grid } from './changes';
import { StepChips } from './chips';
import { gridColumns, StepGrid } from './grid';
import { StepPreview, useLive } from './preview';
import type { StepScope } from './scope';
import { StepWords } from './words';

export type StepFormProps = {
  scope: StepScope;
  /** What the fields hold: what was just typed, else the draft. */
  typed: Typed;
  previews: readonly Preview[] | null;
  problem: Problem | null;
  /** What its writer last spoke of. */
  last: readonly Place[];
  /** What the chip of those places says; left out: as last time. */
  lastWords?: ((places: string) => string) | undefined;
  /** Instants of the draft that have passed since. */
  passed: readonly Passed[];
  /** When it is read. */
  at: string;
  lateBefore: string;
  isDetailed: boolean;
  isKept: boolean;
  idempotencyKey: string;
  isCodeAsked: boolean;
  /** After what changes, before what is said of it. */
  children?: ReactNode;
};

const PREVIEW = '/espace/apercu';
const BEARING = /^(case|ligne)\.|^(devient|quoi|pour|chez|comme|depuis|mutuelle|au-nom)$/;
const isBearing = (name: string): boolean => BEARING.test(name);

/** A step of an incident: what changes, what is said, and what the counters will read before it is sent. */
export const StepForm = (props: StepFormProps) => {
  const { scope, typed, previews, problem, lateBefore, isDetailed, isKept, children, ...others } = props;
  const { last, lastWords, passed, at, ...form } = others;
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
      buttons={<PreviewButton preview={`${pathname}${search}#apercu`} />}
      aside={updateFormWords.publishHint}
    >
      <SafeEnter isPressed={isProofAsked(problem)} />
      <section aria-labelledby="grille" ref={inside}>
        <StepChanges
          scope={scope}
          typed={typed}
          live={live}
          last={last}
          lastWords={lastWords}
          problem={problem}
          detail={{ isDetailed, other: pathname + detailOf(search, !isDetailed) }}
        />
      </section>
      {children}
      <StepWords
        scope={scope}
        typed={typed}
        live={live}
        problem={problem}
        lateBefore={lateBefore}
        at={at}
        passed={passed}
      />
      <StepPreview scope={scope} previews={shown} />
      <p className="buttons">
        <KeepDraftButtons isKept={isKept} />
      </p>
    </SpaceForm>
  );
};

const detailOf = (search: string, isDetailed: boolean): string => {
  const query = new URLSearchParams(search);
  query.delete('detail');
  if (isDetailed) query.set('detail', '1');
  return `?${query}`;
};

const PREVIEWS = { name: 'geste', value: 'apercu', formNoValidate: true };

/**
 * « Entrée » in a field asks for the first button of its form: a preview, never the publishing; unless that was pressed
 * already, and waits for a code.
 */
export const SafeEnter = ({ isPressed = false }: { isPressed?: boolean }) => (
  <button
    className="visually-hidden"
    type="submit"
    tabIndex={-1}
    aria-hidden="true"
    {...(isPressed ? {} : PREVIEWS)}
  >
    {isPressed ? updateFormWords.publish : updateFormWords.preview}
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
    <PreviewButton preview={preview} />
    <KeepDraftButtons isKept={isKept} here={here} />
  </>
);

const PreviewButton = ({ preview }: Pick<DraftButtonsProps, 'preview'>) => (
  <button className="button" type="submit" name="geste" value="apercu" formAction={preview} formNoValidate>
    {updateFormWords.preview}
  </button>
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
  last: readonly Place[];
  lastWords?: StepFormProps['lastWords'];
  problem: Problem | null;
  /** Every profession its own column; `other`: the address that says otherwise. */
  detail: { isDetailed: boolean; other: string };
};

/** « Ce qui change »: chips for most of it, and under them a grid for each platform one may speak of. */
export const StepChanges = ({ scope, typed, live, last, lastWords, problem, detail }: StepChangesProps) => {
  const { own, platforms } = scope;
  const grids: Grid[] = platforms.map((platform) => ({
    platform,
    groups: gridColumns(platform.id, platform.matrix, typed, { own, isDetailed: detail.isDetailed }),
  }));
  return (
    <>
      <h2 id="grille" className="legend-like">
        {changesWords.title}
      </h2>
      <p className="hint">{changesWords.lead}</p>
      <StepChips
        grids={grids}
        typed={typed}
        live={live}
        last={last}
        lastWords={lastWords}
        problem={problem}
      />
      <Count grids={grids} live={live} />
      <details className="grid-detail" open={detail.isDetailed || isGridTouched(typed) || undefined}>
        <summary>{chipWords.grid}</summary>
        <p className="hint">{changesWords.gridLead}</p>
        {grids.map(({ platform, groups }) => (
          <div key={platform.id}>
            {platforms.length > 1 && <h3 className="grid-title">{typeset(platform.name)}</h3>}
            <StepGrid platform={platform} groups={groups} typed={typed} live={live} />
          </div>
        ))}
        {own === null && <DetailButton {...detail} />}
      </details>
    </>
  );
};

const Count = ({ grids, live }: { grids: readonly Grid[]; live: Typed }) => {
  const cells = grids.flatMap(({ platform, groups }) =>
    groups.flatMap(({ flows, professions }) =>
      flows.map(({ flow }) => professions.some((each) => afterIn(live, platform.id, flow, each) !== null)),
    ),
  );
  return (
    <p className="hint grid-count">
      <span role="status">
        <b>{changesSentence(cells.filter(Boolean).length, cells.length)}</b>
      </span>
    </p>
  );
};

const DetailButton = ({ isDetailed, other }: StepChangesProps['detail']) => (
  <p className="hint">
    <button
      className="as-link"
      type="submit"
      name="geste"
      value="apercu"
      formAction={`${other}#grille`}
      formNoValidate
    >
      {isDetailed ? changesWords.joinProfessions : changesWords.splitProfessions}
    </button>
  </p>
);
