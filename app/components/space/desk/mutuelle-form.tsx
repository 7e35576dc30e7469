import type { MutuelleRecord } from '#server/contract/mutuelles';
import { mutuelleEntries } from '../../../words/fr/space-directory';
import { fr } from '../../../words/fr/typography';
import { TextArea, TextField } from '../fields';
import { SpaceForm } from '../form';
import { isOf, lastTyped, type Refusal } from '../typed';
import { ChangedMeanwhile } from './changed-meanwhile';
import { faultAt, isStale, type Ready, sendingFor } from './sending';

type MutuelleFormProps = {
  mutuelle: MutuelleRecord;
  etag: string | null;
  refused: Refusal | null;
  ready: Ready;
  submit: string;
};

export const MutuelleForm = ({ mutuelle, etag, refused, ready, submit }: MutuelleFormProps) => {
  const own = isOf(refused, 'fiche') ? refused : null;
  const sending = sendingFor(own, { ...ready, key: `${ready.key}-fiche` }, etag);
  const { problem } = sending;
  const base = readingOf(own, mutuelle);
  return (
    <SpaceForm {...sending} submit={submit}>
      <input type="hidden" name="geste" value="fiche" />
      <input type="hidden" name="lu-nom" value={base.name} />
      <input type="hidden" name="lu-alias" value={base.aliases.join('\n')} />
      <input type="hidden" name="lu-amc" value={base.amcNumbers.join('\n')} />
      {own && isStale(problem) && (
        <ChangedMeanwhile
          read={mutuelleEntries(typedMutuelle(own, 'lu-'))}
          now={mutuelleEntries(base)}
          typed={mutuelleEntries(typedMutuelle(own, ''))}
        />
      )}
      <TextField
        label="Nom"
        name="nom"
        defaultValue={lastTyped(own, 'nom') ?? mutuelle.name}
        fault={faultAt(problem, '/name')}
        required
      />
      <div className="fields">
        <TextArea
          label="Alias"
          name="alias"
          defaultValue={lastTyped(own, 'alias') ?? mutuelle.aliases.join('\n')}
          hint={fr`Un par ligne : anciens noms, noms de gamme, ce qui est écrit sur la carte.`}
          fault={faultAt(problem, '/aliases')}
        />
        <TextArea
          label="Numéros AMC"
          name="amc"
          defaultValue={lastTyped(own, 'amc') ?? mutuelle.amcNumbers.join('\n')}
          hint={fr`Un par ligne, 7 à 10 caractères ; gardez les zéros du début.`}
          fault={faultAt(problem, '/amcNumbers')}
        />
      </div>
    </SpaceForm>
  );
};

type Fields = Pick<MutuelleRecord, 'name' | 'aliases' | 'amcNumbers'>;

const linesOf = (text = ''): string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');

/** What was typed, or with `lu-` what had been read before typing. */
const typedMutuelle = (own: Refusal, prefix: string): Fields => ({
  name: lastTyped(own, `${prefix}nom`) ?? '',
  aliases: linesOf(lastTyped(own, `${prefix}alias`)),
  amcNumbers: linesOf(lastTyped(own, `${prefix}amc`)),
});

/** What this form changes: as read, or as it is in force when somebody changed it meanwhile. */
const readingOf = (own: Refusal | null, read: Fields): Fields => {
  if (!own) return read;
  return isStale(own.problem) ? (own.problem.current as Fields) : typedMutuelle(own, 'lu-');
};
