import { fr, typeset } from '../../words/fr/typography';
import type { NameOf } from '../told';
import { faultAt } from './faults';
import { TextArea, TextField } from './fields';
import { FoldedGesture } from './gesture-form';
import { ProblemNote } from './problem-note';
import { StillTouched } from './still-touched';
import { isOf, lastTyped, type Refusal } from './typed';

type ClosingFormProps = {
  title: string;
  version: string;
  refused: Refusal | null;
  /** Now, as the field has it. */
  now: string;
  isDesk: boolean;
  idempotencyKey: string;
  isCodeAsked: boolean;
  nameOf: NameOf;
};

/** « Clore l’incident »: only what is over is closed; the desk may, two together, in spite of that. */
export const ClosingForm = (props: ClosingFormProps) => {
  const { title, version, refused, now, isDesk, idempotencyKey, isCodeAsked, nameOf } = props;
  const own = isOf(refused, 'clore') ? refused : null;
  const problem = own?.problem ?? null;
  const isNotOver = problem?.type.endsWith('incident-not-over') ?? false;
  return (
    <section className="part" aria-labelledby="fin">
      <h2 id="fin">Fin de l’incident</h2>
      {problem && <ProblemNote problem={isNotOver ? { ...problem, faults: [] } : problem} />}
      {problem && isNotOver && <StillTouched problem={problem} nameOf={nameOf} />}
      <FoldedGesture
        summary="Clore l’incident"
        about={typeset(title)}
        isOpen={own !== null}
        gesture="clore"
        idempotencyKey={`clore-${idempotencyKey}`}
        isCodeAsked={isCodeAsked || own?.needs === 'step-up'}
        submit="Clore l’incident"
      >
        <input type="hidden" name="version" value={problem?.etag ?? version} />
        <p className="hint">
          {isDesk
            ? fr`Tout ce que ses déclarations nomment doit marcher. Sinon deux personnes du bureau doivent demander la clôture.`
            : fr`Tout ce que ses déclarations nomment doit marcher, retours confirmés. Sinon la clôture est refusée, et dit ce qui reste.`}
        </p>
        <TextField
          label="Fini depuis (heure de Paris)"
          name="clos-depuis"
          type="datetime-local"
          defaultValue={lastTyped(own, 'clos-depuis') ?? now}
          fault={faultAt(problem, 'effectiveAt')}
        />
        <TextArea
          label="Mot de la fin"
          name="note"
          rows={2}
          defaultValue={lastTyped(own, 'note')}
          fault={faultAt(problem, 'note')}
        />
      </FoldedGesture>
    </section>
  );
};
