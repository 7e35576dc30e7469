import type { OrganisationRecord } from '#server/contract/directory-edits';
import { ORGANISATION_KINDS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { organisationKindWords } from '../../../words/fr/organisations';
import { professionWords } from '../../../words/fr/professions';
import { capital, fr, typeset } from '../../../words/fr/typography';
import { CheckList, SelectField, TextArea, TextField } from '../fields';
import { SpaceForm } from '../form';
import { lastTyped, type Refusal } from '../typed';
import { ChangedMeanwhile } from './changed-meanwhile';
import { organisationEntries, organisationRead, typedOrganisation } from './organisation-entries';
import { OrganisationReadFields } from './organisation-read';
import { faultAt, isStale, type Ready, sendingFor } from './sending';

export type OrganisationFormProps = {
  organisation: OrganisationRecord | null;
  platforms: readonly { id: string; name: string }[];
  refused: Refusal | null;
  ready: Ready;
};

const KINDS = ORGANISATION_KINDS.map((value) => ({ value, label: capital(organisationKindWords[value]) }));
const PROFESSION_OPTIONS = PROFESSIONS.map((value) => ({ value, label: professionWords[value].name }));

export const OrganisationForm = ({ organisation, platforms, refused, ready }: OrganisationFormProps) => {
  const sending = sendingFor(refused, ready, organisation?.etag ?? null);
  const { problem } = sending;
  const read = organisation && organisationRead(refused, organisation);
  const typed = (name: string) => lastTyped(refused, name);
  const ticked = (name: string, read: readonly string[]) => (refused ? (refused.typed[name] ?? []) : read);
  return (
    <SpaceForm {...sending} submit={organisation ? 'Enregistrer' : 'Ajouter l’organisation'}>
      {read && <OrganisationReadFields read={read} />}
      {refused && read && isStale(problem) && (
        <ChangedMeanwhile
          read={organisationEntries(typedOrganisation(refused, 'lu-'))}
          now={organisationEntries(read)}
          typed={organisationEntries(typedOrganisation(refused))}
        />
      )}
      {organisation ? (
        <input type="hidden" name="sorte" value={organisation.kind} />
      ) : (
        <div className="fields">
          <TextField
            label="Identifiant"
            name="identifiant"
            defaultValue={typed('identifiant')}
            hint={fr`Minuscules sans accent, chiffres et tirets ; il ne change plus.`}
            fault={faultAt(problem, '/id')}
            required
          />
          <SelectField label="Sorte" name="sorte" options={KINDS} defaultValue={typed('sorte')} />
        </div>
      )}
      <TextField
        label="Nom"
        name="nom"
        defaultValue={typed('nom') ?? organisation?.name}
        fault={faultAt(problem, '/name')}
        required
      />
      <CheckList
        legend="Professions"
        name="professions"
        options={PROFESSION_OPTIONS}
        checked={ticked('professions', organisation?.professions ?? [])}
        hint={faultAt(problem, '/professions') ?? fr`Celles au nom desquelles un syndicat parle.`}
      />
      <CheckList
        legend="Plateformes"
        name="plateformes"
        options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
        checked={ticked('plateformes', organisation?.platforms ?? [])}
        hint={fr`Celles d'un opérateur.`}
      />
      <TextArea
        label="Mutuelles"
        name="mutuelles"
        defaultValue={typed('mutuelles') ?? organisation?.mutuelles.join('\n')}
        hint={fr`Celles qui parlent d'elles-mêmes par ce compte : une par ligne, son identifiant, son nom exact ou son numéro AMC.`}
        fault={faultAt(problem, '/mutuelles')}
      />
    </SpaceForm>
  );
};
