import { fr } from '../../../words/fr/typography';
import { SpaceForm } from '../form';
import { isOf, type Refusal } from '../typed';
import { type Ready, sendingFor } from './sending';

type ImportAcceptFormProps = { text: string; refused: Refusal | null; ready: Ready };

/** The same text again, this time for good. */
export const ImportAcceptForm = ({ text, refused, ready }: ImportAcceptFormProps) => {
  const own = isOf(refused, 'accepter') ? refused : null;
  const { version: _, ...sending } = sendingFor(own, ready, null);
  return (
    <SpaceForm
      {...sending}
      submit="Accepter ces changements"
      aside={fr`Le tableau en tient compte aussitôt ; le journal garde ce qui était.`}
    >
      <input type="hidden" name="geste" value="accepter" />
      <textarea hidden readOnly name="texte" value={text} />
    </SpaceForm>
  );
};
