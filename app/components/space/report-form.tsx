import { fr } from '../../words/fr/typography';
import { faultAt } from './faults';
import { TextArea } from './fields';
import { SpaceForm } from './form';
import { isOf, lastTyped, type Refusal } from './typed';

type ReportFormProps = { refused: Refusal | null; idempotencyKey: string; isCodeAsked: boolean };

/** After the end nothing is added to an incident but its report. */
export const ReportForm = ({ refused, idempotencyKey, isCodeAsked }: ReportFormProps) => {
  const own = isOf(refused, 'bilan') ? refused : null;
  return (
    <SpaceForm
      idempotencyKey={idempotencyKey}
      problem={own?.problem ?? null}
      isCodeAsked={isCodeAsked || own?.needs === 'step-up'}
      submit="Publier le bilan"
    >
      <input type="hidden" name="geste" value="bilan" />
      <input type="hidden" name="etape" value="postmortem" />
      <TextArea
        label="Bilan de l’incident"
        name="texte"
        rows={6}
        defaultValue={lastTyped(own, 'texte')}
        fault={faultAt(own?.problem ?? null, 'text')}
        hint={fr`Ce qui s'est passé, pourquoi, et ce qui est changé depuis.`}
        required
      />
    </SpaceForm>
  );
};
