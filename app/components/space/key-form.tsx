import { KEY_KINDS } from '#server/domain/facts/vocabulary';
import { fullDay } from '../../words/fr/instants';
import { KEY_SPANS, type KeySpan, keyActionWords, keyKindWords, USUAL_SPAN } from '../../words/fr/space-keys';
import { capital, fr, typeset } from '../../words/fr/typography';
import { CheckList, SelectField, TextField } from './fields';
import { GestureForm } from './gesture-form';
import type { KeysTold } from './keys-told';
import { ProblemNote } from './problem-note';
import { isOf, lastTyped } from './typed';

type KeyFormProps = Pick<KeysTold, 'kind' | 'mayName' | 'platforms' | 'at' | 'isCodeAsked' | 'refused'>;

export const KeyForm = ({ kind, mayName, platforms, at, isCodeAsked, refused }: KeyFormProps) => {
  const last = isOf(refused, 'faire') ? refused : null;
  const measures = kind === 'operator' || kind === 'desk';
  const ticked = last?.typed.plateforme ?? [];
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
            label="Sa nature"
            name="sorte"
            options={KEY_KINDS.map((value) => ({ value, label: keyKindWords[value].may }))}
            defaultValue={lastTyped(last, 'sorte')}
          />
        )}
        <CheckList
          legend={fr`Ce qu'elle fait`}
          name="action"
          hint={
            measures
              ? fr`Le moins possible. Une clé de mesure n'a rien à cocher.`
              : fr`Le moins possible : ce qui n'est pas coché lui est refusé.`
          }
          options={mayName.map((value) => ({ value, label: capital(keyActionWords[value]) }))}
          checked={last?.typed.action ?? []}
        />
        <details className="folded" open={ticked.length > 0}>
          <summary>Sur certaines plateformes seulement</summary>
          <CheckList
            legend="Plateformes"
            name="plateforme"
            hint={fr`Rien de coché : toutes celles de votre périmètre.`}
            options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
            checked={ticked}
          />
        </details>
        <SelectField
          label={fr`Jusqu'à quand`}
          name="jours"
          hint={fr`Un an au plus. Vous serez prévenu deux semaines avant.`}
          options={KEY_SPANS.map((span) => ({ value: String(span.days), label: endLabel(span, at) }))}
          defaultValue={lastTyped(last, 'jours') ?? String(USUAL_SPAN)}
        />
        <input type="hidden" name="des" value={at} />
      </GestureForm>
    </section>
  );
};

const endLabel = ({ days, word }: KeySpan, at: string): string =>
  fr`${capital(word)} : jusqu'au ${fullDay(new Date(Date.parse(at) + days * DAY))}`;
const DAY = 86_400_000;
