import { PROFESSIONS } from '#server/domain/vocabulary';
import { SOURCE_KIND_OPTIONS } from '../../../words/fr/organisations';
import { professionWords } from '../../../words/fr/professions';
import { confidenceOptions } from '../../../words/fr/space-directory';
import { fr, typeset } from '../../../words/fr/typography';
import { CheckList, SelectField, TextField } from '../fields';
import { SpaceForm } from '../form';
import { isOf, lastTyped, type Refusal } from '../typed';
import { faultAt, type Ready, sendingFor } from './sending';

type ConventionFormProps = {
  platforms: readonly { id: string; name: string }[];
  refused: Refusal | null;
  ready: Ready;
  submit: string;
};

const EVERYONE = { value: 'all', label: 'Toutes les professions' };
const PROFESSION_OPTIONS = PROFESSIONS.map((value) => ({ value, label: professionWords[value].name }));
const UNSAID = { value: '', label: 'Non précisée' };

export const ConventionForm = ({ platforms, refused, ready, submit }: ConventionFormProps) => {
  const own = isOf(refused, 'convention') ? refused : null;
  const sending = sendingFor(own, { ...ready, key: `${ready.key}-convention` }, null);
  const typed = (name: string) => lastTyped(own, name);
  const at = (pointer: string) => faultAt(sending.problem, pointer);
  const platformOptions = platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }));
  return (
    <SpaceForm {...sending} submit={submit}>
      <input type="hidden" name="geste" value="convention" />
      <div className="fields">
        <SelectField
          label="Plateforme"
          name="plateforme"
          options={[{ value: '', label: 'Choisir…' }, ...platformOptions]}
          defaultValue={typed('plateforme')}
          fault={at('/platform')}
        />
        <TextField
          label="Code sur la carte"
          name="code-carte"
          defaultValue={typed('code-carte')}
          hint="S’il y en a un."
        />
        <TextField label="CSR" name="csr" defaultValue={typed('csr')} hint="S’il y en a un." />
        <TextField
          label="Depuis le"
          name="depuis"
          type="date"
          defaultValue={typed('depuis')}
          hint={fr`Vide : on ne sait pas depuis quand, elle compte toujours.`}
          fault={at('/from')}
        />
      </div>
      <CheckList
        legend="Professions servies"
        name="professions"
        options={[EVERYONE, ...PROFESSION_OPTIONS]}
        checked={own?.typed.professions ?? []}
        hint={at('/professions') ?? fr`« Toutes » l'emporte sur les autres.`}
      />
      <fieldset>
        <legend>D’où on le sait</legend>
        <div className="fields">
          <TextField
            label="Adresse de la source"
            name="source"
            type="url"
            defaultValue={typed('source')}
            fault={at('/source/url')}
          />
          <SelectField
            label="Nature de la source"
            name="nature"
            options={[UNSAID, ...SOURCE_KIND_OPTIONS]}
            defaultValue={typed('nature')}
          />
          <TextField
            label="Date de la source"
            name="date"
            defaultValue={typed('date')}
            hint="AAAA, AAAA-MM ou AAAA-MM-JJ."
            fault={at('/source/asOf')}
          />
          <SelectField
            label="Fiabilité"
            name="fiabilite"
            options={confidenceOptions}
            defaultValue={typed('fiabilite') ?? 'medium'}
          />
        </div>
      </fieldset>
    </SpaceForm>
  );
};
