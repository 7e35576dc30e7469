import type { Problem } from '#server/contract/problem';
import type { Flow } from '#server/domain/facts/vocabulary';
import { fr, typeset } from '../../words/fr/typography';
import { DoneNote } from './done-note';
import { DraftNote } from './draft-note';
import { SpaceForm } from './form';
import { MaintenanceFields } from './maintenance-form';
import { KeepDraftButtons } from './step-form';
import type { Named } from './step-scope';
import type { Typed } from './typed';

type MaintenanceWritingPageProps = {
  platforms: readonly Named[];
  flows: readonly Flow[];
  typed: Typed;
  problem: Problem | null;
  savedAt: string | null;
  done: string | null;
  idempotencyKey: string;
  isCodeAsked: boolean;
};

export const MaintenanceWritingPage = (props: MaintenanceWritingPageProps) => {
  const { platforms, flows, typed, problem, savedAt, done, ...form } = props;
  const [first, ...others] = platforms;
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>Nouvelle maintenance</h1>
        <p>
          {first && others.length === 0
            ? fr`Plateforme : ${typeset(first.name)}, la seule que vous pouvez modifier`
            : fr`Annoncée d'avance ; un arrêt déjà là se dit par un incident`}
          <DraftNote savedAt={savedAt} />
        </p>
      </div>
      <DoneNote said={done} />
      <SpaceForm
        {...form}
        problem={problem}
        submit="Annoncer"
        buttons={<KeepDraftButtons isKept={savedAt !== null} />}
      >
        <MaintenanceFields platforms={platforms} flows={flows} typed={typed} problem={problem} />
      </SpaceForm>
    </main>
  );
};
