import { KEY_KINDS } from '#server/domain/vocabulary';
import { keyKindWords } from '../../words/fr/space-keys';
import { fr } from '../../words/fr/typography';
import { SelectField, TextField } from './fields';
import { GestureForm } from './gesture-form';
import type { KeysTold } from './keys-told';
import { ProblemNote } from './problem-note';
import { isOf, lastTyped } from './typed';

type KeyFormProps = Pick<KeysTold, 'kind' | 'isCodeAsked' | 'refused'>;

export const KeyForm = ({ kind, isCodeAsked, refused }: KeyFormProps) => {
  const last = isOf(refused, 'faire') ? refused : null;
  const measures = kind === 'operator' || kind === 'desk';
  return (
    <section className="part" aria-labelledby="faire">
      <h2 id="faire">Faire une clé</h2>
      <ProblemNote problem={last?.problem ?? null} />
      <GestureForm gesture="faire" isCodeAsked={isCodeAsked} submit="Faire la clé" isMain>
        <TextField
          label="À quoi elle sert"
          name="nom"
          hint={fr`Par exemple : « supervision », « outil d'astreinte ».`}
          defaultValue={lastTyped(last, 'nom')}
          maxLength={100}
          required
        />
        {measures && (
          <SelectField
            label="Ce qu’elle fait"
            name="sorte"
            options={KEY_KINDS.map((value) => ({ value, label: keyKindWords[value].may }))}
            defaultValue={lastTyped(last, 'sorte')}
          />
        )}
      </GestureForm>
    </section>
  );
};
