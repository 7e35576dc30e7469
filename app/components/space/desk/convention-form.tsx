import type { MutuelleRecord } from '#server/contract/mutuelles';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { professionWords } from '../../../words/fr/professions';
import { fr, typeset } from '../../../words/fr/typography';
import { CheckList, SelectField, TextField } from '../fields';
import { SpaceForm } from '../form';
import { isOf, lastTyped, type Refusal } from '../typed';
import { ConventionExists, existsAlready, isTaken } from './convention-exists';
import { faultAt, type Ready, sendingFor } from './sending';
import { SourceFields } from './source-fields';

type ConventionFormProps = {
  mutuelle: MutuelleRecord;
  etag: string | null;
  nameOf: (platform: string) => string;
  platforms: readonly { id: string; name: string }[];
  refused: Refusal | null;
  ready: Ready;
  submit: string;
};

const EVERYONE = { value: 'all', label: 'Toutes les professions' };
const PROFESSION_OPTIONS = PROFESSIONS.map((value) => ({ value, label: professionWords[value].name }));

export const ConventionForm = (props: ConventionFormProps) => {
  const { mutuelle, etag, nameOf, platforms, refused, ready, submit } = props;
  const own = refused && isOf(refused, 'convention') ? existsAlready(refused) : null;
  const version = own && isTaken(own) ? etag : null;
  const sending = sendingFor(own, { ...ready, key: `${ready.key}-convention` }, version);
  const typed = (name: string) => lastTyped(own, name);
  const at = (pointer: string) => faultAt(sending.problem, pointer);
  const platformOptions = platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }));
  return (
    <SpaceForm {...sending} submit={submit}>
      <input type="hidden" name="geste" value="convention" />
      {own && isTaken(own) && <ConventionExists mutuelle={mutuelle} own={own} nameOf={nameOf} />}
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
      <SourceFields typed={typed} faultAt={at} />
    </SpaceForm>
  );
};
