import { useLocation } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { type Flow, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { PageBody } from '../../ui/page-body';
import { professionWords } from '../../words/professions';
import { fieldWords } from '../../words/space-form';
import { newMaintenanceWords } from '../../words/space-maintenances';
import { flowOptionsOf, repeatOptions, WRITTEN_RULE } from '../../words/space-writing';
import { CheckList, SelectField, TextArea, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote, DraftNote } from '../form/notes';
import { PlatformField } from '../form/platform-field';
import { fieldFault } from '../form/refusals';
import type { Typed } from '../form/typed';
import type { Named } from '../updates/scope';
import { DraftButtons, SafeEnter } from '../updates/update-form';
import type { WindowsShown } from './typed-windows';
import { WindowsPreview } from './windows-preview';

type MaintenanceFieldsProps = {
  platforms: readonly Named[];
  flows: readonly Flow[];
  typed: Typed;
  problem: Problem | null;
};

/** A window: where, what stops, for whom, from when to when, and how often. */
export const MaintenanceFields = ({ platforms, flows, typed, problem }: MaintenanceFieldsProps) => (
  <>
    <PlatformField platforms={platforms} />
    <CheckList
      legend={newMaintenanceWords.flows}
      name="echange"
      options={flowOptionsOf(flows)}
      checked={typed.echange ?? []}
      hint={fieldFault(problem, 'flows')}
    />
    <CheckList
      legend={fieldWords.professions}
      name="profession"
      options={PROFESSIONS.map((each) => ({ value: each, label: professionWords[each].name }))}
      checked={typed.profession ?? PROFESSIONS}
      hint={fieldFault(problem, 'professions')}
    />
    <When typed={typed} problem={problem} />
    <TextArea
      label={fieldWords.publicText}
      name="texte"
      rows={3}
      of="text"
      hint={newMaintenanceWords.textHint}
    />
  </>
);

const When = ({ typed, problem }: Pick<MaintenanceFieldsProps, 'typed' | 'problem'>) => {
  const badRule = fieldFault(problem, 'rrule');
  const isWritten = typed.repete?.[0] === WRITTEN_RULE;
  return (
    <div className="fields">
      <TextField label={newMaintenanceWords.start} name="de" type="datetime-local" of="from" required />
      <TextField label={newMaintenanceWords.end} name="a" type="datetime-local" of="to" required />
      <SelectField
        label={newMaintenanceWords.repeat}
        name="repete"
        options={repeatOptions}
        fault={isWritten ? null : badRule}
        hint={newMaintenanceWords.repeatHint}
      />
      <TextField
        label={newMaintenanceWords.count}
        name="fois"
        type="number"
        min={2}
        max={90}
        defaultValue="4"
        of="count"
        hint={newMaintenanceWords.countHint}
      />
      <TextField
        label={newMaintenanceWords.rule}
        name="regle"
        maxLength={200}
        spellCheck={false}
        autoCapitalize="none"
        fault={isWritten ? badRule : null}
        hint={
          <>
            {newMaintenanceWords.ruleHint}
            <code>{newMaintenanceWords.ruleExample}</code>
          </>
        }
      />
    </div>
  );
};

type MaintenanceWritingPageProps = {
  platforms: readonly Named[];
  flows: readonly Flow[];
  typed: Typed;
  problem: Problem | null;
  /** What would be announced, once asked. */
  windows: WindowsShown | null;
  savedAt: string | null;
  done: string | null;
  idempotencyKey: string;
  isCodeAsked: boolean;
};

export const MaintenanceWritingPage = (props: MaintenanceWritingPageProps) => {
  const { platforms, flows, typed, problem, windows, savedAt, done, ...form } = props;
  const { pathname } = useLocation();
  const [first, ...others] = platforms;
  return (
    <PageBody
      title={newMaintenanceWords.title}
      beside={
        <>
          {first && others.length === 0
            ? newMaintenanceWords.onlyPlatform(first.name)
            : newMaintenanceWords.lead}
          <DraftNote savedAt={savedAt} />
        </>
      }
    >
      <DoneNote said={done} />
      <SpaceForm
        {...form}
        typed={typed}
        problem={problem}
        submit={newMaintenanceWords.announce}
        buttons={<DraftButtons preview={`${pathname}#apercu`} here={pathname} isKept={savedAt !== null} />}
      >
        <SafeEnter />
        <MaintenanceFields platforms={platforms} flows={flows} typed={typed} problem={problem} />
        <WindowsPreview shown={windows} />
      </SpaceForm>
    </PageBody>
  );
};
