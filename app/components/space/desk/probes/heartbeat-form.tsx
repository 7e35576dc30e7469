import { fr } from '../../../../words/fr/typography';
import { TextField } from '../../fields';
import { GestureForm } from '../../gesture-form';
import { ProblemNote } from '../../problem-note';
import { isOf, lastTyped, type Refusal } from '../../typed';
import { faultAt } from '../sending';
import { ProbeAimFields } from './probe-aim-fields';

export type HeartbeatFormProps = {
  platforms: readonly { id: string; name: string }[];
  isCodeAsked: boolean;
  refused: Refusal | null;
};

export const HeartbeatForm = ({ platforms, isCodeAsked, refused }: HeartbeatFormProps) => {
  const last = isOf(refused, 'battement') ? refused : null;
  return (
    <section className="part" aria-labelledby="battement">
      <h2 id="battement">Faire un battement</h2>
      <p>{fr`Une adresse qu'une machine de l'opérateur appelle tant que l'échange marche ; son silence se voit après trois intervalles.`}</p>
      <ProblemNote problem={last?.problem ?? null} />
      <GestureForm
        gesture="battement"
        isCodeAsked={isCodeAsked || last?.needs === 'step-up'}
        submit="Faire le battement"
        isMain
      >
        <ProbeAimFields platforms={platforms} refused={last} />
        <TextField
          label="Nom"
          name="nom"
          defaultValue={lastTyped(last, 'nom')}
          fault={faultAt(last?.problem ?? null, '/name')}
          maxLength={100}
          required
        />
        <TextField
          label="Intervalle, en secondes"
          name="intervalle"
          inputMode="numeric"
          defaultValue={lastTyped(last, 'intervalle') ?? '300'}
          fault={faultAt(last?.problem ?? null, '/intervalSeconds')}
        />
      </GestureForm>
    </section>
  );
};
