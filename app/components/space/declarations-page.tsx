import type { Spoken } from '#server/contract/space';
import type { NameOf } from '../told';
import { Declaration, type WaitingRetraction } from './declaration';
import { DoneNote } from './done-note';
import { RetractionForm } from './retraction-form';
import type { Refusal } from './typed';
import { UnplacedRefusal } from './unplaced-refusal';

type DeclarationsPageProps = {
  /** Newest first. */
  statements: readonly Spoken[];
  waiting: readonly WaitingRetraction[];
  /** The one being taken back. */
  retracted: Spoken | null;
  at: string;
  done: string | null;
  refused: Refusal | null;
  idempotencyKey: string;
  isCodeAsked: boolean;
  nameOf: NameOf;
};

/** « Nos déclarations »: what the organisation said, who of it, and what became of each word. */
export const DeclarationsPage = (props: DeclarationsPageProps) => {
  const { statements, waiting, retracted, done, nameOf, ...form } = props;
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>Nos déclarations</h1>
        <p>Les cent dernières, la plus récente d’abord, heure de Paris</p>
      </div>
      <DoneNote said={done} />
      <UnplacedRefusal refused={form.refused} isPlaced={retracted !== null} />
      {retracted && <RetractionForm statement={retracted} nameOf={nameOf} {...form} />}
      {statements.length === 0 ? (
        <p className="empty">Votre organisation n’a encore rien déclaré.</p>
      ) : (
        <ol className="story">
          {statements.map((statement) => (
            <Declaration
              key={statement.id}
              statement={statement}
              waiting={waiting.find(({ target }) => target === statement.id)}
              nameOf={nameOf}
            />
          ))}
        </ol>
      )}
    </main>
  );
};
