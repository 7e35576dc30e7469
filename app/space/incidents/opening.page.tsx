import { Form, Link } from '@remix-run/react';
import { PageBody } from '../../ui/page-body';
import { fieldWords } from '../../words/space-form';
import { openingWords } from '../../words/space-incidents';
import { causeOptions } from '../../words/space-writing';
import { listed, typeset } from '../../words/typography';
import { CheckList, SelectField, TextField } from '../form/fields';
import { DoneNote, DraftNote } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import type { Named } from '../updates/scope';
import { StepForm, type StepFormProps } from '../updates/update-form';

/** Which platforms the incident touches: asked first, since its grid is theirs. */
export const PlatformChoice = ({ choices }: { choices: readonly Named[] }) =>
  choices.length === 0 ? (
    <p className="empty">{openingWords.noPlatform}</p>
  ) : (
    <Form method="get" className="form">
      <CheckList
        legend={openingWords.platforms}
        name="plateforme"
        options={choices.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
        checked={[]}
      />
      <div className="send">
        <button className="button button-main" type="submit">
          {openingWords.continue}
        </button>
      </div>
    </Form>
  );

type IncidentOpeningPageProps = Omit<StepFormProps, 'children' | 'isKept'> & {
  choices: readonly Named[];
  /** Whether the platform is the only one, shown and not chosen. */
  isOnly: boolean;
  done: string | null;
  savedAt: string | null;
};

/** « Nouvel incident »: its name, its cause, and what it cuts, said at once. */
export const IncidentOpeningPage = ({
  choices,
  isOnly,
  done,
  savedAt,
  ...step
}: IncidentOpeningPageProps) => {
  const { platforms } = step.scope;
  return (
    <PageBody
      title={openingWords.title}
      beside={
        <>
          {platforms.length === 0 ? openingWords.choosePlatforms : placesSentence(platforms, isOnly)}
          {platforms.length > 0 && !isOnly && (
            <>
              {' · '}
              <Link to="?choisir=1">{openingWords.change}</Link>
            </>
          )}
          <DraftNote savedAt={savedAt} />
        </>
      }
    >
      <DoneNote said={done} />
      {platforms.length === 0 ? (
        <>
          <ProblemNote problem={step.problem} />
          <PlatformChoice choices={choices} />
        </>
      ) : (
        <StepForm {...step} isKept={savedAt !== null}>
          {platforms.map(({ id }) => (
            <input key={id} type="hidden" name="plateforme" value={id} />
          ))}
          <IncidentName />
        </StepForm>
      )}
    </PageBody>
  );
};

const placesSentence = (platforms: readonly Named[], isOnly: boolean): string => {
  const names = typeset(listed(platforms.map(({ name }) => name)));
  if (isOnly) return openingWords.onlyPlatform(names);
  return openingWords.chosen(platforms.length > 1, names);
};

const IncidentName = () => (
  <fieldset>
    <legend>{openingWords.whatHappens}</legend>
    <div className="fields">
      <TextField
        label={fieldWords.title}
        name="titre"
        of="title"
        hint={openingWords.titleHint}
        maxLength={200}
      />
      <SelectField label={openingWords.cause} name="cause" options={causeOptions} of="cause" />
      <TextField
        label={openingWords.otherCause}
        name="cause-libre"
        of="cause"
        hint={openingWords.otherCauseHint}
        maxLength={200}
      />
    </div>
  </fieldset>
);
