import { Link } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { causeOptions } from '../../words/fr/space-writing';
import { fr, listed, typeset } from '../../words/fr/typography';
import { DoneNote } from './done-note';
import { DraftNote } from './draft-note';
import { faultAt } from './faults';
import { SelectField, TextField } from './fields';
import { PlatformChoice } from './platform-choice';
import { ProblemNote } from './problem-note';
import { StepForm, type StepFormProps } from './step-form';
import type { Named } from './step-scope';
import type { Typed } from './typed';

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
    <main className="page" id="contenu">
      <div className="title">
        <h1>Nouvel incident</h1>
        <p>
          {platforms.length === 0
            ? 'Choisissez d’abord les plateformes touchées'
            : placesSentence(platforms, isOnly)}
          {platforms.length > 0 && !isOnly && (
            <>
              {' · '}
              <Link to="?choisir=1">changer</Link>
            </>
          )}
          <DraftNote savedAt={savedAt} />
        </p>
      </div>
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
          <IncidentName typed={step.typed} problem={step.problem} />
        </StepForm>
      )}
    </main>
  );
};

const placesSentence = (platforms: readonly Named[], isOnly: boolean): string => {
  const names = typeset(listed(platforms.map(({ name }) => name)));
  if (isOnly) return fr`Plateforme : ${names}, la seule que vous pouvez modifier`;
  return fr`${platforms.length > 1 ? 'Plateformes' : 'Plateforme'} : ${names}`;
};

const IncidentName = ({ typed, problem }: { typed: Typed; problem: Problem | null }) => (
  <fieldset>
    <legend>Ce qui arrive</legend>
    <div className="fields">
      <TextField
        label="Titre"
        name="titre"
        defaultValue={typed.titre?.[0]}
        fault={faultAt(problem, 'title')}
        hint={fr`Court, lu partout : « Panne des prises en charge ».`}
        maxLength={200}
      />
      <SelectField
        label="Cause"
        name="cause"
        options={causeOptions}
        defaultValue={typed.cause?.[0]}
        fault={faultAt(problem, 'cause')}
      />
      <TextField
        label="Autre cause, en clair"
        name="cause-libre"
        defaultValue={typed['cause-libre']?.[0]}
        hint={fr`Lue seulement avec « Autre, en clair ».`}
        maxLength={200}
      />
    </div>
  </fieldset>
);
