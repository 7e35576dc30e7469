import type { Notice } from '#server/contract/notices';
import { fr, typeset } from '../../words/fr/typography';
import { faultAt } from './faults';
import { TextField } from './fields';
import { FoldedGesture } from './gesture-form';
import { ProblemNote } from './problem-note';
import { isOf, lastTyped, type Refusal } from './typed';

type WithdrawalFormProps = {
  notice: Notice;
  version: string;
  refused: Refusal | null;
  idempotencyKey: string;
  isCodeAsked: boolean;
};

/** « Retirer l’avis »: it stays readable, marked as withdrawn. */
export const WithdrawalForm = ({
  notice,
  version,
  refused,
  idempotencyKey,
  isCodeAsked,
}: WithdrawalFormProps) => {
  const own = isOf(refused, 'retirer') ? refused : null;
  const problem = own?.problem ?? null;
  return (
    <section className="part" aria-labelledby="retrait">
      <h2 id="retrait">Retirer sans remplacer</h2>
      <ProblemNote problem={problem} />
      <FoldedGesture
        summary="Retirer l’avis"
        about={typeset(notice.title)}
        isOpen={own !== null}
        gesture="retirer"
        idempotencyKey={`retirer-${idempotencyKey}`}
        isCodeAsked={isCodeAsked || own?.needs === 'step-up'}
        submit="Retirer l’avis"
      >
        <input type="hidden" name="version" value={problem?.etag ?? version} />
        <p className="hint">{fr`Il quitte les tableaux tout de suite ; sa page reste, marquée « retiré ».`}</p>
        <TextField
          label="Motif"
          name="motif"
          defaultValue={lastTyped(own, 'motif')}
          fault={faultAt(problem, 'reason')}
          maxLength={500}
        />
      </FoldedGesture>
    </section>
  );
};
